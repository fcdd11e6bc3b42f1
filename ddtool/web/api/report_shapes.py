"""Reports as they are asked for and told."""

from datetime import date, datetime
from typing import Annotated, Any

from flask import url_for
from pydantic import BeforeValidator, Field, WithJsonSchema

from ddtool.sentences import Sentence, say
from ddtool.usecases.report_orders import FORMAT_IDS, KINDS, Report, ReportState
from ddtool.web import language
from ddtool.web.api.fields import Body, Day, Line, Told, refused, shown


def _format(value: Any) -> str:
    if value not in FORMAT_IDS:
        raise refused(Sentence("Give one of: {words}.", words=", ".join(FORMAT_IDS)))
    return str(value)


def _kind(value: Any) -> str:
    if value not in KINDS:
        raise refused(Sentence("Give one of: {words}.", words=", ".join(KINDS)))
    return str(value)


def _submission(value: Any) -> int | None:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    if value is None or (is_number and 0 <= value < 100_000):
        return value if is_number else None
    raise refused(Sentence("Give the number of a submission, 0 for what stands now, or null."))


class NewReport(Body):
    """A report that is wanted."""

    model_config = shown({"format": "pdf"})

    format: Annotated[
        str,
        BeforeValidator(_format),
        WithJsonSchema({"type": "string", "enum": list(FORMAT_IDS)}),
    ]
    kind: Annotated[
        str,
        BeforeValidator(_kind),
        WithJsonSchema({"type": "string", "enum": list(KINDS)}),
    ] = Field("gap", description="The assessor's report needs a review, a comparison a last cycle.")
    sections: tuple[Line, ...] = Field(
        (), description="The sections that PDF and Excel tell; all where none is named."
    )
    as_of: Day = Field(None, description="The day to decide for; today where it is left out.")
    language: Line = Field("", description="Such as es; the one asked for where it is left out.")
    matrix: Line = Field("", description="Another one than the assessment stands under.")
    submission: Annotated[
        int | None,
        BeforeValidator(_submission),
        WithJsonSchema({"type": ["integer", "null"], "minimum": 0}),
    ] = Field(
        None,
        description="The number of what was handed in, 0 for the assessment as it stands; left "
        "out, what was handed in last while the assessment is closed.",
    )


class ReportTold(Told):
    """A report and how far it has come: ``done`` steps of ``total``."""

    id: str
    assessment: str
    format: str
    as_of: date
    language: str
    matrix: str
    submission: int
    kind: str
    sections: tuple[str, ...]
    state: ReportState
    done: int
    total: int
    message: str = Field(description="Which step it is at, or why there is no report.")
    asked_at: datetime
    asked_by: str
    finished_at: datetime | None
    file: str | None = Field(description="Where the file is read, once it is made.")
    file_name: str
    size: int
    sha256: str


def report_told(report: Report) -> ReportTold:
    """A report as it is told."""
    is_made = report.state is ReportState.MADE
    ordered = (
        "assessment",
        "format",
        "as_of",
        "language",
        "matrix",
        "submission",
        "kind",
        "sections",
    )
    names = (
        "id", "state", "done", "total", "asked_at", "asked_by", "finished_at", "file_name",
        "size", "sha256",
    )  # fmt: skip
    return ReportTold(
        **{name: getattr(report.order, name) for name in ordered},
        **{name: getattr(report, name) for name in names},
        message=say(report.message, language.translate),
        file=url_for("api.reports_file", report=report.id) if is_made else None,
    )
