"""The certificates that an organisation holds."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from flask import Response, url_for

from ddtool.domain.certificates import (
    Certificate,
    unstated,
)
from ddtool.domain.history import Stored
from ddtool.domain.people import Right
from ddtool.domain.typed import is_percentage
from ddtool.sentences import Sentence
from ddtool.usecases.certificates import (
    change_certificate,
    list_certificates,
    read_certificate,
    record_certificate,
    remove_certificate,
)
from ddtool.web import access
from ddtool.web.api.bodies import Fault
from ddtool.web.api.certificate_shapes import (
    CertificateChange,
    CertificateTold,
    NewCertificate,
    certificate_told,
)
from ddtool.web.api.fields import (
    given,
)
from ddtool.web.api.paging import Page, page_of
from ddtool.web.api.routes import Operation, offers
from ddtool.web.api.tags import tag_of, version_read
from ddtool.web.api.telling import as_json, gone, told
from ddtool.web.api.words import refuse, unknown_words

_NOUN = "certificates"


def _one(stored: Stored[Certificate], status: int = 200) -> Response:
    made = status == 201
    location = url_for("api.certificates_read", certificate=stored.value.id) if made else ""
    return told(certificate_told(stored), status=status, tag=tag_of(stored), location=location)


def _made(id: str) -> Response:
    return _one(read_certificate(access.database(), access.author(), id), 201)


@offers(
    "GET",
    "/certificates",
    Right.READ,
    Operation("List the certificates", _NOUN, answer=CertificateTold, lists=True, query=Page),
)
def index(query: Page) -> Response:
    """A page of all certificates."""
    found = list_certificates(access.database(), access.author())
    page = page_of(
        found,
        query,
        id_of=lambda one: one.value.id,
        tell=lambda one: as_json(certificate_told(one)),
    )
    return told(page)


@offers(
    "POST",
    "/certificates",
    Right.RECORD,
    Operation(
        "Record a certificate",
        _NOUN,
        status=201,
        answer=CertificateTold,
        body=NewCertificate,
        tell=_made,
        may=frozenset({404}),
    ),
)
def record(body: NewCertificate) -> Response:
    """A new certificate."""
    fields = _known(given(body))
    certificate = replace(unstated(), **fields)
    refuse(_faults(certificate, fields))
    stored = record_certificate(
        access.database(), access.author(), certificate, library=access.library()
    )
    return _one(stored, 201)


@offers(
    "GET",
    "/certificates/<uuid:certificate>",
    Right.READ,
    Operation("Read a certificate", _NOUN, answer=CertificateTold),
)
def read(certificate: str) -> Response:
    """One certificate."""
    return _one(read_certificate(access.database(), access.author(), certificate))


@offers(
    "PATCH",
    "/certificates/<uuid:certificate>",
    Right.RECORD,
    Operation(
        "Change a certificate",
        _NOUN,
        answer=CertificateTold,
        body=CertificateChange,
        versioned=True,
    ),
)
def change(certificate: str, body: CertificateChange) -> Response:
    """Change what the body names."""
    stands = read_certificate(access.database(), access.author(), certificate)
    version, fields = version_read(stands), _known(given(body))
    changed = replace(stands.value, **fields)
    refuse(_faults(changed, fields))
    after = change_certificate(
        access.database(), access.author(), changed, version=version, library=access.library()
    )
    return _one(after)


@offers(
    "DELETE",
    "/certificates/<uuid:certificate>",
    Right.RECORD,
    Operation("Take a certificate away", _NOUN, status=204, versioned=True),
)
def remove(certificate: str) -> Response:
    """Take it away; the history keeps what it said."""
    stands = read_certificate(access.database(), access.author(), certificate)
    version = version_read(stands)
    remove_certificate(access.database(), access.author(), certificate, version=version)
    return gone()


def _known(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as the domain has them: no report is not a third thing beside yes and no."""
    found = dict(fields)
    if "has_report" in found:
        found["has_report"] = bool(found["has_report"])
    if "sites" in found:
        found["sites"] = tuple(dict.fromkeys(found["sites"]))
    return found


def _faults(certificate: Certificate, fields: Mapping[str, Any]) -> Iterator[Fault]:
    standards = access.library().standards().by_id
    if certificate.standard not in standards:
        accepted = ", ".join(sorted(standards))
        yield Fault("standard", Sentence("Give one of: {words}.", words=accepted))
    else:
        yield from _result_faults(certificate)
    yield from unknown_words(fields, "activities", access.library().vocabulary().activity_ids)
    first, last = certificate.issued, certificate.valid_until
    if first is not None and last is not None and first > last:
        yield Fault(
            "valid_until", Sentence("It ends before it was issued on {first}.", first=first)
        )


def _result_faults(certificate: Certificate) -> Iterator[Fault]:
    """Results that its standard does not have, or that nothing could be compared with."""
    standard = access.library().standards().by_id[certificate.standard]
    words = [word for scale in standard.scales for word in scale]
    for name, result in certificate.results.items():
        place = f"results.{name[:80]}"
        if standard.results and name not in standard.results:
            names = ", ".join(standard.results)
            yield Fault(place, Sentence("The results of this standard are: {names}.", names=names))
        elif words and result not in words:
            yield Fault(place, Sentence("Give one of: {words}.", words=", ".join(words)))
        elif not words and isinstance(result, str):
            yield Fault(place, Sentence("Give a number; this standard has no scale of words."))
        elif not words and not isinstance(result, str) and not is_percentage(result):
            yield Fault(place, Sentence("Give a percentage, a number from 0 to 100."))
