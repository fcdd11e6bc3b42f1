"""What assessors say: determinations, returning an assessment, signing it off."""

from collections.abc import Iterator

from flask import Response, request

from ddtool.domain.assessments import Determination
from ddtool.domain.history import Stored
from ddtool.domain.people import Right
from ddtool.domain.refusals import NotSubmitted
from ddtool.sentences import Sentence
from ddtool.usecases.determinations import read_determination
from ddtool.usecases.reviews import Review, determine, read_review
from ddtool.usecases.sign_offs import NotReady, return_for_changes, sign_off, standing_of
from ddtool.web import access, problem_details
from ddtool.web.api.bodies import Fault, Unusable
from ddtool.web.api.determination_shapes import (
    DeterminationBody,
    DeterminationStored,
    DeterminationTold,
    Returned,
    Returning,
    SignedTold,
    Signing,
    SignOffState,
    determination_told,
    nothing_determined,
    signature_told,
)
from ddtool.web.api.routes import Operation, blueprint, offers
from ddtool.web.api.tags import tag_of, version_read
from ddtool.web.api.telling import told
from ddtool.web.errors import sentences_of
from ddtool.web.review_words import HINDRANCES

_NOUN = "determinations"
_FIRST = (
    'Every criterion has a determination, null at first, with the ETag "0": name that one in '
    "If-Match to give the first one, or send If-None-Match: *."
)


def current_determination(stored: Stored[Determination]) -> DeterminationTold:
    """What stands now, for whoever has just tried to determine otherwise."""
    return determination_told(str((request.view_args or {})["assessment"]), stored)


@offers(
    "GET",
    "/assessments/<uuid:assessment>/determinations/<criterion>",
    Right.LOOK,
    Operation(
        "Read a determination",
        _NOUN,
        detail=f"Open to the producer and to the assessor it was given to. {_FIRST}",
        answer=DeterminationTold,
    ),
)
def read(assessment: str, criterion: str) -> Response:
    """One determination."""
    stored = _stands(assessment, criterion)
    said = (
        determination_told(assessment, stored)
        if stored
        else nothing_determined(assessment, criterion)
    )
    return told(said, tag=said.etag)


@offers(
    "PUT",
    "/assessments/<uuid:assessment>/determinations/<criterion>",
    Right.REVIEW,
    Operation(
        "Determine a criterion",
        _NOUN,
        detail=f"{_FIRST} What was signed off before is so no longer: sign_off says it.",
        answer=DeterminationStored,
        body=DeterminationBody,
        versioned=True,
        may=frozenset({409}),
    ),
)
def save(assessment: str, criterion: str, body: DeterminationBody) -> Response:
    """Determine a criterion, for the first time or anew."""
    stands = _stands(assessment, criterion)
    version = version_read(stands or Stored(None, 0))
    given = Determination(criterion, body.rating, body.reason)
    database, author = access.database(), access.author()
    saved = determine(database, author, assessment, given, version=version, breaks_signature=True)
    said = dict(determination_told(assessment, saved))
    state = sign_off_state(assessment)
    return told(DeterminationStored(**said, sign_off=state), tag=tag_of(saved))


def _returned(_made: str) -> Response:
    return told(Returned(id=str((request.view_args or {})["assessment"]), state="open"))


@offers(
    "POST",
    "/assessments/<uuid:assessment>/return",
    Right.REVIEW,
    Operation(
        "Return an assessment to its producer",
        _NOUN,
        answer=Returned,
        body=Returning,
        tell=_returned,
    ),
)
def give_back(assessment: str, body: Returning) -> Response:
    """Open it again, so that the producer can change it."""
    return_for_changes(access.database(), access.author(), assessment, reason=body.reason)
    return _returned("")


def _signed(_made: str) -> Response:
    assessment = str((request.view_args or {})["assessment"])
    return told(signature_told(assessment, _review(assessment).signed[-1]))


@offers(
    "POST",
    "/assessments/<uuid:assessment>/sign-off",
    Right.REVIEW,
    Operation(
        "Sign an assessment off",
        _NOUN,
        detail="What is in the way is listed under problems.",
        answer=SignedTold,
        body=Signing,
        tell=_signed,
        may=frozenset({412}),
    ),
)
def sign(assessment: str, body: Signing) -> Response:
    """The signature under what was handed in last."""
    handed_in = _review(assessment).stored.assessment.submission
    try:
        signed = sign_off(
            access.database(),
            access.author(),
            access.library(),
            assessment,
            submission_sha256=body.submission_sha256 or (handed_in.sha256 if handed_in else ""),
            statement=body.statement,
        )
    except NotReady as error:
        raise Unusable(_in_the_way(error)) from None
    return told(signature_told(assessment, signed))


@blueprint.errorhandler(NotSubmitted)
def _not_submitted(error: NotSubmitted) -> Response:
    """Nothing is wrong with the request; it comes too early."""
    return problem_details.answer(409, *sentences_of(error))


def sign_off_state(assessment: str) -> SignOffState:
    """Whether an assessment that the reader may see was signed off, and whether that stands."""
    standing = standing_of(access.database(), access.author(), assessment)
    if standing is None:
        return "none"
    return "broken" if standing.changed else "stands"


def _stands(assessment: str, criterion: str) -> Stored[Determination] | None:
    return read_determination(
        access.database(), access.author(), access.library(), assessment, criterion
    )


def _review(assessment: str) -> Review:
    return read_review(
        access.database(), access.author(), access.library(), assessment, as_of=access.today()
    )


def _in_the_way(error: NotReady) -> Iterator[Fault]:
    """What is in the way, each with the address below the assessment where it is settled."""
    for one in error.hindering:
        field = f"determinations/{one.criterion}" if one.criterion else ""
        yield Fault(field, Sentence(HINDRANCES[one.hindrance]))
