"""What follows from an assessment on a day: coverage, gaps, and what lies ahead.

The codes and words are those of the JSON report, whose published shape describes them.
"""

from copy import deepcopy
from typing import Any

from flask import Response
from pydantic import Field

from ddtool.domain.people import Right
from ddtool.gap_reports import Reader
from ddtool.languages import load_language
from ddtool.usecases.gap_report_data import gap_report_data, gap_report_schema
from ddtool.web import access, language
from ddtool.web.api.fields import Body, Day
from ddtool.web.api.routes import Operation, offers
from ddtool.web.api.telling import told

_NOUN = "analyses"
_NOT_YET = frozenset({409})
"""What an assessor is told of something that was given to them and not handed in yet."""
_COMMON = ("as_of", "content_sha256", "criteria_set", "matrix")


class OnDay(Body):
    """As of which day."""

    as_of: Day = Field(None, description="The day to decide for; today where it is left out.")


def _shape(**own: Any) -> dict[str, Any]:
    """The schema of an answer: what all have, and its own members."""
    known = gap_report_schema()["properties"]
    members = {name: known[name] for name in _COMMON} | own
    properties = {"id": {"type": "string", "format": "uuid"}, **members}
    return {"type": "object", "properties": properties, "required": list(properties)}


def _with_title(definition: str, **instead: Any) -> dict[str, Any]:
    """A definition of the report's schema, and beside it where the criterion stands."""
    shape: dict[str, Any] = deepcopy(gap_report_schema()["$defs"][definition])
    text = {"type": "string"}
    shape["properties"] = instead | {"title": text, "section": text} | shape["properties"]
    shape["required"] = list(shape["properties"])
    return shape


_ITEMS = {"type": "array"}
_COVERAGE = _shape(
    criteria=_ITEMS
    | {
        "items": _with_title(
            "decision", criterion={"type": "string"}, applies={"$ref": "#/$defs/applies"}
        )
    }
)
_GAPS = _shape(
    outlook=gap_report_schema()["properties"]["outlook"],
    gaps=_ITEMS | {"items": _with_title("gap")},
)
_FORECAST = _shape(
    forecast=gap_report_schema()["properties"]["forecast"],
    what_if=gap_report_schema()["properties"]["what_if"],
)


@offers(
    "GET",
    "/assessments/<uuid:assessment>/coverage",
    Right.LOOK,
    Operation(
        "Read what certificates cover",
        _NOUN,
        detail="Every criterion with every certificate that was looked at, gate by gate.",
        answer=_COVERAGE,
        query=OnDay,
        may=_NOT_YET,
    ),
)
def coverage(assessment: str, query: OnDay) -> Response:
    """The coverage of each criterion, with its trace."""
    report = _report(assessment, query)
    criteria = [
        {
            "criterion": one["number"],
            "title": one["title"],
            "section": one["section"],
            "applies": one["applies"],
            **one["verdicts"]["by_equivalence"],
        }
        for one in report["criteria"]
    ]
    return _told(assessment, report, criteria=criteria)


@offers(
    "GET",
    "/assessments/<uuid:assessment>/gaps",
    Right.LOOK,
    Operation("Read the gaps", _NOUN, answer=_GAPS, query=OnDay, may=_NOT_YET),
)
def gaps(assessment: str, query: OnDay) -> Response:
    """The outlook, and every criterion that asks somebody to do something, gravest first."""
    report = _report(assessment, query)
    titles = {one["number"]: one for one in report["criteria"]}
    found = [
        {
            "title": titles[one["criterion"]]["title"],
            "section": titles[one["criterion"]]["section"],
            **one,
        }
        for one in report["gaps"]
    ]
    return _told(assessment, report, outlook=report["outlook"], gaps=found)


@offers(
    "GET",
    "/assessments/<uuid:assessment>/forecast",
    Right.LOOK,
    Operation(
        "Read what lies ahead",
        _NOUN,
        detail="The days on which coverage changes if nothing is renewed, and what a certificate "
        "that is not held would do.",
        answer=_FORECAST,
        query=OnDay,
        may=_NOT_YET,
    ),
)
def forecast(assessment: str, query: OnDay) -> Response:
    """What changes when, and what would help."""
    report = _report(assessment, query)
    return _told(assessment, report, forecast=report["forecast"], what_if=report["what_if"])


def _report(assessment: str, query: OnDay) -> dict[str, Any]:
    return gap_report_data(
        access.database(),
        access.author(),
        access.library(),
        assessment,
        as_of=query.as_of or access.today(),
        reader=Reader(language.code(), load_language),
    )


def _told(assessment: str, report: dict[str, Any], **own: Any) -> Response:
    return told({"id": assessment, **{name: report[name] for name in _COMMON}, **own})
