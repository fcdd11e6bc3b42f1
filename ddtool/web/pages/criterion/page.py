"""Everything a page of a criterion shows, put together from an analysis."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import current_app

from ddtool.domain.applicability import Applies
from ddtool.domain.assessment_heads import Carried
from ddtool.domain.assessments import Answer, Evidence, OwnRating
from ddtool.domain.gaps import CriterionLine, RequirementLine
from ddtool.domain.history import Stored
from ddtool.domain.outstanding import NOTHING_OUTSTANDING, Outstanding
from ddtool.domain.progress import WorkState, tasks_of
from ddtool.domain.refusals import NotFound
from ddtool.usecases.analyses import Analysed
from ddtool.web import access
from ddtool.web.explanations import Applicability, CriterionSaid, applicability_of, explain
from ddtool.web.pages.criterion.clash import Clash
from ddtool.web.pages.criterion.forms import RATING, AnswerForm, RatingForm
from ddtool.web.pages.criterion.order import Neighbours, Open, neighbours_of, next_unanswered


@dataclass(frozen=True, slots=True)
class Part:
    """One requirement on the page.

    ``is_asked`` unless facts set it or its whole criterion aside; ``clash`` where somebody else has
    answered meanwhile.
    """

    line: RequirementLine
    applicability: Applicability
    form: AnswerForm
    kept: Stored[Answer] | None
    carried: Carried | None
    earlier: Answer | None
    documents: tuple[Evidence, ...]
    is_asked: bool
    clash: Clash | None = None

    @property
    def id(self) -> str:
        """The id of the requirement, such as 17.e."""
        return self.line.requirement.id


@dataclass(frozen=True, slots=True)
class CriterionPage:
    """A page. ``key`` encrypts what the browser keeps of unsent texts, for its user alone."""

    line: CriterionLine
    said: CriterionSaid
    state: WorkState
    parts: tuple[Part, ...]
    rating: RatingForm
    kept_rating: Stored[OwnRating] | None
    rating_clash: Clash | None
    neighbours: Neighbours
    next_open: Open | None
    locked: bool
    key: str
    documents: tuple[Evidence, ...] = ()
    left: Outstanding = NOTHING_OUTSTANDING

    @property
    def is_rated_or_asked(self) -> bool:
        """Whether there is a rating to show: it is given, or the criterion may apply."""
        return self.line.applies is not Applies.NO or bool(self.kept_rating)


@dataclass(frozen=True, slots=True)
class Typed:
    """The forms of a page as they were sent, and where somebody else was quicker."""

    answers: Mapping[str, AnswerForm]
    rating: RatingForm | None
    clashes: Mapping[str, Clash] = field(default_factory=dict)


def line_of(found: Analysed, number: str) -> CriterionLine:
    """The line of a criterion.

    :raises NotFound: the criteria set has none of that number.
    """
    line = found.analysis.by_number.get(number)
    if line is None:
        raise NotFound("criterion")
    return line


def make_page(found: Analysed, line: CriterionLine, typed: Typed | None = None) -> CriterionPage:
    """The page of one criterion, with what was typed where it could not be saved."""
    stored, number = found.stored, line.criterion.number
    kept = stored.kept_ratings.get(number)
    clashes = typed.clashes if typed else {}
    form = typed.rating if typed and typed.rating else None
    return CriterionPage(
        line=line,
        said=explain(found.analysis, line),
        state=state_of(found, line),
        parts=tuple(_part(found, line, one, typed) for one in line.requirements),
        rating=form or RatingForm(number, found.analysis.criteria_set, kept, prefix=f"{RATING}-"),
        kept_rating=kept,
        rating_clash=clashes.get(RATING),
        neighbours=neighbours_of(found.analysis, number),
        next_open=next_unanswered(found.analysis, number),
        locked=not stored.is_open,
        key=_key_of_reader(),
        documents=_documents(found, (number,)) if line.criterion.requirements else (),
        left=found.outstanding.on(number),
    )


def state_of(found: Analysed, line: CriterionLine) -> WorkState:
    """How far the work on the criterion has come."""
    state = found.stored.head.value.state
    (task,) = tasks_of((line,), state, found.stored.carried, found.outstanding)
    return task.state


def _part(
    found: Analysed, criterion: CriterionLine, line: RequirementLine, typed: Typed | None
) -> Part:
    stored, id = found.stored, line.requirement.id
    kept = stored.kept_answers.get(id)
    form = typed.answers.get(id) if typed else None
    return Part(
        line=line,
        applicability=applicability_of(found.analysis, line),
        form=form or AnswerForm(id, kept, prefix=f"{id}-"),
        kept=kept,
        carried=stored.carried.get(id),
        earlier=stored.earlier.get(id),
        documents=_documents(found, (id,)),
        is_asked=Applies.NO not in (criterion.applies, line.applies),
        clash=typed.clashes.get(id) if typed else None,
    )


def _documents(found: Analysed, shown: Sequence[str]) -> tuple[Evidence, ...]:
    wanted: dict[str, Any] = {}
    for one in shown:
        wanted |= dict.fromkeys(found.stored.assessment.evidence_for.get(one, ()))
    return tuple(one for one in found.stored.assessment.evidence if one.id in wanted)


def _key_of_reader() -> str:
    """A key that whoever else uses the browser does not get, and that stays for this user."""
    secret = str(current_app.secret_key).encode()
    return hmac.digest(secret, f"unsent {access.author().user}".encode(), "sha256").hex()
