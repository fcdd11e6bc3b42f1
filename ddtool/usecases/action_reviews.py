"""An assessor accepts what a producer has done, or returns it with a reason."""

from ddtool.domain.assessments import Action, ActionState
from ddtool.domain.history import Stored
from ddtool.domain.people import Author
from ddtool.domain.refusals import Conflict, NotFound
from ddtool.domain.reminders import ReminderKind
from ddtool.domain.reviews import Judgement
from ddtool.store import (
    Database,
    accesses,
    actions,
    assessments,
    closing,
    looking,
    reminders,
    seen_actions,
)
from ddtool.store.closing import NothingToJudge, WhyReturned

__all__ = [
    "NothingToJudge",
    "WhyReturned",
    "judge_action",
    "list_reviewed_actions",
    "read_reviewed_action",
]


def list_reviewed_actions(
    database: Database, author: Author, assessment: str
) -> tuple[Stored[Action], ...]:
    """The actions of an assessment that was given to the author, as far as they may see them.

    While it is with its producer, they are as they were when it was opened.

    :raises NotFound: it was not given to them.
    """
    with accesses.looking_at(database, author, assessment) as db:
        producer = looking.given_to(db, author, assessment)
        head = assessments.find(db, producer, assessment).value
        return seen_actions.shown_to_assessor(db, producer, head)


def read_reviewed_action(
    database: Database, author: Author, assessment: str, id: str
) -> Stored[Action]:
    """One of those actions.

    :raises NotFound: the assessment was not given to them, or they see no such action.
    """
    for one in list_reviewed_actions(database, author, assessment):
        if one.value.id == id:
            return one
    raise NotFound("action")


def judge_action(
    database: Database,
    author: Author,
    assessment: str,
    id: str,
    said: Judgement,
    *,
    version: int,
) -> Stored[Action]:
    """Accept an action that its producer calls done, or return it, read at a version.

    Its producer is reminded of either once.

    :raises NotFound: the assessment was not given to the author, or has no such action.
    :raises NotSubmitted: the assessment is with its producer.
    :raises NothingToJudge: the action is not done.
    :raises WhyReturned: it is returned without a reason.
    :raises Conflict: somebody has changed or judged it since.
    """
    with database.write(author) as db:
        tenant = looking.given_to(db, author, assessment)
        assessments.require_submitted(db, tenant, assessment)
        stands = actions.of(db, tenant, assessment, id)
        if _said_already(stands.value, author, said):
            return stands
        if stands.version != version:
            raise Conflict("action", stands)
        action = closing.judged(stands.value, said, by=author.name, on=author.at.date())
        stored = actions.change(db, tenant, action, version=version)
        kind = ReminderKind.ACCEPTED if said.accepted else ReminderKind.RETURNED
        reminders.tell(db, tenant, assessment, stored.value, kind, occasion=author.at.isoformat())
        return stored


def _said_already(action: Action, author: Author, said: Judgement) -> bool:
    """Whether somebody says once more what they said, because the first answer got lost."""
    state = ActionState.ACCEPTED if said.accepted else ActionState.RETURNED
    stands = (action.state, action.judgement, action.judged_by)
    return stands == (state, said.reason, author.name)
