"""The list of sites with what waits for somebody, and the page of one."""

from typing import Any
from uuid import UUID

from flask import render_template, url_for

from ddtool.domain.overview import Need, NeedKind
from ddtool.domain.people import Right
from ddtool.domain.refusals import NotFound
from ddtool.domain.reminders import Reminder
from ddtool.usecases.overview import Overview, overview
from ddtool.usecases.reminders import list_reminders, say_reminder
from ddtool.usecases.site_facts import asked_facts, grouped_facts
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.pages.sites.blueprint import blueprint

_MOST_NEEDS = 8
_PAGES = {
    NeedKind.RETURNED: ("assessments.tasks", "assessment"),
    NeedKind.REQUESTS: ("assessors.index", "assessment"),
    NeedKind.FINDINGS: ("plan.index", "assessment"),
    NeedKind.MATRIX: ("assessments.tasks", "assessment"),
    NeedKind.OTHERWISE: ("assessments.tasks", "assessment"),
    NeedKind.SIGN_OFF_BROKEN: ("submission.check", "assessment"),
    NeedKind.OVERDUE: ("plan.index", "assessment"),
    NeedKind.DUE: ("plan.index", "assessment"),
    NeedKind.CERTIFICATE_ENDED: ("certificates.one", "id"),
    NeedKind.CERTIFICATE_ENDS: ("certificates.one", "id"),
    NeedKind.CERTIFICATE_WITHOUT_END: ("certificates.one", "id"),
    NeedKind.READY_TO_SUBMIT: ("submission.check", "assessment"),
    NeedKind.FACTS: ("sites.change", "site"),
    NeedKind.BEGIN: ("assessments.begin", "site"),
}
"""Where something can be done about what waits: a page, and what its address calls the id."""


@blueprint.get("")
@requires(Right.READ)
def index() -> str:
    """All sites with their assessments, and what waits for somebody."""
    found = _seen()
    every = (*found.sites, *found.archived)
    return render_template(
        "sites/index.html",
        sites=found.sites,
        archived=found.archived,
        reminders=_reminders(),
        needs=found.needs[:_MOST_NEEDS],
        more_needs=max(0, len(found.needs) - _MOST_NEEDS),
        organisation=every[0].site.value.organisation if every else "",
        address_of=_address_of,
        voice=language.voice(),
        fictional=any(one.site.value.fictional for one in every),
        here_section="sites",
    )


@blueprint.get("/<uuid:site>")
@requires(Right.READ)
def show(site: UUID) -> str:
    """One site: its assessments, the certificates that name it, and what is known about it."""
    seen = _seen()
    every = (*seen.sites, *seen.archived)
    found = next((one for one in every if one.site.value.id == str(site)), None)
    if found is None:
        raise NotFound("site")
    voice = language.voice()
    return render_template(
        "sites/show.html",
        site=found.site.value,
        stored=found.site,
        archived=found.archived,
        assessments=found.assessments,
        shelved=found.shelved,
        certificates=found.certificates,
        groups=grouped_facts(asked_facts(access.library(), language.code(), found.site.value)),
        grounds=voice.vocabulary.grounds(found.site.value.facts),
        voice=voice,
        fictional=found.site.value.fictional,
        here_section="sites",
    )


def _reminders() -> list[tuple[Reminder, str]]:
    voice = language.voice()
    told = list_reminders(access.database(), access.author(), unseen=True)
    return [(one, say_reminder(one, voice)) for one in told]


def _seen() -> Overview:
    return overview(
        access.database(),
        access.author(),
        access.library(),
        as_of=access.today(),
        language=language.code(),
    )


def _address_of(need: Need) -> str:
    """The page on which something can be done about it."""
    if need.kind is NeedKind.UNANSWERED:
        return url_for("criterion.show", assessment=need.id, number=need.criteria[0])
    endpoint, name = _PAGES[need.kind]
    values: dict[str, Any] = {name: need.id}
    return url_for(endpoint, **values)
