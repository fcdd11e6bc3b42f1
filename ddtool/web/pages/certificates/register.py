"""The register of certificates: filtered, sorted, and out as it is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Response, render_template, request

from ddtool.domain.certificates import Certificate, CertificateStatus
from ddtool.domain.history import Stored
from ddtool.domain.people import Right
from ddtool.domain.site_names import site_names
from ddtool.sentences import n_
from ddtool.usecases.certificate_effects import SiteEffect
from ddtool.usecases.certificate_lists import write_certificate_list
from ddtool.usecases.certificates import Register, read_register
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.page_numbers import asked_page
from ddtool.web.pages.certificates.blueprint import blueprint
from ddtool.web.pages.certificates.effects import effects_of, whom_to_ask
from ddtool.web.pages.certificates.words import list_words

PER_PAGE = 50
SOON_DAYS = (30, 90)

STATES: Mapping[str, str] = {
    "": n_("All"),
    "current": n_("Valid today"),
    "30": n_("Ends within 30 days"),
    "90": n_("Ends within 90 days"),
    "expired": n_("Expired"),
    "inactive": n_("Not active"),
    "open-ended": n_("No day of expiry stated"),
}
ORDERS: Mapping[str, str] = {
    "standard": n_("Standard"),
    "until": n_("Valid until, first to end first"),
    "body": n_("Issued by"),
}

_KINDS = {
    "csv": ("text/csv; charset=utf-8", "csv"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What is shown and in which order, as it stands in the address."""

    standard: str = ""
    site: str = ""
    state: str = ""
    order: str = "standard"
    words: str = ""

    @classmethod
    def asked(cls) -> "Filter":
        """The filter of this request; what is not known is left out."""
        state, order = request.args.get("state", ""), request.args.get("order", "")
        return cls(
            standard=request.args.get("standard", "")[:200],
            site=request.args.get("site", "")[:36],
            state=state if state in STATES else "",
            order=order if order in ORDERS else "standard",
            words=request.args.get("words", "")[:200].strip(),
        )

    @property
    def query(self) -> dict[str, str]:
        """The same for an address."""
        pairs = {
            "standard": self.standard,
            "site": self.site,
            "state": self.state,
            "order": self.order,
            "words": self.words,
        }
        return {name: value for name, value in pairs.items() if value}

    def chosen(self, register: Register) -> list[Stored[Certificate]]:
        """The certificates it shows, in its order."""
        found = [one for one in register.certificates if self._shows(one.value)]
        return sorted(found, key=lambda one: self._place(one.value))

    def _shows(self, one: Certificate) -> bool:
        text = f"{one.standard} {one.edition} {one.number} {one.body} {one.note}".casefold()
        return (
            (not self.standard or one.standard == self.standard)
            and (not self.site or self.site in one.sites)
            and self.words.casefold() in text
            and self._in_state(one)
        )

    def _in_state(self, one: Certificate) -> bool:
        today, until = access.today(), one.valid_until
        active = one.status is CertificateStatus.ACTIVE
        if self.state == "expired":
            return until is not None and until < today
        if self.state == "open-ended":
            return until is None
        if self.state == "inactive":
            return one.status not in (CertificateStatus.ACTIVE, None)
        if self.state == "current":
            begun = one.issued is None or one.issued <= today
            return active and begun and (until is None or until >= today)
        if self.state:
            last = today + timedelta(days=int(self.state))
            return until is not None and today <= until <= last
        return True

    def _place(self, one: Certificate) -> tuple[Any, ...]:
        by_standard = (one.standard, one.edition, one.number)
        if self.order == "until":
            return (one.valid_until is None, one.valid_until or access.today(), by_standard)
        return (one.body.casefold(), by_standard) if self.order == "body" else by_standard


@dataclass(frozen=True, slots=True)
class Row:
    """One certificate of the register. ``days`` are those left until it ends, None without end."""

    certificate: Certificate
    name: str
    sites: str
    days: int | None
    effects: tuple[SiteEffect, ...]

    @property
    def told(self) -> tuple[SiteEffect, ...]:
        """What it does at the sites it names; everywhere where it names none."""
        named = self.certificate.sites
        if not self.certificate.names_sites:
            return self.effects
        return tuple(one for one in self.effects if one.site.id in named)

    @property
    def ends_soon(self) -> bool:
        """Whether it ends within the longest time that is called soon."""
        return self.days is not None and 0 <= self.days <= SOON_DAYS[-1]

    @property
    def is_active(self) -> bool:
        """Whether its body says that it is active."""
        return self.certificate.status is CertificateStatus.ACTIVE


@blueprint.get("")
@requires(Right.READ)
def index() -> str:
    """All certificates of the organisation."""
    register = read_register(access.database(), access.author())
    asked = Filter.asked()
    chosen = asked.chosen(register)
    page = _page_number(len(chosen))
    rows = _rows(register, [one.value for one in chosen[(page - 1) * PER_PAGE :][:PER_PAGE]])
    return render_template(
        "certificates/index.html",
        register=register,
        rows=rows,
        undecided=whom_to_ask(effect for row in rows for effect in row.told),
        total=len(chosen),
        page=page,
        pages=_pages(len(chosen)),
        asked=asked,
        standards=sorted({one.value.standard for one in register.certificates}),
        states=STATES,
        orders=ORDERS,
        fictional=any(one.fictional for one in register.sites),
        here_section="certificates",
    )


@blueprint.get("/export.<any(csv, xlsx):kind>")
@requires(Right.READ)
def export(kind: str) -> Response:
    """The register as it is shown, as a file that can be brought in again."""
    register = read_register(access.database(), access.author())
    ids = [one.value.id for one in Filter.asked().chosen(register)]
    return _file(
        kind,
        "certificates",
        write_certificate_list(
            access.database(), access.author(), list_words(), ids=ids, as_csv=kind == "csv"
        ),
    )


@blueprint.get("/template.<any(csv, xlsx):kind>")
@requires(Right.READ)
def template(kind: str) -> Response:
    """An empty list to fill in."""
    return _file(
        kind,
        "certificates-template",
        write_certificate_list(
            access.database(), access.author(), list_words(), ids=(), as_csv=kind == "csv"
        ),
    )


def _file(kind: str, name: str, content: bytes) -> Response:
    media_type, ending = _KINDS[kind]
    response = Response(content, content_type=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.{ending}")
    return response


def _rows(register: Register, certificates: Sequence[Certificate]) -> tuple[Row, ...]:
    names, today = site_names(register.sites), access.today()
    voice = language.voice()
    found = []
    for one, done in zip(certificates, effects_of(certificates), strict=True):
        sites = [*(names.get(site, site) for site in one.sites), *one.other_sites]
        days = (one.valid_until - today).days if one.valid_until else None
        found.append(Row(one, voice.certificate(one), ", ".join(sites), days, done))
    return tuple(found)


def _pages(total: int) -> int:
    return max(1, -(-total // PER_PAGE))


def _page_number(total: int) -> int:
    return min(max(1, asked_page()), _pages(total))
