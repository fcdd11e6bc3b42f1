"""The producer's own ratings of the criteria of an assessment."""

from uuid import UUID, uuid5

from flask import Response, request
from pydantic import Field

from ddtool.domain.assessment_heads import StoredAssessment
from ddtool.domain.assessments import OwnRating
from ddtool.domain.criteria import Rating
from ddtool.domain.history import Stored
from ddtool.domain.people import Right
from ddtool.usecases.assessments import read_assessment, save_rating
from ddtool.usecases.single_statements import read_rating
from ddtool.web import access
from ddtool.web.api.fields import Body, KeptTold, LongText, YesNo, shown
from ddtool.web.api.paging import Page, page_of
from ddtool.web.api.routes import Operation, offers
from ddtool.web.api.tags import kept, tag_of, version_read
from ddtool.web.api.telling import as_json, told

_NOUN = "ratings"
_NOT_YET = frozenset({409})
"""What an assessor is told of something that was given to them and not handed in yet."""
_FIRST = (
    'Every criterion has a rating, null at first, with the ETag "0": name that one in If-Match to '
    "give the first rating, or send If-None-Match: *."
)


class RatingBody(Body):
    """The own rating of one criterion; null takes it back."""

    model_config = shown(
        {
            "rating": "partially_meets",
            "reason": "Training is missing.",
        }
    )

    rating: Rating | None
    reason: LongText = ""
    open_case: YesNo = Field(
        False, description="Whether a grievance, incident or allegation on the topic is open."
    )


class RatingTold(KeptTold):
    """An own rating; ``id`` is made from the assessment and the criterion."""

    assessment: str
    criterion: str
    rating: Rating | None
    reason: str
    open_case: bool


def rating_told(assessment: str, stored: Stored[OwnRating]) -> RatingTold:
    """An own rating as it is told."""
    one = stored.value
    return RatingTold(
        id=str(uuid5(UUID(assessment), f"rating {one.criterion}")),
        assessment=assessment,
        criterion=one.criterion,
        rating=one.rating,
        reason=one.reason,
        open_case=one.open_case,
        **kept(stored),
    )


@offers(
    "GET",
    "/assessments/<uuid:assessment>/ratings",
    Right.LOOK,
    Operation(
        "List the own ratings", _NOUN, answer=RatingTold, lists=True, query=Page, may=_NOT_YET
    ),
)
def index(assessment: str, query: Page) -> Response:
    """A page of the own ratings, one for each criterion, in the order of the set."""
    found = read_assessment(access.database(), access.author(), assessment)
    criteria_set = access.library().criteria_set(found.head.value.criteria_set)
    ratings = [_of_all(found, number) for number in criteria_set.by_number]
    places = {one.value.criterion: f"{place:06}" for place, one in enumerate(ratings)}
    page = page_of(
        ratings,
        query,
        id_of=lambda one: places[one.value.criterion],
        tell=lambda one: as_json(rating_told(assessment, one)),
    )
    return told(page)


@offers(
    "GET",
    "/assessments/<uuid:assessment>/ratings/<criterion>",
    Right.LOOK,
    Operation("Read an own rating", _NOUN, detail=_FIRST, answer=RatingTold, may=_NOT_YET),
)
def read(assessment: str, criterion: str) -> Response:
    """One own rating."""
    stands = _stands(assessment, criterion)
    return told(rating_told(assessment, stands), tag=tag_of(stands))


@offers(
    "PUT",
    "/assessments/<uuid:assessment>/ratings/<criterion>",
    Right.RECORD,
    Operation(
        "Rate a criterion",
        _NOUN,
        detail=_FIRST,
        answer=RatingTold,
        body=RatingBody,
        versioned=True,
        may=frozenset({409}),
    ),
)
def save(assessment: str, criterion: str, body: RatingBody) -> Response:
    """Rate a criterion, for the first time or anew."""
    version = version_read(_stands(assessment, criterion))
    given = OwnRating(criterion, body.rating, body.reason, bool(body.open_case))
    saved = save_rating(access.database(), access.author(), assessment, given, version=version)
    return told(rating_told(assessment, saved), tag=tag_of(saved))


def current_rating(stored: Stored[OwnRating]) -> RatingTold:
    """The rating that stands now, for whoever has just tried to give another one."""
    return rating_told(str((request.view_args or {})["assessment"]), stored)


def _stands(assessment: str, criterion: str) -> Stored[OwnRating]:
    return read_rating(access.database(), access.author(), access.library(), assessment, criterion)


def _of_all(found: StoredAssessment, criterion: str) -> Stored[OwnRating]:
    """What stands there; no rating and version 0 where nobody has spoken."""
    return found.kept_ratings.get(criterion) or Stored(OwnRating(criterion), 0)
