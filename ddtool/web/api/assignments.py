"""What producers give to an assessor's firm: listed, and accepted or declined."""

from datetime import date, datetime

from flask import Response, request
from pydantic import Field, StrictBool

from ddtool.domain.history import Stored
from ddtool.domain.people import Right
from ddtool.domain.reviews import Assignment
from ddtool.usecases.assignments import answer_assignment, list_offered, read_offered
from ddtool.web import access
from ddtool.web.api.fields import Body, KeptTold, shown
from ddtool.web.api.paging import Page, page_of
from ddtool.web.api.routes import Operation, offers
from ddtool.web.api.tags import kept, tag_of, version_read
from ddtool.web.api.telling import as_json, told

_NOUN = "assignments"


class AcceptingBody(Body):
    """Whether the firm takes the assessment on."""

    model_config = shown({"accepted": True})

    accepted: StrictBool


class AssignmentTold(KeptTold):
    """An assessment given to the firm, or to this person of it."""

    assessment: str = Field(description="It can be read once it is accepted and handed in.")
    invited_by: str
    invited_at: datetime | None
    accepted_by: str = Field(description="Empty while nobody has accepted it.")
    accepted_at: datetime | None
    ends_on: date | None = Field(description="The last day of access.")
    is_over: bool


def assignment_told(stored: Stored[Assignment]) -> AssignmentTold:
    """An assignment as it is told."""
    one = stored.value
    names = ("id", "assessment", "invited_by", "invited_at", "accepted_by", "accepted_at")
    return AssignmentTold(
        **{name: getattr(one, name) for name in names},
        ends_on=one.ends_on,
        is_over=one.is_over(access.today()),
        **kept(stored),
    )


@offers(
    "GET",
    "/assignments",
    Right.REVIEW,
    Operation(
        "List what was given to you",
        _NOUN,
        detail="What is over is left out.",
        answer=AssignmentTold,
        lists=True,
        query=Page,
    ),
)
def index(query: Page) -> Response:
    """What producers have given to the author or their firm."""
    found = list_offered(access.database(), access.author())
    return told(
        page_of(
            found,
            query,
            id_of=lambda one: one.value.id,
            tell=lambda one: as_json(assignment_told(one)),
        )
    )


def _answered(_made: str) -> Response:
    id = str((request.view_args or {})["assignment"])
    stands = read_offered(access.database(), access.author(), id)
    return told(assignment_told(stands), tag=tag_of(stands))


@offers(
    "POST",
    "/assignments/<uuid:assignment>/answer",
    Right.REVIEW,
    Operation(
        "Accept or decline an assignment",
        _NOUN,
        detail="Declined, it is over; the producer can offer it anew.",
        answer=AssignmentTold,
        body=AcceptingBody,
        versioned=True,
        tell=_answered,
    ),
)
def answer(assignment: str, body: AcceptingBody) -> Response:
    """Take an assessment on, or not."""
    stands = read_offered(access.database(), access.author(), assignment)
    version = version_read(stands)
    answered = answer_assignment(
        access.database(), access.author(), assignment, accepted=body.accepted, version=version
    )
    return told(assignment_told(answered), tag=tag_of(answered))
