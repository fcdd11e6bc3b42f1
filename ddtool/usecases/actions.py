"""The improvement plan: actions that close gaps."""

from dataclasses import dataclass, replace

from ddtool.domain.assessment_heads import AssessmentState
from ddtool.domain.assessments import Action
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Right
from ddtool.domain.refusals import AssessmentClosed
from ddtool.sentences import Sentence
from ddtool.store import Database, Reading, actions, assessments, closing, snapshots, submissions
from ddtool.store.closing import ActionAccepted, NotTheirs
from ddtool.store.keeping import new_id

__all__ = [
    "ActionAccepted",
    "NotTheirs",
    "PlannedAction",
    "change_action",
    "drop_action",
    "list_actions",
    "may_be_dropped",
    "plan_action",
    "read_action",
]


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """An action, and the assessment and criteria set it belongs to."""

    action: Stored[Action]
    assessment: str
    criteria_set: str


def list_actions(database: Database, author: Author, assessment: str) -> tuple[Stored[Action], ...]:
    """The actions of an assessment, by criterion."""
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return actions.of_assessment(db, organisation, assessment)


def read_action(database: Database, author: Author, id: str) -> PlannedAction:
    """One action.

    :raises NotFound: the author's organisation has none of that id.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        assessment = actions.assessment_of(db, organisation, id)
        head = assessments.find(db, organisation, assessment).value
        found = actions.find(db, organisation, id)
        return PlannedAction(found, assessment, head.criteria_set)


def plan_action(
    database: Database, author: Author, assessment: str, action: Action
) -> Stored[Action]:
    """Store a new action; whatever id and number it has are replaced.

    A plan grows after its assessment was submitted too: what is found asks for actions then.

    :raises NotFound: the author's organisation has no such assessment.
    :raises NotTheirs: it is to be accepted or returned from the beginning.
    """
    organisation = author.tenant(Right.RECORD)
    begun = closing.planned(replace(action, id=new_id(), number=0))
    with database.write(author) as db:
        return actions.add(db, organisation, assessment, begun)


def change_action(
    database: Database, author: Author, action: Action, *, version: int
) -> Stored[Action]:
    """Change an action that was read at a version; what the assessor has said of it stays.

    :raises NotFound: the author's organisation has no such action.
    :raises Conflict: somebody else has changed it since.
    :raises NotTheirs: the author accepts or returns it themselves.
    :raises ActionAccepted: it was accepted, and is still to be so.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        before = actions.find(db, organisation, action.id)
        if before.version == version:
            action = closing.changed(before.value, action)
        return actions.change(db, organisation, action, version=version)


def drop_action(database: Database, author: Author, id: str, *, version: int) -> None:
    """Take an action away that was read at a version.

    :raises NotFound, Conflict: it stays.
    :raises AssessmentClosed: it was handed in with its assessment, or judged since.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        _require_own(db, organisation, id)
        actions.take_out(db, organisation, id, version=version)


def may_be_dropped(database: Database, author: Author, id: str) -> bool:
    """Whether an action can be taken away: it was neither handed in nor judged.

    :raises NotFound: the author's organisation has no such action.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        try:
            _require_own(db, organisation, id)
        except AssessmentClosed:
            return False
        return True


def _require_own(db: Reading, organisation: str, id: str) -> None:
    """What was promised with a submission stays; what was planned after it may be taken back."""
    assessment = actions.assessment_of(db, organisation, id)
    head = assessments.find(db, organisation, assessment)
    if head.value.state is AssessmentState.OPEN:
        return
    number = len(submissions.listed(db, organisation, assessment))
    handed_in = snapshots.submitted(db, organisation, assessment, number).assessment
    judged = actions.find(db, organisation, id).value.judged_by
    if judged or any(one.id == id for one in handed_in.actions):
        raise AssessmentClosed(
            Sentence(
                "This action was handed in with the assessment or judged by the assessor, so it "
                "stays; reopen the assessment to remove it."
            )
        )
