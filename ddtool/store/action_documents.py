"""Documents that show an action done; they are bound to it also after a submission."""

from collections.abc import Mapping

from sqlalchemy import delete, insert, select, update

from ddtool.domain.assessment_heads import EvidenceUse, KeptEvidence
from ddtool.domain.assessments import Action
from ddtool.domain.history import Stored, Subject
from ddtool.domain.refusals import NotFound
from ddtool.store import evidence
from ddtool.store.keeping import matches
from ddtool.store.schema_assessments import action_evidence, actions
from ddtool.store.transactions import Reading, Writing


def bind(
    db: Writing, organisation: str, assessment: str, action: Stored[Action], document: str
) -> None:
    """Say that a document shows an action done; saying it again changes nothing.

    :raises NotFound: the organisation has no such document.
    """
    title = evidence.find(db, organisation, document).value.evidence.title
    bound = _bound(organisation, action.value.id, document)
    if db.row(select(action_evidence).where(matches(action_evidence, bound))) is None:
        db.execute(insert(action_evidence), [bound])
        _count(db, organisation, assessment, action, {}, {"shown_by": title})


def free(
    db: Writing, organisation: str, assessment: str, action: Stored[Action], document: str
) -> None:
    """Say that a document no longer shows an action done; the document stays.

    :raises NotFound: it does not show it.
    """
    title = evidence.find(db, organisation, document).value.evidence.title
    bound = _bound(organisation, action.value.id, document)
    if db.execute(delete(action_evidence).where(matches(action_evidence, bound))) != 1:
        raise NotFound("evidence")
    _count(db, organisation, assessment, action, {"shown_by": title}, {})


def of_assessment(
    db: Reading, organisation: str, assessment: str
) -> tuple[Stored[KeptEvidence], ...]:
    """The documents of all actions of an assessment, by title."""
    bound = action_evidence.c
    query = (
        select(bound.evidence_id)
        .join(
            actions,
            (actions.c.organisation_id == bound.organisation_id)
            & (actions.c.id == bound.action_id),
        )
        .where(bound.organisation_id == organisation, actions.c.assessment_id == assessment)
    )
    ids = {row["evidence_id"] for row in db.rows(query)}
    if not ids:
        return ()
    return tuple(one for one in evidence.listed(db, organisation) if one.value.evidence.id in ids)


def uses(
    db: Reading, organisation: str, document: str = ""
) -> Mapping[str, tuple[EvidenceUse, ...]]:
    """The actions that documents of an organisation show done, or one of them shows."""
    bound = action_evidence.c
    query = (
        select(bound.evidence_id, actions.c.id, actions.c.assessment_id, actions.c.number)
        .join(
            actions,
            (actions.c.organisation_id == bound.organisation_id)
            & (actions.c.id == bound.action_id),
        )
        .where(bound.organisation_id == organisation)
    )
    if document:
        query = query.where(bound.evidence_id == document)
    found: dict[str, tuple[EvidenceUse, ...]] = {}
    for row in db.rows(query.order_by(bound.evidence_id, actions.c.number)):
        use = EvidenceUse(action=row["id"], plan=row["assessment_id"], label=f"A{row['number']}")
        found[row["evidence_id"]] = (*found.get(row["evidence_id"], ()), use)
    return found


def _bound(organisation: str, action: str, document: str) -> dict[str, str]:
    return {"organisation_id": organisation, "action_id": action, "evidence_id": document}


def _count(
    db: Writing,
    organisation: str,
    assessment: str,
    action: Stored[Action],
    old: Mapping[str, str],
    new: Mapping[str, str],
) -> None:
    """The action has another version now: whoever judges it is to see what shows it done."""
    mine = {"organisation_id": organisation, "id": action.value.id}
    counted = {"changed_at": db.author.at, "changed_by": db.author.name}
    newer = update(actions).where(matches(actions, mine))
    db.execute(newer.values(version=actions.c.version + 1, **counted))
    subject = Subject("action", action.value.id, organisation, assessment)
    db.record(subject, "freed" if old else "bound", old, new)
