"""The word of a second assessor on a determination."""

from uuid import UUID, uuid5

from flask import Response, request
from pydantic import Field, StrictBool

from ddtool.domain.criteria import Rating
from ddtool.domain.history import Stored
from ddtool.domain.people import Right
from ddtool.domain.second_opinions import SecondOpinion
from ddtool.usecases.determinations import read_determination
from ddtool.usecases.second_assessors import (
    ReasonMissing,
    SamePerson,
    give_second_opinion,
    read_second_opinion,
)
from ddtool.web import access
from ddtool.web.api.bodies import Fault, Unusable
from ddtool.web.api.determination_shapes import SignOffState
from ddtool.web.api.determinations import sign_off_state
from ddtool.web.api.fields import Body, KeptTold, LongText, shown
from ddtool.web.api.routes import Operation, offers
from ddtool.web.api.tags import kept, version_read
from ddtool.web.api.telling import told
from ddtool.web.errors import sentences_of

_ADDRESS = "/assessments/<uuid:assessment>/determinations/<criterion>/second-opinion"


class SecondOpinionBody(Body):
    """Whether the determination holds; whoever differs says what they would determine, and why."""

    model_config = shown(
        {"agrees": False, "rating": "partially_meets", "reason": "The survey ends in May."}
    )

    agrees: StrictBool
    rating: Rating | None = Field(None, description="Only where you differ.")
    reason: LongText = ""


class SecondOpinionTold(KeptTold):
    """A second opinion; ``id`` is made from the assessment and the criterion."""

    assessment: str
    criterion: str
    agrees: bool
    rating: Rating | None
    reason: str


class SecondOpinionStored(SecondOpinionTold):
    """A second opinion that has just been stored, and what became of the sign-off by it."""

    sign_off: SignOffState


def second_opinion_told(stored: Stored[SecondOpinion]) -> SecondOpinionTold:
    """A second opinion as it is told, at the address that was asked for."""
    one, assessment = stored.value, str((request.view_args or {})["assessment"])
    return SecondOpinionTold(
        id=str(uuid5(UUID(assessment), f"second-opinion {one.criterion}")),
        assessment=assessment,
        criterion=one.criterion,
        agrees=one.agrees,
        rating=one.rating,
        reason=one.reason,
        **kept(stored),
    )


def _given(_made: str) -> Response:
    asked = request.view_args or {}
    stands = read_second_opinion(
        access.database(), access.author(), str(asked["assessment"]), asked["criterion"]
    )
    return _stored(stands)


def _stored(given: Stored[SecondOpinion]) -> Response:
    said = second_opinion_told(given)
    return told(SecondOpinionStored(**dict(said), sign_off=sign_off_state(said.assessment)))


@offers(
    "POST",
    _ADDRESS,
    Right.REVIEW,
    Operation(
        "Say a second word on a determination",
        "determinations",
        detail="Name in If-Match the ETag of the determination that you have looked at. Whoever "
        "has determined a criterion says no second word on it. Said again, the last word counts. "
        "What was signed off before is so no longer: sign_off says it.",
        answer=SecondOpinionStored,
        body=SecondOpinionBody,
        versioned=True,
        tell=_given,
        may=frozenset({409}),
    ),
)
def give(assessment: str, criterion: str, body: SecondOpinionBody) -> Response:
    """Agree to a determination of somebody else's, or differ."""
    database, author = access.database(), access.author()
    stands = read_determination(database, author, access.library(), assessment, criterion)
    looked_at = version_read(stands or Stored(None, 0))
    before = read_second_opinion(database, author, assessment, criterion)
    said = SecondOpinion(
        criterion,
        body.agrees,
        body.reason,
        None if body.agrees else body.rating,
        looked_at=looked_at,
    )
    try:
        given = give_second_opinion(
            database,
            author,
            assessment,
            said,
            version=before.version,
            breaks_signature=True,
        )
    except (ReasonMissing, SamePerson) as refused:
        raise Unusable([Fault("agrees", one) for one in sentences_of(refused)]) from None
    return _stored(given)
