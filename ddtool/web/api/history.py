"""The history of an assessment: who changed what, and when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import Response
from pydantic import Field

from ddtool.domain.history import Event
from ddtool.domain.people import Right
from ddtool.usecases.history import assessment_history
from ddtool.web import access
from ddtool.web.api.fields import Told
from ddtool.web.api.paging import Page, cursor_of, number_before
from ddtool.web.api.routes import Operation, offers
from ddtool.web.api.telling import as_json, told


class EventTold(Told):
    """One entry of the history; entries never change and are chained by their hashes."""

    number: int
    at: datetime
    by: str
    role: str
    noun: str
    subject: str = Field(description="The id of the thing, or a requirement or criterion.")
    verb: str
    old: Mapping[str, Any] = Field(description="What the fields said that were changed.")
    new: Mapping[str, Any] = Field(description="What they say now.")
    sha256: str


@offers(
    "GET",
    "/assessments/<uuid:assessment>/history",
    Right.READ,
    Operation(
        "Read the history",
        "history",
        detail="The newest entry first; a page has at most 50.",
        answer=EventTold,
        lists=True,
        query=Page,
    ),
)
def index(assessment: str, query: Page) -> Response:
    """A page of what happened in an assessment."""
    found = assessment_history(
        access.database(), access.author(), assessment, before=number_before(query)
    )
    shown = found.events[: query.limit]
    is_last = found.older is None and len(shown) == len(found.events)
    next_page = None if is_last or not shown else cursor_of(str(shown[-1].number))
    return told({"items": [as_json(_event(one)) for one in shown], "next": next_page})


def _event(event: Event) -> EventTold:
    names = ("number", "at", "by", "role", "verb", "old", "new", "sha256")
    return EventTold(
        **{name: getattr(event, name) for name in names},
        noun=event.subject.noun,
        subject=event.subject.id,
    )
