"""Invitations of assessors whose firm is not here yet, under the hashes of their secrets."""

from typing import Any

from sqlalchemy import RowMapping, delete, insert, select, update
from sqlalchemy.sql import ColumnElement

from ddtool.domain.assessor_invitations import AssessorInvitation
from ddtool.domain.history import Subject
from ddtool.domain.refusals import NotFound
from ddtool.store.keeping import tenant_key
from ddtool.store.schema_reviews import assessor_invitations
from ddtool.store.transactions import Reading, Writing

_NOUN = "assessor-invitation"


def add(db: Writing, invitation: AssessorInvitation, token_sha256: str) -> None:
    """Store an invitation."""
    values: dict[str, Any] = {
        "assessment_id": invitation.assessment,
        "email": invitation.email,
        "invited_by": db.author.user,
        "invited_at": db.author.at,
        "expires_at": invitation.expires_at,
        "ends_on": invitation.ends_on,
    }
    key = tenant_key(invitation.producer, invitation.id)
    db.execute(insert(assessor_invitations).values(**key, **values, token_sha256=token_sha256))
    said = {"email": invitation.email, "ends_on": invitation.ends_on}
    db.record(_subject(invitation), "added", {}, said)


def open_ones(db: Reading, organisation: str, assessment: str) -> tuple[AssessorInvitation, ...]:
    """The invitations to an assessment that nobody has taken, expired ones too, the last first."""
    table = assessor_invitations.c
    mine = table.organisation_id == organisation, table.assessment_id == assessment
    query = select(assessor_invitations).where(*mine, table.used_at.is_(None))
    return tuple(map(_to_invitation, db.rows(query.order_by(table.invited_at.desc(), table.id))))


def find_open(db: Reading, organisation: str, id: str) -> AssessorInvitation:
    """One of those.

    :raises NotFound: the organisation has none of that id, or it was taken.
    """
    table = assessor_invitations.c
    mine = table.organisation_id == organisation, table.id == id
    row = db.row(select(assessor_invitations).where(*mine, table.used_at.is_(None)))
    if row is None:
        raise NotFound("invitation")
    return _to_invitation(row)


def with_secret(db: Reading, token_sha256: str) -> AssessorInvitation | None:
    """The invitation with that hash, used or not."""
    query = select(assessor_invitations)
    row = db.row(query.where(assessor_invitations.c.token_sha256 == token_sha256))
    return _to_invitation(row) if row else None


def use(db: Writing, invitation: AssessorInvitation) -> bool:
    """Take an invitation; False where somebody was quicker."""
    mine = _is(invitation) & assessor_invitations.c.used_at.is_(None)
    if db.execute(update(assessor_invitations).where(mine).values(used_at=db.author.at)) != 1:
        return False
    db.record(_subject(invitation), "accepted", {}, {"email": invitation.email})
    return True


def withdraw(db: Writing, invitation: AssessorInvitation) -> None:
    """Take an invitation back; its link is good for nothing from now on."""
    db.execute(delete(assessor_invitations).where(_is(invitation)))
    db.record(_subject(invitation), "removed", {"email": invitation.email}, {})


def _is(invitation: AssessorInvitation) -> ColumnElement[bool]:
    table = assessor_invitations.c
    return (table.organisation_id == invitation.producer) & (table.id == invitation.id)


def _subject(invitation: AssessorInvitation) -> Subject:
    return Subject(_NOUN, invitation.id, invitation.producer, invitation.assessment)


def _to_invitation(row: RowMapping) -> AssessorInvitation:
    return AssessorInvitation(
        id=row["id"],
        producer=row["organisation_id"],
        assessment=row["assessment_id"],
        email=row["email"],
        expires_at=row["expires_at"],
        ends_on=row["ends_on"],
        used_at=row["used_at"],
    )
