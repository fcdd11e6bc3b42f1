"""What assessors have found, and which coverages they have confirmed or refused."""

from dataclasses import replace
from typing import Any

from sqlalchemy import RowMapping, select, update

from ddtool.domain.assessments import Action
from ddtool.domain.history import Stored, Subject
from ddtool.domain.refusals import AlreadyThere
from ddtool.domain.reviews import Confirmation, Finding, FindingKind
from ddtool.sentences import Sentence
from ddtool.store import keeping
from ddtool.store.keeping import Kept, stored, tenant_key
from ddtool.store.schema_reviews import confirmations, findings
from ddtool.store.transactions import Reading, Writing


def add(db: Writing, organisation: str, assessment: str, finding: Finding) -> Stored[Finding]:
    """Store a finding under the id it has."""
    kept = _kept(organisation, finding.id, assessment)
    keeping.add(db, kept, _to_row(finding) | {"action_id": None})
    return keeping.find(db, kept)


def find(db: Reading, organisation: str, assessment: str, id: str) -> Stored[Finding]:
    """One finding of an assessment.

    :raises NotFound: there is none of that id.
    """
    kept = _kept(organisation, id, assessment)
    keeping.find_row(db, kept)
    return keeping.find(db, kept)


def of_assessment(db: Reading, organisation: str, assessment: str) -> tuple[Stored[Finding], ...]:
    """All findings of an assessment, by criterion."""
    mine = findings.c.organisation_id == organisation, findings.c.assessment_id == assessment
    rows = db.rows(select(findings).where(*mine).order_by(findings.c.criterion, findings.c.id))
    return tuple(stored(row, to_finding(row)) for row in rows)


def change(
    db: Writing, organisation: str, assessment: str, finding: Finding, *, version: int
) -> Stored[Finding]:
    """Change a finding that was read at a version.

    :raises NotFound, Conflict: nothing was stored.
    """
    kept = _kept(organisation, finding.id, assessment)
    keeping.change(db, kept, _to_row(finding), version=version)
    return keeping.find(db, kept)


def remove(db: Writing, organisation: str, assessment: str, id: str, *, version: int) -> None:
    """Take a finding back that was read at a version; the history keeps what it said.

    :raises NotFound, Conflict: it stays.
    """
    keeping.remove(db, _kept(organisation, id, assessment), version=version)


def bind_action(
    db: Writing, organisation: str, assessment: str, id: str, action: Action
) -> Finding:
    """Say which action closes a finding. That is the producer's word: its version stays.

    :raises NotFound: the assessment has no such finding.
    :raises AlreadyThere: an action closes it already.
    """
    kept = _kept(organisation, id, assessment)
    found = keeping.find(db, kept).value
    still_free = kept.is_it & findings.c.action_id.is_(None)
    if db.execute(update(findings).where(still_free).values(action_id=action.id)) != 1:
        raise AlreadyThere(Sentence("An action for this finding is in the plan already."))
    db.record(kept.subject, "bound", {}, {"action": f"A{action.number}"})
    return replace(found, action=action.id)


def free_action(db: Writing, organisation: str, assessment: str, action: Action) -> None:
    """Say that an action closes no finding any more, because it is taken away."""
    for one in of_assessment(db, organisation, assessment):
        if one.value.action == action.id:
            kept = _kept(organisation, one.value.id, assessment)
            db.execute(update(findings).where(kept.is_it).values(action_id=None))
            db.record(kept.subject, "freed", {"action": f"A{action.number}"}, {})


def confirm(
    db: Writing, organisation: str, assessment: str, confirmation: Confirmation, *, version: int
) -> Stored[Confirmation]:
    """Store what an assessor says of a coverage, read at a version (0: nothing yet).

    :raises Conflict: somebody else has said something since.
    """
    kept = _confirmed(organisation, assessment, confirmation.criterion)
    values = {"confirmed": confirmation.confirmed, "reason": confirmation.reason}
    keeping.put(db, kept, values, version=version)
    return keeping.find(db, kept)


def confirmations_of(
    db: Reading, organisation: str, assessment: str
) -> tuple[Stored[Confirmation], ...]:
    """What was said of coverages in an assessment, by criterion."""
    table = confirmations.c
    mine = table.organisation_id == organisation, table.assessment_id == assessment
    rows = db.rows(select(confirmations).where(*mine).order_by(table.criterion))
    return tuple(stored(row, to_confirmation(row)) for row in rows)


def _kept(organisation: str, id: str, assessment: str) -> Kept[Finding]:
    subject = Subject("finding", id, organisation, assessment)
    key = {**tenant_key(organisation, id), "assessment_id": assessment}
    return Kept(findings, key, subject, to_finding)


def _confirmed(organisation: str, assessment: str, criterion: str) -> Kept[Confirmation]:
    key = {"organisation_id": organisation, "assessment_id": assessment, "criterion": criterion}
    subject = Subject("confirmation", criterion, organisation, assessment)
    return Kept(confirmations, key, subject, to_confirmation)


def _to_row(finding: Finding) -> dict[str, Any]:
    return {
        "criterion": finding.criterion,
        "kind": finding.kind.value,
        "text": finding.text,
        "requirements": list(finding.requirements),
        "closed_because": finding.closed_because,
        "closed_by": finding.closed_by,
        "closed_on": finding.closed_on,
    }


def to_finding(row: RowMapping) -> Finding:
    """The finding that a row stands for."""
    return Finding(
        id=row["id"],
        criterion=row["criterion"],
        kind=FindingKind(row["kind"]),
        text=row["text"],
        requirements=tuple(row["requirements"]),
        action=row["action_id"] or "",
        closed_because=row["closed_because"],
        closed_by=row["closed_by"],
        closed_on=row["closed_on"],
    )


def to_confirmation(row: RowMapping) -> Confirmation:
    """What was said of a coverage, from its row."""
    return Confirmation(row["criterion"], row["confirmed"], row["reason"])
