"""What an assessor finds: recorded, changed, taken back, closed once put right."""

from dataclasses import replace

from ddtool.domain.errors import DdtoolError
from ddtool.domain.history import Stored
from ddtool.domain.people import Author
from ddtool.domain.reviews import Finding
from ddtool.sentences import Sentence
from ddtool.store import Database, findings
from ddtool.store.keeping import new_id
from ddtool.store.reviewing import BreaksSignature, to_be_reviewed

__all__ = [
    "BreaksSignature",
    "HowIsItKnown",
    "change_finding",
    "close_finding",
    "record_finding",
    "take_back_finding",
]


class HowIsItKnown(DdtoolError):
    """A finding is closed without saying how it is known to be put right."""


def record_finding(
    database: Database,
    author: Author,
    assessment: str,
    finding: Finding,
    *,
    breaks_signature: bool = False,
) -> Stored[Finding]:
    """Store a new finding; whatever id it has is replaced.

    :raises NotFound, NotSubmitted, BreaksSignature: nothing was stored.
    """
    with database.write(author) as db:
        tenant = to_be_reviewed(db, author, assessment, breaks_signature=breaks_signature)
        return findings.add(db, tenant, assessment, replace(finding, id=new_id()))


def change_finding(
    database: Database,
    author: Author,
    assessment: str,
    finding: Finding,
    *,
    version: int,
    breaks_signature: bool = False,
) -> Stored[Finding]:
    """Change a finding that was read at a version.

    :raises NotFound, NotSubmitted, BreaksSignature, Conflict: nothing was stored.
    """
    with database.write(author) as db:
        tenant = to_be_reviewed(db, author, assessment, breaks_signature=breaks_signature)
        return findings.change(db, tenant, assessment, finding, version=version)


def take_back_finding(
    database: Database,
    author: Author,
    assessment: str,
    id: str,
    *,
    version: int,
    breaks_signature: bool = False,
) -> None:
    """Take a finding back; the history keeps what it said.

    :raises NotFound, NotSubmitted, BreaksSignature, Conflict: it stays.
    """
    with database.write(author) as db:
        tenant = to_be_reviewed(db, author, assessment, breaks_signature=breaks_signature)
        findings.remove(db, tenant, assessment, id, version=version)


def close_finding(
    database: Database,
    author: Author,
    assessment: str,
    id: str,
    *,
    reason: str | None,
    version: int,
) -> Stored[Finding]:
    """Say how a finding is known to be put right, or without a reason (None) that it is not.

    No signature breaks by it: findings are closed after the sign-off too.

    :raises HowIsItKnown: the reason says nothing.
    :raises NotFound, NotSubmitted, Conflict: nothing was stored.
    """
    if reason is not None and not reason.strip():
        raise HowIsItKnown(Sentence("Say how you know that it is put right."))
    with database.write(author) as db:
        tenant = to_be_reviewed(db, author, assessment, breaks_signature=True)
        finding = findings.find(db, tenant, assessment, id).value
        changed = replace(
            finding,
            closed_because=reason or "",
            closed_by=author.name if reason else "",
            closed_on=author.at.date() if reason else None,
        )
        return findings.change(db, tenant, assessment, changed, version=version)
