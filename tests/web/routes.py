"""Every address of the pages, with ids of things that North Metals has."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from flask import Flask
from werkzeug.routing import Rule

from ddtool.domain.assessments import Action, Evidence
from ddtool.domain.people import Organisation, OrganisationKind, Right
from ddtool.store import actions, evidence, organisations
from ddtool.usecases.assessor_invitations import invite_assessor
from ddtool.usecases.assignments import give_assessment
from ddtool.web.access import API, access_of
from tests.web import making
from tests.web.browser import Browser
from tests.web.programming import begin_draft, line_id

UNKNOWN = "00000000-0000-4000-8000-000000000000"

_ACTION, _DOCUMENT = f"{UNKNOWN[:-1]}a", f"{UNKNOWN[:-1]}d"
# These stand in addresses behind the assessment they belong to, which decides who finds them.
_FINDING, _QUESTION = f"{UNKNOWN[:-1]}f", f"{UNKNOWN[:-1]}e"
_SHARED = {
    "number": "17", "requirement": "17.a", "name": "rra@3.0", "kind": "csv", "secret": "unknown",
    "format": "pdf", "noun": "certificate", "shelf": "sets",
}  # fmt: skip
_OF_NOBODY = ("static_files", API)


@dataclass(frozen=True, slots=True)
class Route:
    """An address and a method. ``own`` names what belongs to North Metals, ``unknown`` nothing."""

    method: str
    rule: str
    own: str
    unknown: str
    public: bool
    right: Right | None

    @property
    def names_something(self) -> bool:
        """Whether it names a thing that belongs to an organisation or a person."""
        return self.own != self.unknown

    def __str__(self) -> str:
        return f"{self.method} {self.rule}"


def routes(app: Flask, ana: Browser) -> list[Route]:
    """All of them, in order; something of everything is made first."""
    things = _things(app, ana)
    return [
        _route(app, rule, method, things)
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        if rule.endpoint.partition(".")[0] not in _OF_NOBODY
    ]


def _route(app: Flask, rule: Rule, method: str, things: Mapping[str, str]) -> Route:
    access = access_of(app.view_functions[rule.endpoint])
    assert access is not None
    own = {name: _SHARED.get(name) or _thing(rule, name, things) for name in rule.arguments}
    unknown = {name: _SHARED.get(name, UNKNOWN) for name in rule.arguments}
    addresses = app.url_map.bind("localhost")
    return Route(
        method=method,
        rule=rule.rule,
        own=addresses.build(rule.endpoint, own, method=method),
        unknown=addresses.build(rule.endpoint, unknown, method=method),
        public=access.public,
        right=access.right,
    )


def _thing(rule: Rule, name: str, things: Mapping[str, str]) -> str:
    """The id that an address asks for: by its endpoint, else by its part, else by its name."""
    part = rule.endpoint.partition(".")[0]
    found = (things.get(key) for key in (rule.endpoint, f"{part}.{name}", name))
    id = next((one for one in found if one), "")
    assert id, f"say in tests/web/routes.py which {name} belongs into {rule.rule}"
    return id


def _things(app: Flask, ana: Browser) -> dict[str, str]:
    site = making.add_site(app)
    certificate = making.add_certificate(app, site)
    assessment = making.begin(app, site).id
    made = {"site": site.id, "assessment": assessment}
    made |= dict.fromkeys(("certificate", "certificates.id", "history.id"), certificate)
    made |= _within(app, assessment)
    made |= {"report": _report(ana, assessment), "workbook.id": _workbook(ana, assessment)}
    made |= {"organisation": str(making.author(app).organisation), "user": f"{UNKNOWN[:-1]}c"}
    return made | _of_people(app, ana) | _given(app, assessment) | _of_matrices(app)


def _of_matrices(app: Flask) -> dict[str, str]:
    """A draft of a matrix, which belongs to the installation, a line of it, and no upload."""
    draft = begin_draft(app)
    return {"edition": draft, "line": line_id(app, draft), "upload": UNKNOWN}


def _given(app: Flask, assessment: str) -> dict[str, str]:
    """The assessment is offered to a firm that none of the tests' people belongs to."""
    lead, database = making.author(app), making.installed(app).database
    firm = Organisation(f"{UNKNOWN[:-1]}b", "Other Audits", OrganisationKind.ASSESSMENT_FIRM)
    with database.write(lead) as db:
        organisations.add(db, firm)
    offered = give_assessment(database, lead, assessment, firm=firm.id)
    invited, _secret = invite_assessor(database, lead, assessment, "kim@new-firm.example")
    said = {"finding": _FINDING, "asked": _QUESTION}
    return said | {"assignment": offered.value.id, "assessors.invitation": invited.id}


def _within(app: Flask, assessment: str) -> dict[str, str]:
    """An action and a document, by all names under which addresses ask for them."""
    author = making.author(app)
    assert author.organisation is not None
    with making.installed(app).database.write(author) as db:
        actions.add(db, author.organisation, assessment, Action(_ACTION, "17", "Plan"))
        evidence.add(db, author.organisation, Evidence(_DOCUMENT, "Permit"))
        evidence.show(db, author.organisation, assessment, _DOCUMENT, shown=("17.a",))
    of_actions = dict.fromkeys(("action", "actions.id", "plan.id"), _ACTION)
    return of_actions | dict.fromkeys(("evidence", "document", "evidence.id"), _DOCUMENT)


def _report(ana: Browser, assessment: str) -> str:
    address = f"/assessments/{assessment}/reports"
    ana.post(address, ana.get(address).form)
    page = ana.get(address)
    return _id_after("/reports/", page.answer.text)


def _workbook(ana: Browser, assessment: str) -> str:
    address = f"/assessments/{assessment}/workbook"
    content = ana.get(f"{address}/file").answer.data
    ana.get(address)
    page = ana.post(
        address, {"workbook": (BytesIO(content), "ours.xlsx")}, content_type="multipart/form-data"
    )
    return page.answer.headers["Location"].rpartition("/")[2]


def _of_people(app: Flask, ana: Browser) -> dict[str, str]:
    ana.get("/people")
    ana.post("/people", {"email": "cy@north.example", "role": "producer_member"})
    people = ana.get("/people").answer.text
    invitation = _id_after("/people/invitations/", people)
    other = Browser(app)
    other.arrive("ana@north.example")
    ana.get("/account")
    ana.post("/account/tokens", {"purpose": "routes"})
    own = ana.get("/account").answer.text
    return {
        "people.id": _id_after('href="/people/', people),
        "people.invite_again": invitation,
        "people.withdraw": invitation,
        "account.end_session": _id_after("/account/sessions/", own, skip="end-others"),
        "account.revoke": _id_after("/account/tokens/", own),
    }


def _id_after(begin: str, text: str, skip: str = "") -> str:
    parts = [part[: len(UNKNOWN)] for part in text.split(begin)[1:]]
    return next(part for part in parts if part.count("-") == UNKNOWN.count("-") and part != skip)
