"""What it takes to work on one certificate: its needs, the sites, and the form for all that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ddtool.domain.assessments import Site
from ddtool.domain.certificate_needs import CertificateNeeds
from ddtool.domain.certificates import Certificate, unstated
from ddtool.domain.history import Stored
from ddtool.usecases.certificates import certificate_needs, read_certificate
from ddtool.usecases.sites import sites_at_work
from ddtool.web import access, language
from ddtool.web.pages.certificates.filling import begun, read, shown
from ddtool.web.pages.certificates.forms import CertificateForm, make_form


@dataclass(frozen=True, slots=True)
class Work:
    """One certificate being worked on; ``stored`` is None while it is new.

    ``site`` is the id of the site on whose page it was begun, empty where it was begun elsewhere.
    """

    known: Certificate
    needs: CertificateNeeds
    sites: tuple[Site, ...]
    stored: Stored[Certificate] | None = None
    site: str = ""

    @property
    def title(self) -> str:
        """What it is against, with its number where it has one."""
        name = language.voice().certificate(self.known)
        return f"{name}, {self.known.number}" if self.known.number else name

    @property
    def is_fictional(self) -> bool:
        """Whether it belongs to an organisation of the demonstration."""
        return any(one.fictional for one in self.sites)

    @property
    def has_numbers(self) -> bool:
        """Whether a result of it is a number."""
        return any(not one.scale for one in self.needs.results)

    def sent(self) -> CertificateForm:
        """The form as it was sent in."""
        return make_form(self.needs, self.sites, self.known)

    def fresh(self) -> CertificateForm:
        """The form as it begins, or as the certificate stands."""
        empty = make_form(self.needs, self.sites, self.known, formdata=None)
        named = [name for name, id in empty.site_ids.items() if id == self.site]
        values: Mapping[str, Any] = {**begun(self.needs), "sites": named}
        if self.stored is not None:
            values = {**shown(self.known, empty), "version": self.stored.version}
        return make_form(self.needs, self.sites, self.known, formdata=None, data=values)

    def described(self, form: CertificateForm) -> Certificate:
        """The certificate that a form describes."""
        return read(form, self.known)


def work_on(id: str) -> Work:
    """A stored certificate.

    :raises NotFound: the reader's organisation has none of that id.
    """
    stored = read_certificate(access.database(), access.author(), id)
    known = stored.value
    needs = certificate_needs(access.library(), known.standard, known)
    return Work(known, needs, _sites(known.sites), stored)


def work_on_new(standard: str, site: str = "") -> Work:
    """A new certificate of a standard, begun on the page of a site.

    :raises NotFound: nobody has recorded such a standard.
    """
    needs = certificate_needs(access.library(), standard)
    return Work(unstated(standard, needs.usual_proof), needs, _sites(), site=site)


def _sites(named: Sequence[str] = ()) -> tuple[Site, ...]:
    found = sites_at_work(access.database(), access.author(), named=named)
    return tuple(one.value for one in found)
