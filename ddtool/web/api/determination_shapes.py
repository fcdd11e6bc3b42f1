"""Determinations and signatures as they are sent and told."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID, uuid5

from pydantic import Field

from ddtool.domain.assessments import Determination
from ddtool.domain.criteria import Rating
from ddtool.domain.history import Stored
from ddtool.domain.reviews import SignOff
from ddtool.web.api.fields import Body, KeptTold, Line, LongText, Told, shown
from ddtool.web.api.tags import kept

Reason = Annotated[LongText, Field(min_length=1)]
SignOffState = Annotated[
    Literal["none", "stands", "broken"],
    Field(description="Whether somebody has signed the assessment off, and whether that stands."),
]


class DeterminationBody(Body):
    """The assessor's rating of one criterion."""

    model_config = shown({"rating": "fully_meets", "reason": "Seen on site on 2 March."})

    rating: Rating
    reason: LongText = ""


class DeterminationTold(KeptTold):
    """A determination; ``id`` is made from the assessment and the criterion."""

    assessment: str
    criterion: str
    rating: Rating | None
    reason: str


class DeterminationStored(DeterminationTold):
    """A determination that has just been stored, and what became of the sign-off by it."""

    sign_off: SignOffState


class Returning(Body):
    """Why an assessment is given back to its producer."""

    model_config = shown({"reason": "The answers to criterion 17 contradict each other."})

    reason: Reason


class Returned(Told):
    """An assessment that is with its producer again."""

    id: str
    state: str


class Signing(Body):
    """What is declared with a signature."""

    model_config = shown({"statement": "I am independent of the producer and paid by the scheme."})

    statement: Reason
    submission_sha256: Line = Field(
        "", description="The hash of what was looked at: only if that was handed in last."
    )


class SignedTold(Told):
    """A signature under one submission and everything that was said of it."""

    id: str
    submission: int
    submission_sha256: str
    review_sha256: str
    name: str
    role: str
    firm: str
    day: date
    statement: str


def determination_told(assessment: str, stored: Stored[Determination]) -> DeterminationTold:
    """A determination as it is told."""
    one = stored.value
    return _told(assessment, one.criterion, one.rating, one.reason, stored)


def nothing_determined(assessment: str, criterion: str) -> DeterminationTold:
    """What stands while nobody has determined a criterion: version 0."""
    return _told(assessment, criterion, None, "", Stored(None, 0))


def signature_told(assessment: str, signed: SignOff) -> SignedTold:
    """A signature as it is told."""
    names = (
        "submission", "submission_sha256", "review_sha256", "name", "role", "firm", "day",
        "statement",
    )  # fmt: skip
    return SignedTold(
        id=str(uuid5(UUID(assessment), f"sign-off {signed.submission}")),
        **{name: getattr(signed, name) for name in names},
    )


def _told(
    assessment: str, criterion: str, rating: Rating | None, reason: str, stored: Stored[Any]
) -> DeterminationTold:
    return DeterminationTold(
        id=str(uuid5(UUID(assessment), f"determination {criterion}")),
        assessment=assessment,
        criterion=criterion,
        rating=rating,
        reason=reason,
        **kept(stored),
    )
