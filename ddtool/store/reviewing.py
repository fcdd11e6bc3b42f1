"""Whether a review may go on, and what has changed since it was signed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pydantic import TypeAdapter

from ddtool.domain.assessments import Assessment
from ddtool.domain.people import Author
from ddtool.domain.refusals import AlreadyThere
from ddtool.domain.resubmission import changes_between
from ddtool.domain.reviews import Part, SignOff
from ddtool.domain.since_signed import SinceSigned
from ddtool.sentences import Sentence
from ddtool.store import (
    assessments,
    loading,
    looking,
    sign_offs,
    snapshots,
    submissions,
)
from ddtool.store.review_hashes import review_hashes, review_sha256
from ddtool.store.snapshots import Submitted
from ddtool.store.transactions import Reading

_PART = TypeAdapter(Assessment)
_PARTS: tuple[tuple[Part, tuple[str, ...]], ...] = (
    (Part.SITE, ("site", "criteria_set", "period", "assessment_day", "commitment_day")),
    (Part.ANSWERS, ("answers",)),
    (Part.RATINGS, ("ratings",)),
    (Part.EVIDENCE, ("evidence",)),
    (Part.CERTIFICATES, ("certificates",)),
)


class BreaksSignature(AlreadyThere):
    """What is to be stored would break a signature; ``signed`` is that signature."""

    def __init__(self, signed: SignOff) -> None:
        self.signed = signed
        super().__init__(
            Sentence(
                "{name} has signed this. What you store now breaks the signature: say that you "
                "want that.",
                name=signed.name,
            )
        )


def binding(db: Reading, organisation: str, assessment: str) -> SignOff | None:
    """The last signature, while it binds what is said: not over what was handed in again since.

    None as well where what was said is not what was signed any more.
    """
    signed = sign_offs.signed_of(db, organisation, assessment)
    if not signed or signed[-1].submission != len(submissions.listed(db, organisation, assessment)):
        return None
    says = review_sha256(db, organisation, assessment)
    return signed[-1] if says == signed[-1].review_sha256 else None


def to_be_reviewed(
    db: Reading, author: Author, assessment: str, *, breaks_signature: bool = False
) -> str:
    """The producer who gave an assessment to the author, who may say something of it now.

    :raises NotFound: nobody did, or access has ended.
    :raises NotSubmitted: it is with its producer.
    :raises BreaksSignature: somebody has signed what stands, and nobody said to break that.
    """
    producer = looking.given_to(db, author, assessment)
    assessments.require_submitted(db, producer, assessment)
    if breaks_signature:
        return producer
    bound = binding(db, producer, assessment)
    if bound is not None:
        raise BreaksSignature(bound)
    return producer


def changed_since(
    db: Reading,
    organisation: str,
    assessment: str,
    signed: SignOff,
    now: Assessment | None = None,
) -> tuple[Part, ...]:
    """The parts that are not as they were signed; actions go on and do not count.

    ``now`` is the assessment as it stands, where it was read already.

    :raises SnapshotDamaged: what was handed in is not what it was.
    """
    return since_signed(db, organisation, assessment, signed, now).parts


def since_signed(
    db: Reading,
    organisation: str,
    assessment: str,
    signed: SignOff,
    now: Assessment | None = None,
) -> SinceSigned:
    """The same, with the single things that were changed.

    :raises SnapshotDamaged: what was handed in is not what it was.
    """
    if now is None:
        now = loading.load(db, organisation, assessment).assessment
    return since_each_signed(db, organisation, {assessment: signed}, {assessment: now})[assessment]


def since_each_signed(
    db: Reading,
    organisation: str,
    signed: Mapping[str, SignOff],
    now: Mapping[str, Assessment],
) -> Mapping[str, SinceSigned]:
    """The same of several assessments that were read already, in as many queries as for one.

    :raises SnapshotDamaged: what was handed in is not what it was.
    """
    numbers = {id: one.submission for id, one in signed.items()}
    handed_in = snapshots.submitted_in(db, organisation, numbers)
    says = review_hashes(db, organisation, numbers)
    return {id: _since(one, handed_in[id], now[id], says[id]) for id, one in signed.items()}


def _since(signed: SignOff, handed_in: Submitted, now: Assessment, says: str) -> SinceSigned:
    changed = list(changed_parts(handed_in.assessment, now))
    if handed_in.sha256 != signed.submission_sha256:
        changed.append(Part.SUBMISSION)
    if says != signed.review_sha256:
        changed.append(Part.REVIEW)
    return SinceSigned(tuple(changed), changes_between(handed_in.assessment, now))


def changed_parts(before: Assessment, now: Assessment) -> tuple[Part, ...]:
    """The parts of an assessment that its producer has changed; certificates of its site only."""
    return tuple(_changed(before, now))


def _changed(before: Assessment, now: Assessment) -> Iterator[Part]:
    was, is_now = _plain(before), _plain(now)
    for part, fields in _PARTS:
        if any(was[name] != is_now[name] for name in fields):
            yield part


def _plain(assessment: Assessment) -> dict[str, object]:
    own = assessment.site.id
    held = tuple(
        replace(one, register_number=0)
        for one in sorted(assessment.certificates, key=lambda one: one.id)
        if own in one.sites or not one.names_sites
    )
    bare = replace(assessment, submission=None, determinations=(), certificates=held)
    plain: dict[str, object] = _PART.dump_python(bare, mode="json")
    return plain
