"""From what an assessor has found to what the producer does about it."""

from dataclasses import dataclass, replace

from ddtool.domain.assessments import Action
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Right
from ddtool.domain.reviews import Finding
from ddtool.store import Database, actions, assessments, closing, findings
from ddtool.store.keeping import new_id


@dataclass(frozen=True, slots=True)
class Answered:
    """A finding, and the action that closes it; None while nobody has planned one."""

    finding: Stored[Finding]
    action: Stored[Action] | None


def list_findings(database: Database, author: Author, assessment: str) -> tuple[Answered, ...]:
    """What was found in an assessment of the author's organisation, by criterion.

    :raises NotFound: it has no such assessment.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        assessments.find(db, organisation, assessment)
        planned = {one.value.id: one for one in actions.of_assessment(db, organisation, assessment)}
        found = findings.of_assessment(db, organisation, assessment)
        in_order = sorted(found, key=lambda one: _in_order(one.value.criterion))
        return tuple(Answered(one, planned.get(one.value.action)) for one in in_order)


def plan_for_finding(
    database: Database, author: Author, assessment: str, action: Action, finding: str
) -> Stored[Action]:
    """Store an action of the author's own words that closes a finding; its id is made.

    :raises NotFound: the author's organisation has no such assessment or finding.
    :raises AlreadyThere: an action closes the finding already.
    :raises NotTheirs: it is to be accepted or returned from the beginning.
    """
    organisation = author.tenant(Right.RECORD)
    begun = closing.planned(replace(action, id=new_id(), number=0))
    with database.write(author) as db:
        findings.find(db, organisation, assessment, finding)
        stored = actions.add(db, organisation, assessment, begun)
        findings.bind_action(db, organisation, assessment, finding, stored.value)
        return stored


def bind_finding(
    database: Database, author: Author, assessment: str, finding: str, action: str
) -> None:
    """Say that an action which is in the plan already closes a finding too.

    :raises NotFound: the author's organisation has no such assessment, finding or action there.
    :raises AlreadyThere: an action closes the finding already.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        stored = actions.of(db, organisation, assessment, action)
        findings.bind_action(db, organisation, assessment, finding, stored.value)


def _in_order(criterion: str) -> tuple[int, str]:
    """Numbers as numbers: 7 before 17."""
    return int(criterion) if criterion.isascii() and criterion.isdigit() else 0, criterion
