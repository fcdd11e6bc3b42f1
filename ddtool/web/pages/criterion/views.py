"""The page of a criterion, and saving all of it with one button."""

from typing import Any
from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from ddtool.domain.applicability import Applies
from ddtool.domain.gaps import CriterionLine
from ddtool.domain.people import Right
from ddtool.domain.refusals import Conflicts
from ddtool.usecases.analyses import Analysed
from ddtool.usecases.answering import SaidOfCriterion, save_criterion
from ddtool.web import access, rail
from ddtool.web.access import requires
from ddtool.web.pages.criterion.clash import Clash, answer_clash, rating_clash, take_newest
from ddtool.web.pages.criterion.forms import RATING, AnswerForm, RatingForm
from ddtool.web.pages.criterion.order import neighbours_of
from ddtool.web.pages.criterion.page import Typed, line_of, make_page
from ddtool.web.pages.criterion.routes import blueprint

HERE = "assessments.tasks"
STAY = "stay"


@blueprint.get("/criteria/<number>")
@requires(Right.READ)
def show(assessment: UUID, number: str) -> str:
    """What is asked, what was said, and what certificates cover."""
    found = rail.analysed(str(assessment))
    return _rendered(found, line_of(found, number))


@blueprint.get("/criteria/<number>/state")
@requires(Right.READ)
def state(assessment: UUID, number: str) -> str:
    """What follows from the answers as they are saved now, for the script to put in its place."""
    found = rail.analysed(str(assessment))
    page = make_page(found, line_of(found, number))
    return rail.render_within("criterion/_state.html", found, here=HERE, page=page)


@blueprint.post("/criteria/<number>")
@requires(Right.RECORD)
def save(assessment: UUID, number: str) -> Response | tuple[str, int]:
    """Store everything on the page that was changed, in one step, and go on."""
    found = rail.analysed(str(assessment))
    line = line_of(found, number)
    typed = _typed(found, line)
    faults = _faults(typed)
    if faults:
        return _rendered(found, line, typed, faults=faults), 422
    try:
        save_criterion(
            access.database(), access.author(), access.library(), str(assessment), _said(typed)
        )
    except Conflicts as conflicts:
        clashing = _with_clashes(found, typed, conflicts)
        return _rendered(rail.analysed(str(assessment)), line, clashing), 409
    return redirect(_where_to(found, number), 303)


def _rendered(
    found: Analysed,
    line: CriterionLine,
    typed: Typed | None = None,
    *,
    faults: tuple[tuple[str, str], ...] = (),
) -> str:
    page = make_page(found, line, typed)
    return rail.render_within("criterion/page.html", found, here=HERE, page=page, faults=faults)


def _typed(found: Analysed, line: CriterionLine) -> Typed:
    """The forms as they were sent. Whoever chose the other's version has sent none for it."""
    taken, number = request.form.get("take", ""), line.criterion.number
    answers = {
        part.requirement.id: AnswerForm(part.requirement.id, prefix=f"{part.requirement.id}-")
        for part in line.requirements
        if part.applies is not Applies.NO
        and part.requirement.id != taken
        and f"{part.requirement.id}-version" in request.form
    }
    sent = f"{RATING}-version" in request.form and taken != RATING
    criteria_set = found.analysis.criteria_set
    return Typed(answers, RatingForm(number, criteria_set, prefix=f"{RATING}-") if sent else None)


def _faults(typed: Typed) -> tuple[tuple[str, str], ...]:
    forms: list[AnswerForm | RatingForm] = [*typed.answers.values()]
    forms += [typed.rating] if typed.rating else []
    return tuple(fault for form in forms if not form.validate() for fault in form.faults)


def _said(typed: Typed) -> SaidOfCriterion:
    """What was changed on the page; what was left alone is nobody's change."""
    changed = [one for one in typed.answers.values() if one.is_changed]
    rating = typed.rating if typed.rating and typed.rating.is_changed else None
    return SaidOfCriterion(
        tuple((one.said, one.version.number) for one in changed),
        (rating.said, rating.version.number) if rating else None,
    )


def _with_clashes(found: Analysed, typed: Typed, conflicts: Conflicts) -> Typed:
    clashes: dict[str, Clash] = {}
    for conflict in conflicts.found:
        current: Any = conflict.current.value
        form: AnswerForm | RatingForm | None
        if hasattr(current, "requirement"):
            form = typed.answers[current.requirement]
            clash = answer_clash(conflict, form.said)
        else:
            form = typed.rating
            if form is None:
                continue
            clash = rating_clash(conflict, form.said, found.analysis.criteria_set)
        clashes[clash.key] = clash
        take_newest(form, clash)
    return Typed(typed.answers, typed.rating, clashes)


def _where_to(found: Analysed, number: str) -> str:
    """The page that the button named: a requirement, or the criterion that comes after."""
    go = request.form.get("go", "")
    id = found.stored.head.value.id
    criteria_set = found.analysis.criteria_set
    if go in criteria_set.criterion_of:
        to = criteria_set.criterion_of[go].number
        return url_for("criterion.show", assessment=id, number=to, _anchor=f"r{go}")
    after = neighbours_of(found.analysis, number).after
    if go == STAY or request.form.get("take") or after is None:
        return url_for("criterion.show", assessment=id, number=number)
    return url_for("criterion.show", assessment=id, number=after.number)
