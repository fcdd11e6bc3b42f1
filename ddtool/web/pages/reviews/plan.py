"""The improvement plan as the assessor sees it: what is done is accepted, or returned."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ddtool.domain.assessments import Action, ActionState
from ddtool.domain.history import Stored
from ddtool.domain.people import Right
from ddtool.domain.refusals import Conflict
from ddtool.domain.reviews import Judgement
from ddtool.sentences import n_
from ddtool.usecases.action_reviews import (
    NothingToJudge,
    judge_action,
    list_reviewed_actions,
    read_reviewed_action,
)
from ddtool.usecases.plans import ActionRow, plan_of
from ddtool.usecases.reviews import Review
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.errors import sentences_of
from ddtool.web.forms import Form, LongWords, Radio, Version, said
from ddtool.web.pages.reviews.blueprint import blueprint
from ddtool.web.pages.reviews.given import review_of

ACCEPT, RETURN = "accept", "return"
_CHOOSE = n_("Say whether you accept or return it.")
_SAY_WHY = n_("Say what is still missing, so that the producer can do it.")
_ACCEPTED = n_("{label} is accepted.")
_RETURNED = n_("{label} is with its producer again; they are told why.")
_CHANGED_SINCE = n_("{name} has changed {label} since you looked. Look at it again, then decide.")


class JudgementForm(Form):
    """Whether what was done closes the gap, and why."""

    judgement = Radio(n_("Does it close the gap?"), choices=())
    why = LongWords(n_("Reason"))
    version = Version()

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.judgement.choices = [(ACCEPT, said(n_("Accept"))), (RETURN, said(n_("Return")))]

    def said(self) -> Judgement | None:
        """What was said; None where something is missing, which stands beside it."""
        self.validate_on_submit()
        if not self.judgement.data:
            self.refuse(self.judgement, [said(_CHOOSE)])
        if self.judgement.data == RETURN and not str(self.why.data).strip():
            self.refuse(self.why, [said(_SAY_WHY)])
        if self.faults:
            return None
        return Judgement(self.judgement.data == ACCEPT, str(self.why.data))


@dataclass(frozen=True, slots=True)
class Judged:
    """An action as reports have it, as it is stored, and the form for one that waits."""

    row: ActionRow
    stored: Stored[Action]
    form: JudgementForm | None


@blueprint.get("/<uuid:assessment>/plan")
@requires(Right.REVIEW)
def plan(assessment: Any) -> str:
    """All actions, those that wait for a judgement first."""
    return _page(assessment)


@blueprint.post("/<uuid:assessment>/plan/<uuid:action>")
@requires(Right.REVIEW)
def judge(assessment: Any, action: Any) -> Response | tuple[str, int]:
    """Accept or return one."""
    stands = read_reviewed_action(
        access.database(), access.author(), str(assessment), str(action)
    ).value
    form = JudgementForm()
    judgement = form.said()
    if judgement is None:
        return _page(assessment, {stands.id: form}), 422
    label = f"A{stands.number}"
    try:
        judge_action(
            access.database(),
            access.author(),
            str(assessment),
            str(action),
            judgement,
            version=form.version.number,
        )
    except NothingToJudge as refused:
        flash(" ".join(sentences_of(refused)), "half")
    except Conflict as conflict:
        name = conflict.current.changed_by
        flash(said(_CHANGED_SINCE, name=name, label=label), "half")
    else:
        flash(said(_ACCEPTED if judgement.accepted else _RETURNED, label=label), "ok")
    address = url_for("reviews.plan", assessment=assessment, _anchor=f"action-{action}")
    return redirect(address, 303)


def _page(assessment: Any, forms: dict[str, JudgementForm] | None = None) -> str:
    review = review_of(assessment)
    known = forms or {}
    shown = _judged(review, known)
    return render_template(
        "reviews/plan.html",
        review=review,
        plan=plan_of(review.analysis, language.voice()),
        waiting=[one for one in shown if one.form],
        others=[one for one in shown if not one.form],
        faults=[fault for form in known.values() for fault in form.faults],
        findings={one.value.action: one.value for one in review.findings if one.value.action},
        fictional=review.stored.assessment.site.fictional,
        here_section="reviews",
    )


def _judged(review: Review, forms: dict[str, JudgementForm]) -> Sequence[Judged]:
    id = review.stored.head.value.id
    stored = {
        one.value.id: one for one in list_reviewed_actions(access.database(), access.author(), id)
    }
    rows = plan_of(review.analysis, language.voice()).actions
    return [
        Judged(row, stored[row.id], forms.get(row.id) or _form_for(stored[row.id]))
        for row in rows
        if row.id in stored
    ]


def _form_for(stored: Stored[Action]) -> JudgementForm | None:
    if stored.value.state is not ActionState.DONE:
        return None
    return JudgementForm(formdata=None, data={"version": str(stored.version)})
