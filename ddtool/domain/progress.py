"""How far an assessment has come: counted from what was said, never estimated.

A requirement that does not apply to the site counts neither above nor below the line: because the
facts switch it off, because its criterion is set aside with a reason, or because it was answered
"not applicable".
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from ddtool.domain.applicability import Applies
from ddtool.domain.assessment_heads import AssessmentState, Carried
from ddtool.domain.assessments import AnswerCode
from ddtool.domain.criteria import Rating
from ddtool.domain.gaps import CriterionLine, Gap, RequirementLine
from ddtool.domain.outstanding import NOTHING_OUTSTANDING, Outstanding


class WorkState(Enum):
    """How far the work on something has come.

    ``RETURNED`` is an assessment that its assessor has sent back, and a criterion of an open one on
    which something waits for the site: a request, a finding without an action, or a determination
    below its own rating for which nothing is planned. ``REVIEWED`` is a criterion that the assessor
    has decided. A submitted assessment is ``SIGNED_OFF`` or, if what was signed has changed,
    ``SIGN_OFF_BROKEN``.
    """

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    ANSWERED = "answered"
    RETURNED = "returned"
    REVIEWED = "reviewed"
    SUBMITTED = "submitted"
    SIGNED_OFF = "signed_off"
    SIGN_OFF_BROKEN = "sign_off_broken"
    NOT_APPLICABLE = "not_applicable"


DONE = (WorkState.ANSWERED, WorkState.REVIEWED, WorkState.NOT_APPLICABLE)
"""The states of a criterion that wait for nobody at the site."""

_GIVEN = frozenset(
    code.value for code in (AnswerCode.MET, AnswerCode.PARTLY_MET, AnswerCode.NOT_MET)
)
_NO_REASON = "no_reason"


@dataclass(frozen=True, slots=True)
class Task:
    """One criterion as something to do.

    ``carried`` counts how its requirements that are still unanswered came from an earlier
    assessment. ``left`` is what the assessor leaves to the site on it.
    """

    line: CriterionLine
    state: WorkState
    answered: int
    asked: int
    carried: Mapping[Carried, int]
    left: Outstanding = NOTHING_OUTSTANDING

    @property
    def is_determined_otherwise(self) -> bool:
        """Whether the assessor has decided otherwise than the site rates itself."""
        own = self.line.own.rating if self.line.own else None
        determined = self.line.determination
        return determined is not None and own is not determined.rating


@dataclass(frozen=True, slots=True)
class Progress:
    """Requirements of a whole assessment, by what was said.

    ``set_aside`` do not apply, whoever says so; ``without_reason`` of them still lack a reason.
    """

    met: int = 0
    partly_met: int = 0
    not_met: int = 0
    unanswered: int = 0
    set_aside: int = 0
    without_reason: int = 0

    @property
    def asked(self) -> int:
        """How many have to be answered."""
        return self.answered + self.unanswered

    @property
    def answered(self) -> int:
        """How many of them are."""
        return self.met + self.partly_met + self.not_met


def tasks_of(
    lines: Sequence[CriterionLine],
    state: AssessmentState = AssessmentState.OPEN,
    carried: Mapping[str, Carried] | None = None,
    outstanding: Outstanding = NOTHING_OUTSTANDING,
) -> tuple[Task, ...]:
    """Every criterion as something to do, in the order of the lines."""
    return tuple(
        _task(line, state, carried or {}, outstanding.on(line.criterion.number)) for line in lines
    )


def progress_of(lines: Iterable[CriterionLine]) -> Progress:
    """How many requirements of these criteria were answered, and how."""
    counted = Counter(said for line in lines for said in _said(line))
    return Progress(
        met=counted[AnswerCode.MET.value],
        partly_met=counted[AnswerCode.PARTLY_MET.value],
        not_met=counted[AnswerCode.NOT_MET.value],
        unanswered=counted[AnswerCode.UNANSWERED.value],
        set_aside=counted[AnswerCode.NOT_APPLICABLE.value] + counted[_NO_REASON],
        without_reason=counted[_NO_REASON],
    )


def next_task(tasks: Sequence[Task]) -> Task | None:
    """Where to go on: what was returned first, then what was begun, then what is new."""
    for state in (WorkState.RETURNED, WorkState.IN_PROGRESS, WorkState.NOT_STARTED):
        for task in tasks:
            if task.state is state:
                return task
    return None


def work_state(
    tasks: Sequence[Task],
    state: AssessmentState,
    outstanding: Outstanding = NOTHING_OUTSTANDING,
    *,
    stands: bool = True,
) -> WorkState:
    """How far the assessment as a whole has come; ``stands`` where a signature does."""
    if state is AssessmentState.SUBMITTED:
        if outstanding.signed is None:
            return WorkState.SUBMITTED
        return WorkState.SIGNED_OFF if stands else WorkState.SIGN_OFF_BROKEN
    if outstanding.returned is not None:
        return WorkState.RETURNED
    states = {task.state for task in tasks} - {WorkState.NOT_APPLICABLE}
    if WorkState.RETURNED in states:
        return WorkState.RETURNED
    if states <= set(DONE):
        return WorkState.ANSWERED
    return WorkState.NOT_STARTED if states == {WorkState.NOT_STARTED} else WorkState.IN_PROGRESS


def _said(line: CriterionLine) -> Iterable[str]:
    """What was said to each requirement of a criterion, or that it is set aside."""
    if line.applies is Applies.NO or _is_set_aside(line):
        return [AnswerCode.NOT_APPLICABLE.value for _ in line.requirements]
    return [_said_to(part) for part in line.requirements]


def _said_to(part: RequirementLine) -> str:
    if part.applies is Applies.NO:
        return AnswerCode.NOT_APPLICABLE.value
    if part.answer.answer is AnswerCode.NOT_APPLICABLE and not part.answer.note:
        return _NO_REASON
    return part.answer.answer.value


def _task(
    line: CriterionLine,
    state: AssessmentState,
    carried: Mapping[str, Carried],
    left: Outstanding,
) -> Task:
    said = list(_said(line))
    answered = sum(one in _GIVEN for one in said)
    asked = answered + said.count(AnswerCode.UNANSWERED.value)
    still_open = (part.requirement.id for part in line.requirements if not _is_answered(part))
    came_from = Counter(carried[id] for id in still_open if id in carried)
    task = Task(line, WorkState.REVIEWED, answered, asked, came_from, left)
    return replace(task, state=_state(task, said, state))


def _state(task: Task, said: Sequence[str], state: AssessmentState) -> WorkState:
    line = task.line
    if state is AssessmentState.OPEN and _waits_for_the_site(task):
        return WorkState.RETURNED
    if line.determination is not None:
        return WorkState.REVIEWED
    if line.applies is Applies.NO or _is_set_aside(line):
        return WorkState.NOT_APPLICABLE
    is_rated = line.own is not None and line.own.rating is not None
    unanswered = said.count(AnswerCode.UNANSWERED.value)
    if is_rated and not unanswered and _NO_REASON not in said:
        return WorkState.ANSWERED
    is_begun = is_rated or any(_is_answered(part) for part in line.requirements)
    return WorkState.IN_PROGRESS if is_begun else WorkState.NOT_STARTED


def _waits_for_the_site(task: Task) -> bool:
    lower = task.is_determined_otherwise and task.line.gap is not Gap.CLOSED
    return bool(task.left.waits) or (lower and not task.line.actions)


def _is_answered(part: RequirementLine) -> bool:
    asked = part.applies is not Applies.NO
    return asked and part.answer.answer is not AnswerCode.UNANSWERED


def _is_set_aside(line: CriterionLine) -> bool:
    """The site itself says, with a reason, that the criterion does not apply to it."""
    own = line.own
    return own is not None and own.rating is Rating.NOT_APPLICABLE and bool(own.reason)
