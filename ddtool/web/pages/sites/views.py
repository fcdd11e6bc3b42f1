"""The list of sites with what waits for somebody, and the page of one."""

from uuid import UUID

from flask import render_template, url_for

from ddtool.domain.overview import Need, NeedKind
from ddtool.domain.people import Right
from ddtool.domain.refusals import NotFound
from ddtool.usecases.overview import Overview, overview
from ddtool.usecases.site_facts import asked_facts
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.pages.sites.blueprint import blueprint

_MOST_NEEDS = 8
_OF_CERTIFICATES = (
    NeedKind.CERTIFICATE_ENDED,
    NeedKind.CERTIFICATE_ENDS,
    NeedKind.CERTIFICATE_WITHOUT_END,
)


@blueprint.get("")
@requires(Right.READ)
def index() -> str:
    """All sites with their assessments, and what waits for somebody."""
    found = _seen()
    return render_template(
        "sites/index.html",
        sites=found.sites,
        needs=found.needs[:_MOST_NEEDS],
        more_needs=max(0, len(found.needs) - _MOST_NEEDS),
        organisation=found.sites[0].site.value.organisation if found.sites else "",
        address_of=_address_of,
        voice=language.voice(),
        fictional=any(one.site.value.fictional for one in found.sites),
        here_section="sites",
    )


@blueprint.get("/<uuid:site>")
@requires(Right.READ)
def show(site: UUID) -> str:
    """One site: its assessments, the certificates that name it, and what is known about it."""
    found = next((one for one in _seen().sites if one.site.value.id == str(site)), None)
    if found is None:
        raise NotFound("site")
    return render_template(
        "sites/show.html",
        site=found.site.value,
        stored=found.site,
        assessments=found.assessments,
        certificates=found.certificates,
        facts=asked_facts(access.library(), language.code()),
        voice=language.voice(),
        fictional=found.site.value.fictional,
        here_section="sites",
    )


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
    if need.kind is NeedKind.FACTS:
        return url_for("sites.change", site=need.id)
    if need.kind is NeedKind.BEGIN:
        return url_for("assessments.begin", site=need.id)
    if need.kind in _OF_CERTIFICATES:
        return url_for("certificates.one", id=need.id)
    if need.kind is NeedKind.UNANSWERED:
        return url_for("criterion.show", assessment=need.id, number=need.criteria[0])
    if need.kind is NeedKind.READY_TO_SUBMIT:
        return url_for("submission.check", assessment=need.id)
    return url_for("assessments.tasks", assessment=need.id)
