"""Reports that were asked for: waiting, being made, made, failed.

The table is the queue too. Whoever makes a report says again and again that they are alive; one
who falls silent loses it to the next.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import RowMapping, func, insert, select

from ddtool.domain.history import Subject
from ddtool.domain.refusals import NotFound
from ddtool.store.files import FileStore, KeptFile
from ddtool.store.keeping import matches, new_id, tenant_key
from ddtool.store.schema_records import reports
from ddtool.store.told import unpacked
from ddtool.store.transactions import Reading, Writing


class ReportState(Enum):
    """How far a report has come."""

    WAITING = "waiting"
    RUNNING = "running"
    MADE = "made"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants: which format, language and matrix, as of which day.

    ``submission`` is the number of what was handed in, or 0 for the assessment as it stands.
    ``basis`` is the hash of all the report stands on: the same order on the same basis is the
    same report. ``revision`` is that of the assessment. ``kind`` is the id of a kind of report,
    ``sections`` the anchors of the sections it tells, all of them where none is named.
    """

    assessment: str
    format: str
    as_of: date
    revision: int
    language: str = "en"
    matrix: str = ""
    submission: int = 0
    basis: str = ""
    kind: str = "gap"
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """An order and what became of it.

    ``done`` counts steps out of ``total``, and ``message`` says which step that is, or why there
    is no report. ``heard_at`` is when its maker was last heard of.
    """

    id: str
    organisation: str
    order: Order
    state: ReportState
    done: int
    total: int
    message: str
    tries: int
    asked_at: datetime
    asked_by: str
    heard_at: datetime | None
    finished_at: datetime | None
    file_name: str
    stored_name: str | None
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Made:
    """A report's file in its place, its name for people, and what it was made from."""

    file: KeptFile
    name: str
    basis: str
    revision: int


SILENT = timedelta(seconds=45)
"""How long a maker may say nothing and still counts as at work, to whoever looks."""

_SAME = (
    "assessment_id", "format", "language", "matrix", "as_of", "submission", "basis", "kind",
    "sections",
)  # fmt: skip
_OF_ORDER = ("format", "as_of", "revision", "language", "matrix", "submission", "basis", "kind")
_AS_THEY_ARE = (
    "id", "done", "total", "tries", "asked_at", "asked_by",
    "finished_at", "file_name", "stored_name", "sha256", "size",
)  # fmt: skip


def ask(db: Writing, organisation: str, order: Order) -> Report:
    """The report of an order: one that is there or under way already, else a new one."""
    there = alive(db, organisation, order)
    if there is not None:
        return there
    id = new_id()
    state = {"state": ReportState.WAITING.value, "done": 0, "total": 0, "message": "", "tries": 0}
    asked = {"asked_at": db.author.at, "asked_by": db.author.name, "file_name": "", "sha256": ""}
    key = tenant_key(organisation, id)
    db.execute(insert(reports).values(**key, **_to_row(order), **state, **asked))
    db.record(subject_of(organisation, order.assessment, id), "asked for", {}, _to_row(order))
    return find(db, organisation, id)


def alive(db: Reading, organisation: str, order: Order) -> Report | None:
    """The report of the same order that is there or under way already, if there is one."""
    row = _to_row(order)
    same = [reports.c[name] == row[name] for name in _SAME]
    is_alive = reports.c.state != ReportState.FAILED.value
    query = select(reports).where(reports.c.organisation_id == organisation, is_alive, *same)
    found = db.row(query.order_by(reports.c.asked_at, reports.c.id).limit(1))
    return None if found is None else to_report(found)


def count_unmade(db: Reading, organisation: str) -> int:
    """How many reports of an organisation wait or are being made."""
    unmade = reports.c.state.in_([ReportState.WAITING.value, ReportState.RUNNING.value])
    counted = select(func.count().label("count")).select_from(reports)
    row = db.row(counted.where(reports.c.organisation_id == organisation, unmade))
    return int(row["count"]) if row else 0


def find(db: Reading, organisation: str, id: str) -> Report:
    """One report of an organisation.

    :raises NotFound: it has none of that id.
    """
    row = db.row(select(reports).where(matches(reports, tenant_key(organisation, id))))
    if row is None:
        raise NotFound("report")
    return to_report(row)


def of_assessment(
    db: Reading, organisation: str, assessment: str, *, limit: int = 200
) -> tuple[Report, ...]:
    """The reports of an assessment, the newest first, so many at most."""
    mine = reports.c.organisation_id == organisation, reports.c.assessment_id == assessment
    newest_first = reports.c.asked_at.desc(), reports.c.id
    rows = db.rows(select(reports).where(*mine).order_by(*newest_first).limit(limit))
    return tuple(map(to_report, rows))


def is_whole(files: FileStore, report: Report) -> bool:
    """Whether the file of a report is in its place, where there should be one."""
    if report.state is not ReportState.MADE:
        return True
    return report.stored_name is not None and files.holds(report.stored_name, report.sha256)


def as_seen(report: Report, at: datetime) -> Report:
    """A report whose maker has fallen silent is not being made: it waits for another one."""
    silent = report.heard_at is not None and report.heard_at < at - SILENT
    if report.state is ReportState.RUNNING and silent:
        return replace(report, state=ReportState.WAITING, done=0, total=0, message="")
    return report


def subject_of(organisation: str, assessment: str, id: str) -> Subject:
    """What the history calls a report."""
    return Subject("report", id, organisation, assessment)


def to_report(row: RowMapping) -> Report:
    """The value of a row."""
    return Report(
        organisation=row["organisation_id"],
        order=Order(
            assessment=row["assessment_id"],
            sections=tuple(row["sections"].split()),
            **_picked(row, _OF_ORDER),
        ),
        state=ReportState(row["state"]),
        message=unpacked(row["message"]),
        heard_at=row["heartbeat"],
        **_picked(row, _AS_THEY_ARE),
    )


def _to_row(order: Order) -> dict[str, Any]:
    named = {name: getattr(order, name) for name in _OF_ORDER}
    sections = " ".join(order.sections)
    return {"assessment_id": order.assessment, "sections": sections} | named


def _picked(row: RowMapping, names: Iterable[str]) -> dict[str, Any]:
    return {name: row[name] for name in names}
