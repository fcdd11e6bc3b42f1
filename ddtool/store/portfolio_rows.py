"""Results of the portfolio as rows and back."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from ddtool.domain.gaps import Outlook
from ddtool.domain.portfolio import BETWEEN, Lapse, Result, SiteRow, Stage, Summary
from ddtool.store.told import packed, unpacked


def together(words: Iterable[str]) -> str:
    """Words between bars, so that each is found whole."""
    joined = BETWEEN.join(words)
    return f"{BETWEEN}{joined}{BETWEEN}" if joined else ""


def apart(text: str) -> tuple[str, ...]:
    """The words between the bars."""
    return tuple(one for one in text.split(BETWEEN) if one)


def to_row(one: Result) -> dict[str, Any]:
    """The columns of a result."""
    summary = one.summary
    lapses = [[lapse.day.isoformat(), lapse.standards, lapse.criteria] for lapse in summary.lapses]
    return {
        "organisation_id": one.organisation,
        "assessment_id": one.assessment,
        "site_id": one.site,
        "criteria_set": one.criteria_set,
        "matrix": one.matrix,
        "grounds": one.grounds,
        "event": one.event,
        "submission": one.submission,
        "newest": one.newest,
        "newest_submitted": one.newest_submitted,
        "day": one.day,
        "as_of": summary.as_of,
        "holds_until": summary.holds_until,
        "country": one.country,
        "activities": together(one.activities),
        "metals": together(one.metals),
        "outlook": summary.outlook.value if summary.outlook else "",
        "stage": one.stage.value,
        "gaps": summary.gaps,
        "lacks": summary.lacks,
        "helps": summary.helps,
        "blocking": summary.blocking,
        "to_close": summary.to_close,
        "next_lapse": summary.lapses[0].day if summary.lapses else None,
        "lapses": lapses,
        "fault": packed(summary.fault),
    }


def to_site_row(row: RowMapping) -> SiteRow:
    """The value a row with the names of site and organisation stands for."""
    return SiteRow(row["site_name"], row["organisation_name"], row["fictional"], to_result(row))


def to_result(row: RowMapping) -> Result:
    """The result a row stands for."""
    return Result(
        organisation=row["organisation_id"],
        site=row["site_id"],
        assessment=row["assessment_id"],
        criteria_set=row["criteria_set"],
        matrix=row["matrix"],
        grounds=row["grounds"],
        event=row["event"],
        submission=row["submission"],
        day=row["day"],
        summary=_to_summary(row),
        newest=row["newest"],
        newest_submitted=row["newest_submitted"],
        stage=Stage(row["stage"]) if row["stage"] else Stage.IN_PROGRESS,
        country=row["country"],
        activities=apart(row["activities"]),
        metals=apart(row["metals"]),
    )


def _to_summary(row: RowMapping) -> Summary:
    return Summary(
        as_of=row["as_of"],
        holds_until=row["holds_until"],
        outlook=Outlook(row["outlook"]) if row["outlook"] else None,
        gaps=row["gaps"],
        lacks=row["lacks"],
        helps=row["helps"],
        lapses=tuple(
            Lapse(date.fromisoformat(day), tuple(standards), tuple(criteria))
            for day, standards, criteria in row["lapses"]
        ),
        fault=unpacked(row["fault"]),
    )
