"""The queue of reports: taken up in turns, kept alive, finished, given back or given up.

One organisation that asks for many does not keep the others waiting: whoever was served longest
ago is next.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, and_, case, func, or_, select, update

from ddtool.sentences import Sentence
from ddtool.store.files import KeptFile
from ddtool.store.keeping import matches, tenant_key
from ddtool.store.reports import Order, Report, ReportState, find, subject_of, to_report
from ddtool.store.schema_records import reports
from ddtool.store.told import packed
from ddtool.store.transactions import Reading, Writing

MOST_TRIES = 3
"""How often a report is begun before it counts as failed."""

BROKEN_OFF = Sentence(
    "Making this report was broken off several times. Ask for it again; "
    "if that does not help, tell whoever runs ddtool."
)
"""Why there is no report where its makers died."""

_RUNNING = reports.c.state == ReportState.RUNNING.value
_NEVER = datetime.min.replace(tzinfo=UTC)


KEPT_DAYS = 400
"""How long the file of a report is kept: a yearly round, and time to look back at it."""


def has_work(db: Reading, *, silent_since: datetime) -> bool:
    """Whether :func:`take_next` would find anything to do."""
    free = or_(_waits(), _lost(silent_since))
    return db.row(select(reports.c.id).where(free).limit(1)) is not None


def count_left_lying(db: Reading, *, since: datetime) -> int:
    """How many reports have waited since a moment, or have not been heard of since then."""
    waiting = and_(_waits(), reports.c.asked_at < since)
    counted = select(func.count().label("count")).where(or_(waiting, _lost(since)))
    row = db.row(counted.select_from(reports))
    return int(row["count"]) if row else 0


def take_next(db: Writing, *, silent_since: datetime) -> Report | None:
    """The next report to make, of whatever organisation; None where there is none.

    One whose maker has not been heard of since a moment is taken up again, a few times.
    """
    lost = _lost(silent_since)
    for row in db.rows(select(reports).where(lost, reports.c.tries >= MOST_TRIES)):
        fail(db, to_report(row), BROKEN_OFF)
    free = or_(_waits(), lost)
    organisation = _next_in_turn(db, free)
    if organisation is None:
        return None
    query = select(reports).where(free, reports.c.organisation_id == organisation)
    (row, *_) = db.rows(query.order_by(reports.c.asked_at, reports.c.id).limit(1))
    key = tenant_key(organisation, row["id"])
    begun = {"state": ReportState.RUNNING.value, "heartbeat": db.author.at, "done": 0, "total": 0}
    is_it = matches(reports, key)
    db.execute(update(reports).where(is_it).values(**begun, message="", tries=row["tries"] + 1))
    return find(db, organisation, row["id"])


def progress(db: Writing, report: Report, done: int, total: int, message: str = "") -> bool:
    """Say how far a report has come, and that its maker is alive.

    False where it is not theirs any more: somebody has stopped it or taken it up again.
    """
    said = {"done": done, "total": total, "message": packed(message), "heartbeat": db.author.at}
    return db.execute(update(reports).where(_still_mine(report)).values(**said)) == 1


def finish(
    db: Writing, report: Report, file: KeptFile, name: str, *, made_from: Order | None = None
) -> bool:
    """Store that a report was made, and what it was made from if that had changed meanwhile.

    False where it is not theirs any more; then nothing is stored.
    """
    order = made_from or report.order
    made = {
        "stored_name": file.stored_name,
        "sha256": file.sha256,
        "size": file.size,
        "file_name": name,
        "basis": order.basis,
        "revision": order.revision,
    }
    if not _end(db, report, ReportState.MADE, "", made):
        return False
    subject = subject_of(report.organisation, report.order.assessment, report.id)
    db.record(subject, "made", {}, {"file_name": name, "sha256": file.sha256})
    return True


def fail(db: Writing, report: Report, reason: str) -> bool:
    """Store why a report could not be made; it can be asked for again.

    False where it is not theirs any more.
    """
    if not _end(db, report, ReportState.FAILED, reason, {}):
        return False
    subject = subject_of(report.organisation, report.order.assessment, report.id)
    db.record(subject, "failed", {}, {"message": str(reason)})
    return True


def give_back(db: Writing, report: Report, *, counted: bool) -> bool:
    """Put a report that was taken up back into the queue.

    With ``counted`` the try counts, and the last one makes it fail. Without it the maker was only
    stopped, and must be gone for certain. False where it is not theirs any more.
    """
    if counted and report.tries >= MOST_TRIES:
        return fail(db, report, BROKEN_OFF)
    waits = {"state": ReportState.WAITING.value, "done": 0, "total": 0, "message": ""}
    tries = report.tries if counted else report.tries - 1
    again = update(reports).where(_still_mine(report)).values(**waits, tries=tries)
    return db.execute(again) == 1


def stop(db: Writing, report: Report) -> Report:
    """Take back an order that is not made yet; whoever is making it notices. Else nothing."""
    unmade = reports.c.state.in_([ReportState.WAITING.value, ReportState.RUNNING.value])
    is_it = matches(reports, tenant_key(report.organisation, report.id))
    reason = Sentence("Stopped by {name}.", name=db.author.name)
    ended = _ended(db, ReportState.FAILED, reason)
    if db.execute(update(reports).where(is_it, unmade).values(**ended)) == 1:
        subject = subject_of(report.organisation, report.order.assessment, report.id)
        db.record(subject, "stopped", {}, {})
    return find(db, report.organisation, report.id)


def lose_file(db: Writing, report: Report, reason: str) -> None:
    """Store that the file of a report that was made is not what it was, so that it is made anew."""
    is_it = matches(reports, tenant_key(report.organisation, report.id))
    was_made = reports.c.state == ReportState.MADE.value
    lost = {"state": ReportState.FAILED.value, "message": packed(reason), "stored_name": None}
    if db.execute(update(reports).where(is_it, was_made).values(**lost)) == 1:
        subject = subject_of(report.organisation, report.order.assessment, report.id)
        db.record(subject, "lost", {"sha256": report.sha256}, {})


def let_old_go(db: Writing, *, before: datetime) -> int:
    """Let go of the files of reports made before; each can be asked for again. How many they were.

    The rows stay, so that the list still says who had which report when, with its hash.
    """
    kept = reports.c
    old = (kept.state == ReportState.MADE.value) & (kept.finished_at < before)
    reason = packed(Sentence("Kept for {days} days; ask for it again.", days=KEPT_DAYS))
    lost = {"state": ReportState.FAILED.value, "message": reason, "stored_name": None}
    return db.execute(update(reports).where(old).values(**lost))


def _next_in_turn(db: Reading, free: ColumnElement[bool]) -> str | None:
    """The organisation with something free that has fewest in the making, then longest waited."""
    mine = reports.c.organisation_id
    wanting = {row["organisation_id"] for row in db.rows(select(mine).where(free).distinct())}
    if not wanting:
        return None
    query = (
        select(
            mine,
            func.sum(case((and_(_RUNNING, ~free), 1), else_=0)).label("running"),
            func.max(reports.c.heartbeat).label("served"),
            func.min(case((free, reports.c.asked_at))).label("asked"),
        )
        .where(mine.in_(wanting))
        .group_by(mine)
    )
    return str(min(db.rows(query), key=_turn)["organisation_id"])


def _turn(row: RowMapping) -> tuple[int, datetime, datetime]:
    return int(row["running"]), row["served"] or _NEVER, row["asked"]


def _waits() -> ColumnElement[bool]:
    return reports.c.state == ReportState.WAITING.value


def _lost(silent_since: datetime) -> ColumnElement[bool]:
    return and_(_RUNNING, reports.c.heartbeat < silent_since)


def _still_mine(report: Report) -> ColumnElement[bool]:
    """Nobody has taken the report up again since, or stopped it."""
    is_it = matches(reports, tenant_key(report.organisation, report.id))
    return and_(is_it, _RUNNING, reports.c.tries == report.tries)


def _end(
    db: Writing, report: Report, state: ReportState, reason: str, values: dict[str, Any]
) -> bool:
    ended = _ended(db, state, reason)
    return db.execute(update(reports).where(_still_mine(report)).values(**values, **ended)) == 1


def _ended(db: Writing, state: ReportState, reason: str) -> dict[str, Any]:
    told = packed(reason) if reason else ""
    return {"state": state.value, "message": told, "finished_at": db.author.at}
