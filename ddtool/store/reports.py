"""Reports that were asked for: waiting, being made, made, failed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, and_, insert, or_, select, update

from ddtool.domain.history import Subject
from ddtool.domain.refusals import NotFound
from ddtool.store.files import KeptFile
from ddtool.store.keeping import matches, new_id, tenant_key
from ddtool.store.schema_records import reports
from ddtool.store.transactions import Reading, Writing

MOST_TRIES = 3
"""How often a report is begun before it counts as failed."""


class ReportState(Enum):
    """How far a report has come."""

    WAITING = "waiting"
    RUNNING = "running"
    MADE = "made"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants: which format, language and matrix, as of which day.

    ``revision`` is that of the assessment: the same order on unchanged data is the same report.
    """

    assessment: str
    format: str
    as_of: date
    revision: int
    language: str = "en"
    matrix: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """An order and what became of it. ``done`` counts steps out of ``total``."""

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
    finished_at: datetime | None
    file_name: str
    stored_name: str | None
    sha256: str


def ask(db: Writing, organisation: str, order: Order) -> Report:
    """The report of an order: one that is there or under way already, else a new one."""
    same = [reports.c[name] == value for name, value in _to_row(order).items()]
    alive = reports.c.state != ReportState.FAILED.value
    query = select(reports).where(reports.c.organisation_id == organisation, alive, *same)
    row = db.row(query.order_by(reports.c.asked_at).limit(1))
    if row is not None:
        return _to_report(row)
    id = new_id()
    state = {"state": ReportState.WAITING.value, "done": 0, "total": 0, "message": "", "tries": 0}
    asked = {"asked_at": db.author.at, "asked_by": db.author.name, "file_name": "", "sha256": ""}
    key = tenant_key(organisation, id)
    db.execute(insert(reports).values(**key, **_to_row(order), **state, **asked))
    db.record(_subject(organisation, order.assessment, id), "asked for", {}, _to_row(order))
    return find(db, organisation, id)


def find(db: Reading, organisation: str, id: str) -> Report:
    """One report of an organisation.

    :raises NotFound: it has none of that id.
    """
    row = db.row(select(reports).where(matches(reports, tenant_key(organisation, id))))
    if row is None:
        raise NotFound("report")
    return _to_report(row)


def of_assessment(db: Reading, organisation: str, assessment: str) -> tuple[Report, ...]:
    """All reports of an assessment, the newest first."""
    mine = reports.c.organisation_id == organisation, reports.c.assessment_id == assessment
    rows = db.rows(select(reports).where(*mine).order_by(reports.c.asked_at.desc(), reports.c.id))
    return tuple(map(_to_report, rows))


def take_next(db: Writing, *, silent_since: datetime) -> Report | None:
    """The next report to make, of whatever organisation; None where there is none.

    One whose maker has not been heard of since a moment is taken up again, a few times.
    """
    lost = and_(reports.c.state == ReportState.RUNNING.value, reports.c.heartbeat < silent_since)
    _give_up(db, and_(lost, reports.c.tries >= MOST_TRIES))
    free = or_(reports.c.state == ReportState.WAITING.value, lost)
    row = db.row(select(reports).where(free).order_by(reports.c.asked_at).limit(1))
    if row is None:
        return None
    begun = {"state": ReportState.RUNNING.value, "heartbeat": db.author.at}
    is_it = matches(reports, tenant_key(row["organisation_id"], row["id"]))
    db.execute(update(reports).where(is_it).values(**begun, tries=row["tries"] + 1))
    return find(db, row["organisation_id"], row["id"])


def progress(db: Writing, report: Report, done: int, total: int, message: str = "") -> None:
    """Say how far a report has come, and that its maker is alive."""
    said = {"done": done, "total": total, "message": message, "heartbeat": db.author.at}
    db.execute(update(reports).where(_still_mine(report)).values(**said))


def finish(db: Writing, report: Report, file: KeptFile, name: str) -> bool:
    """Store that a report was made; False where somebody else has taken it up meanwhile."""
    made = {"stored_name": file.stored_name, "sha256": file.sha256, "file_name": name}
    ended = {"state": ReportState.MADE.value, "finished_at": db.author.at, "message": ""}
    if db.execute(update(reports).where(_still_mine(report)).values(**made, **ended)) != 1:
        return False
    subject = _subject(report.organisation, report.order.assessment, report.id)
    db.record(subject, "made", {}, {"file_name": name, "sha256": file.sha256})
    return True


def fail(db: Writing, report: Report, reason: str) -> None:
    """Store why a report could not be made; it can be asked for again."""
    ended = {"state": ReportState.FAILED.value, "message": reason, "finished_at": db.author.at}
    db.execute(update(reports).where(_still_mine(report)).values(**ended))
    subject = _subject(report.organisation, report.order.assessment, report.id)
    db.record(subject, "failed", {}, {"message": reason})


def _give_up(db: Writing, lost: ColumnElement[bool]) -> None:
    message = "Making the report was broken off several times; ask for it again."
    ended = {"state": ReportState.FAILED.value, "message": message, "finished_at": db.author.at}
    db.execute(update(reports).where(lost).values(**ended))


def _still_mine(report: Report) -> ColumnElement[bool]:
    """Nobody has taken the report up again since."""
    running = reports.c.state == ReportState.RUNNING.value
    is_it = matches(reports, tenant_key(report.organisation, report.id))
    return and_(is_it, running, reports.c.tries == report.tries)


def _subject(organisation: str, assessment: str, id: str) -> Subject:
    return Subject("report", id, organisation, assessment)


def _to_row(order: Order) -> dict[str, Any]:
    names = ("format", "language", "matrix", "as_of", "revision")
    return {"assessment_id": order.assessment} | {name: getattr(order, name) for name in names}


def _to_report(row: RowMapping) -> Report:
    order = ("format", "as_of", "revision", "language", "matrix")
    names = (
        "id", "done", "total", "message", "tries", "asked_at", "asked_by",
        "finished_at", "file_name", "stored_name", "sha256",
    )  # fmt: skip
    return Report(
        organisation=row["organisation_id"],
        order=Order(assessment=row["assessment_id"], **{name: row[name] for name in order}),
        state=ReportState(row["state"]),
        **{name: row[name] for name in names},
    )
