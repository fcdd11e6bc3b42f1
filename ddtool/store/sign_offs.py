"""How an assessor worked, and what they have signed."""

from typing import Any

from sqlalchemy import RowMapping, insert, select

from ddtool.domain.history import Stored, Subject
from ddtool.domain.reviews import ReviewNotes, SignOff
from ddtool.store import keeping
from ddtool.store.keeping import Kept, new_id, stored, tenant_key
from ddtool.store.schema_reviews import review_notes, sign_offs
from ddtool.store.transactions import Reading, Writing

_NO_NOTES: Stored[ReviewNotes] = Stored(ReviewNotes(), 0)
_SIGNED = (
    "submission", "submission_sha256", "review_sha256", "name", "role", "firm", "day", "statement",
)  # fmt: skip
_JOINED = "signed_"

JOINED = tuple(sign_offs.c[name].label(f"{_JOINED}{name}") for name in _SIGNED)
"""A signature's columns beside those of another table, for :func:`joined_sign_off`."""


def notes_of(db: Reading, organisation: str, assessment: str) -> Stored[ReviewNotes]:
    """How the assessor of an assessment works; version 0 while nothing was written."""
    kept = _kept(organisation, assessment)
    row = db.row(select(review_notes).where(kept.is_it))
    return stored(row, to_notes(row)) if row else _NO_NOTES


def write_notes(
    db: Writing, organisation: str, assessment: str, notes: ReviewNotes, *, version: int
) -> Stored[ReviewNotes]:
    """Store how the assessor works, read at a version.

    :raises Conflict: somebody else has written since.
    """
    values = {
        "method": notes.method,
        "sampling": notes.sampling,
        "interviews": dict(notes.interviews),
        "documents": list(notes.documents),
        "conclusion": notes.conclusion,
    }
    keeping.put(db, _kept(organisation, assessment), values, version=version)
    return notes_of(db, organisation, assessment)


def sign(db: Writing, organisation: str, assessment: str, signed: SignOff) -> None:
    """Store a signature, once for each submission and for good."""
    id = new_id()
    values: dict[str, Any] = {name: getattr(signed, name) for name in _SIGNED}
    who = {"user_id": db.author.user, "signed_at": db.author.at}
    key = tenant_key(organisation, id)
    db.execute(insert(sign_offs).values(**key, assessment_id=assessment, **values, **who))
    db.record(Subject("sign-off", id, organisation, assessment), "added", {}, values)


def signed_of(db: Reading, organisation: str, assessment: str) -> tuple[SignOff, ...]:
    """The signatures under an assessment's submissions, the first one first."""
    mine = sign_offs.c.organisation_id == organisation, sign_offs.c.assessment_id == assessment
    rows = db.rows(select(sign_offs).where(*mine).order_by(sign_offs.c.submission))
    return tuple(map(to_sign_off, rows))


def to_sign_off(row: RowMapping) -> SignOff:
    """The signature that a row stands for."""
    return SignOff(**{name: row[name] for name in _SIGNED})


def joined_sign_off(row: RowMapping) -> SignOff | None:
    """The signature that was joined to a row of another table, if there is one."""
    if row[f"{_JOINED}submission"] is None:
        return None
    return SignOff(**{name: row[f"{_JOINED}{name}"] for name in _SIGNED})


def _kept(organisation: str, assessment: str) -> Kept[ReviewNotes]:
    key = {"organisation_id": organisation, "assessment_id": assessment}
    return Kept(
        review_notes, key, Subject("review", assessment, organisation, assessment), to_notes
    )


def to_notes(row: RowMapping) -> ReviewNotes:
    """The notes that a row stands for."""
    return ReviewNotes(
        method=row["method"],
        sampling=row["sampling"],
        interviews=row["interviews"],
        documents=tuple(row["documents"]),
        conclusion=row["conclusion"],
    )
