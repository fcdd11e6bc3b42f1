"""The evidence of one assessment: what is there, what it shows, and bringing more."""

from dataclasses import dataclass
from uuid import UUID

from flask import flash, request, url_for
from werkzeug.wrappers import Response

from ddtool.domain.people import Right
from ddtool.evidence_files import ACCEPT
from ddtool.sentences import n_
from ddtool.usecases.analyses import Analysed
from ddtool.usecases.evidence import QuotaUsedUp, add_evidence
from ddtool.usecases.evidence_lists import evidence_as_workbook
from ddtool.usecases.evidence_overview import UsedEvidence, evidence_register
from ddtool.web import access, language, rail
from ddtool.web.access import requires
from ddtool.web.downloads import spreadsheet
from ddtool.web.errors import sentences_of
from ddtool.web.limits import takes_files
from ddtool.web.pages.evidence.filters import KINDS, SOON_DAYS, STATES, Filter, days_left
from ddtool.web.pages.evidence.forms import BringForm
from ddtool.web.pages.evidence.routes import blueprint, sent_on

HERE = "evidence.register"

_STORED = n_("The document is stored.")


@dataclass(frozen=True, slots=True)
class Row:
    """One document of the register, with the other places it is used at."""

    used: UsedEvidence
    days: int | None
    elsewhere: int

    @property
    def ends_soon(self) -> bool:
        """Whether it ends within the time that is called soon."""
        return self.days is not None and 0 <= self.days <= SOON_DAYS


@blueprint.get("/assessments/<uuid:assessment>/evidence")
@requires(Right.READ)
def register(assessment: UUID) -> str:
    """The documents of an assessment, and the form for another one."""
    found = rail.analysed(str(assessment))
    requirement = request.args.get("requirement", "")[:80]
    form = BringForm(formdata=None, data={"shown": requirement})
    return _page(found, form, requirement)


@blueprint.post("/assessments/<uuid:assessment>/evidence", endpoint="bring")
@requires(Right.RECORD)
@takes_files
def add(assessment: UUID) -> Response | tuple[str, int]:
    """Store another document, and go back to where it was asked for."""
    found = rail.analysed(str(assessment))
    requirement = request.form.get("requirement", "")[:80]
    form = BringForm()
    checked = form.checked(found.analysis.criteria_set)
    if checked is None:
        return _page(found, form, requirement), 422
    document, upload = checked
    try:
        add_evidence(
            access.database(),
            access.files(),
            access.author(),
            document,
            assessment=str(assessment),
            upload=upload,
        )
    except QuotaUsedUp as error:
        form.refuse(form.file, sentences_of(error))
        return _page(found, form, requirement), 422
    flash(language.translate(_STORED), "ok")
    return sent_on(_back(found, requirement) or url_for(HERE, assessment=assessment))


@blueprint.get("/assessments/<uuid:assessment>/evidence/export")
@requires(Right.READ)
def export(assessment: UUID) -> Response:
    """The list as it is shown, as a workbook."""
    found = rail.analysed(str(assessment))
    documents = evidence_register(access.database(), access.author(), str(assessment))
    kept = [one.document.value for one in Filter.asked().chosen(documents)]
    said, voice = rail.rail_of(found), language.voice()
    about = f"{said.site} · {said.title} · {voice.day(said.as_of).text}"
    content = evidence_as_workbook(kept, voice, about=about)
    return spreadsheet(content, "evidence", said.site, said.as_of.isoformat())


def _page(found: Analysed, form: BringForm, requirement: str) -> str:
    id = found.stored.head.value.id
    documents = evidence_register(access.database(), access.author(), id)
    asked = Filter.asked()
    return rail.render_within(
        "evidence/register.html",
        found,
        here=HERE,
        rows=[_row(one, id) for one in asked.chosen(documents)],
        total=len(documents),
        asked=asked,
        states=STATES,
        kinds=KINDS,
        form=form,
        faults=form.faults,
        requirement=requirement,
        back=_back(found, requirement),
        accept=ACCEPT,
        largest=access.settings().max_upload_mb,
    )


def _row(one: UsedEvidence, assessment: str) -> Row:
    elsewhere = sum((use.assessment or use.plan) != assessment for use in one.uses)
    return Row(one, days_left(one.document.value.evidence.valid_until), elsewhere)


def _back(found: Analysed, requirement: str) -> str:
    """The criterion that a requirement belongs to, where the document was asked for."""
    criteria_set = found.analysis.criteria_set
    owner = criteria_set.criterion_of.get(requirement) or criteria_set.by_number.get(requirement)
    if owner is None:
        return ""
    assessment = found.stored.head.value.id
    return url_for("criterion.show", assessment=assessment, number=owner.number)
