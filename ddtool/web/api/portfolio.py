"""Many sites side by side: an admin reads all that was handed in, a lead their own sites."""

from collections.abc import Mapping
from datetime import date

from flask import Response
from pydantic import Field

from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.gaps import Gap, Outlook
from ddtool.domain.people import Right
from ddtool.domain.portfolio import GAPS, SiteRow, Stage
from ddtool.sentences import say
from ddtool.usecases.portfolio import Asked, Choice, may_see, portfolio_part
from ddtool.web import access, language
from ddtool.web.api.fields import Line, Told
from ddtool.web.api.paging import Page, cursor_of
from ddtool.web.api.routes import Operation, offers
from ddtool.web.api.telling import as_json, told


class Chosen(Page):
    """Which sites are wanted; what is left out does not matter."""

    criteria_set: Line = Field(
        "", description="Such as rra@3.0; the one with most sites where it is left out."
    )
    country: Line = ""
    metal: Line = ""
    activity: Line = ""
    outlook: Outlook | None = None
    stage: Stage | None = None
    words: Line = Field("", description="Stand in the name of the site or its organisation.")


class LapseTold(Told):
    """A day after which coverage is lost if nothing is renewed."""

    last_day: date = Field(description="The last day on which the certificates count.")
    standards: tuple[str, ...]
    criteria: tuple[str, ...]


class SiteResult(Told):
    """How one site stands: what was handed in last, to a lead also a draft of their own."""

    site: str = Field(description="The id of the site.")
    name: str
    organisation: str
    country: str
    activities: tuple[str, ...]
    metals: tuple[str, ...]
    assessment: str | None = Field(description="Its id, for whoever may read it, else null.")
    criteria_set: str
    matrix: str
    stage: Stage
    handed_in_on: date | None
    as_of: date = Field(description="The day for which it was worked out.")
    outlook: Outlook | None
    blocking: int
    to_close: int
    gaps: Mapping[str, Gap] = Field(description="By criterion; empty where nothing follows.")
    lapses: tuple[LapseTold, ...]
    fault: str = Field(description="Why nothing follows, else empty.")


@offers(
    "GET",
    "/portfolio",
    Right.OVERSEE,
    Operation(
        "List sites with their gaps",
        "portfolio",
        detail=(
            "An admin gets what was handed in last, with the certificates of then, and is on "
            "record as reading it; a lead their own sites, drafts too. Results are stored: what "
            "was changed a moment ago may still be worked out."
        ),
        answer=SiteResult,
        lists=True,
        query=Chosen,
    ),
)
def index(query: Chosen) -> Response:
    """A page of the sites."""
    author = access.author()
    criteria_set, rows = portfolio_part(
        access.database(),
        author,
        access.library(),
        Asked(_choice(query), access.today(), language=language.code()),
        after=query.cursor,
        limit=query.limit + 1,
    )
    shown = rows[: query.limit] if criteria_set else ()
    is_last = len(rows) <= query.limit
    own = bool(may_see(author).organisation)
    items = [as_json(_told(row, criteria_set, own=own)) for row in shown if criteria_set]
    return told({"items": items, "next": None if is_last else cursor_of(shown[-1].result.site)})


def _choice(query: Chosen) -> Choice:
    return Choice(
        criteria_set=query.criteria_set,
        country=query.country,
        activity=query.activity,
        metal=query.metal,
        outlook=query.outlook.value if query.outlook else "",
        stage=query.stage.value if query.stage else "",
        words=query.words,
    )


def _told(row: SiteRow, criteria_set: CriteriaSet, *, own: bool) -> SiteResult:
    result, summary = row.result, row.result.summary
    numbers = [one.number for one in criteria_set.criteria]
    fits = len(summary.gaps) == len(numbers)
    return SiteResult(
        site=result.site,
        name=row.name,
        organisation=row.organisation,
        country=result.country,
        activities=result.activities,
        metals=result.metals,
        assessment=result.assessment if own else None,
        criteria_set=result.criteria_set,
        matrix=result.matrix,
        stage=result.stage,
        handed_in_on=result.day if result.submission else None,
        as_of=summary.as_of,
        outlook=summary.outlook,
        blocking=summary.blocking,
        to_close=summary.to_close,
        gaps={
            number: GAPS[letter]
            for number, letter in zip(numbers, summary.gaps if fits else "", strict=fits)
        },
        lapses=tuple(
            LapseTold(last_day=one.day, standards=one.standards, criteria=one.criteria)
            for one in summary.lapses
        ),
        fault=say(summary.fault, language.translate),
    )
