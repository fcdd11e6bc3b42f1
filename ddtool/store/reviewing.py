"""What a review comes to as one hash, and what has changed since it was signed."""

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter

from ddtool.domain.assessments import Assessment, Determination
from ddtool.domain.people import Author
from ddtool.domain.refusals import AlreadyThere
from ddtool.domain.resubmission import changes_between
from ddtool.domain.reviews import Confirmation, Finding, Part, ReviewNotes, SignOff
from ddtool.domain.second_opinions import SecondOpinion
from ddtool.domain.since_signed import SinceSigned
from ddtool.sentences import Sentence
from ddtool.store import (
    answers,
    assessments,
    findings,
    loading,
    looking,
    second_opinions,
    sign_offs,
    snapshots,
    submissions,
)
from ddtool.store.transactions import Reading

_SAID = TypeAdapter(
    tuple[tuple[Determination, ...], tuple[Finding, ...], tuple[Confirmation, ...], ReviewNotes]
)
_SECOND = TypeAdapter(tuple[SecondOpinion, ...])
_PART = TypeAdapter(Assessment)
_PARTS: tuple[tuple[Part, tuple[str, ...]], ...] = (
    (Part.SITE, ("site", "criteria_set", "period", "assessment_day", "commitment_day")),
    (Part.ANSWERS, ("answers",)),
    (Part.RATINGS, ("ratings",)),
    (Part.EVIDENCE, ("evidence",)),
    (Part.CERTIFICATES, ("certificates",)),
)


def review_sha256(db: Reading, organisation: str, assessment: str) -> str:
    """The SHA-256 of everything that was said in a review, in a fixed order."""
    said: tuple[Any, ...] = (
        tuple(one.value for one in answers.determinations_of(db, organisation, assessment)),
        tuple(
            # Which action closes a finding is the producer's word, not a part of the review.
            replace(one.value, action="")
            for one in findings.of_assessment(db, organisation, assessment)
        ),
        tuple(one.value for one in findings.confirmations_of(db, organisation, assessment)),
        sign_offs.notes_of(db, organisation, assessment).value,
    )
    plain = _SAID.dump_python(said, mode="json")
    # That a finding was closed is told after the signature too, and is no part of what it binds.
    plain[1] = [
        {name: value for name, value in one.items() if not name.startswith("closed_")}
        for one in plain[1]
    ]
    second = tuple(one.value for one in second_opinions.of_assessment(db, organisation, assessment))
    # Where nobody gave a second opinion the hash is what it was before there were any.
    plain = [*plain, _SECOND.dump_python(second, mode="json")] if second else plain
    return sha256(_as_text(plain).encode()).hexdigest()


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
    handed_in = snapshots.submitted(db, organisation, assessment, signed.submission)
    if now is None:
        now = loading.load(db, organisation, assessment).assessment
    changed = list(changed_parts(handed_in.assessment, now))
    if handed_in.sha256 != signed.submission_sha256:
        changed.append(Part.SUBMISSION)
    if review_sha256(db, organisation, assessment) != signed.review_sha256:
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


def _as_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
