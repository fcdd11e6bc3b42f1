"""Gap reports of stored assessments: asked for, looked after, opened."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import BinaryIO

from ddtool.domain.assessments import Submission
from ddtool.domain.errors import DdtoolError
from ddtool.domain.people import Author, Right
from ddtool.domain.refusals import NotFound
from ddtool.gap_reports import (
    NothingToTell,
    Reported,
    basis_of,
    empty_kinds,
    refuse_empty,
    what_to_report,
    with_earlier,
)
from ddtool.packs import Library
from ddtool.reports import FORMATS
from ddtool.reports.kinds import ASSESSOR, COMPARISON, GAP, KINDS, UnknownKind, refuse_unknown
from ddtool.sentences import Sentence
from ddtool.store import Database, assessments, report_queue, reports, submissions
from ddtool.store.files import FileStore
from ddtool.store.reports import Order, Report, ReportState

__all__ = [
    "ASSESSOR",
    "FORMAT_IDS",
    "GAP",
    "KINDS",
    "NothingToTell",
    "Report",
    "ReportLost",
    "ReportState",
    "TooManyReports",
    "UnknownFormat",
    "UnknownKind",
    "Wanted",
    "ask_again",
    "kinds_without_content",
    "list_reports",
    "list_submissions",
    "open_report",
    "order_report",
    "read_report",
    "stop_report",
]

FORMAT_IDS = tuple(one.id for one in FORMATS)
"""The formats a report can be asked for in."""

MOST_UNMADE = 60
"""How many reports of one organisation may wait at a time."""

_LOST = Sentence("The file of this report was damaged or taken away. Ask for it again.")


class UnknownFormat(DdtoolError):
    """A report is asked for in a format that there is not."""


class TooManyReports(DdtoolError):
    """An organisation has so many reports waiting that no more are taken in."""


class ReportLost(DdtoolError):
    """The file of a report is not in its place, or is not the one that was made."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What report somebody wants.

    Without ``submission`` it is on what was handed in last while the assessment is closed, and else
    on the assessment as it stands; 0 always means the latter, a number what was handed in as that.
    An empty ``matrix`` is the one the assessment stands under. ``kind`` is the id of a kind of
    report, ``sections`` the anchors of those of its sections that are wanted, or nothing for all.
    """

    assessment: str
    format: str
    as_of: date
    language: str = "en"
    matrix: str = ""
    submission: int | None = None
    kind: str = GAP.id
    sections: tuple[str, ...] = ()


def kinds_without_content(
    database: Database, library: Library, author: Author, assessment: str
) -> Mapping[str, Sentence]:
    """The kinds of report that would be empty now, each with the reason.

    :raises NotFound: the author's organisation has no such assessment.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return empty_kinds(db, organisation, assessment, library)


def order_report(
    database: Database, files: FileStore, library: Library, author: Author, wanted: Wanted
) -> Report:
    """Ask for a report; the same one on unchanged data is handed out as it was stored.

    :raises NotFound: the author's organisation has no such assessment or submission.
    :raises UnknownFormat, UnknownKind, UnknownMatrix: there is nothing of that name.
    :raises NothingToTell: there is no earlier cycle to compare with, or no review to tell of.
    :raises TooManyReports: so many wait already.
    """
    organisation = author.tenant(Right.READ)
    _refuse_unknown(wanted)
    with database.read() as db:
        reported = what_to_report(
            db, organisation, wanted.assessment, library, submission=wanted.submission
        )
        if wanted.kind == COMPARISON.id:
            reported = with_earlier(db, organisation, reported, wanted.assessment, library)
    refuse_empty(wanted.kind, reported)
    order = _order(wanted, reported, library)
    with database.read() as db:
        there = reports.alive(db, organisation, order)
    lost = there if there and not reports.is_whole(files, there) else None
    with database.write(author) as db:
        if lost is not None:
            report_queue.lose_file(db, lost, _LOST)
        is_new = reports.alive(db, organisation, order) is None
        if is_new and reports.count_unmade(db, organisation) >= MOST_UNMADE:
            raise TooManyReports(
                Sentence(
                    "{count} reports of your organisation are waiting already. "
                    "Ask again when some of them are made.",
                    count=MOST_UNMADE,
                )
            )
        return reports.ask(db, organisation, order)


def ask_again(
    database: Database, files: FileStore, library: Library, author: Author, id: str
) -> Report:
    """Ask for a report once more, in the same way, on the data of today.

    :raises NotFound: the author's organisation has no such report.
    """
    order = read_report(database, author, id).order
    wanted = Wanted(**{one.name: getattr(order, one.name) for one in fields(Wanted)})
    return order_report(database, files, library, author, wanted)


def list_reports(database: Database, author: Author, assessment: str) -> tuple[Report, ...]:
    """The reports of an assessment, the newest first.

    :raises NotFound: the author's organisation has no such assessment.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        assessments.find(db, organisation, assessment)
        found = reports.of_assessment(db, organisation, assessment)
    return tuple(reports.as_seen(one, author.at) for one in found)


def list_submissions(database: Database, author: Author, assessment: str) -> tuple[Submission, ...]:
    """What a report can be asked for on besides the assessment as it stands; the first is number 1.

    :raises NotFound: the author's organisation has no such assessment.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        assessments.find(db, organisation, assessment)
        return submissions.listed(db, organisation, assessment)


def read_report(database: Database, author: Author, id: str) -> Report:
    """One report, with how far it has come.

    :raises NotFound: the author's organisation has none of that id.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return reports.as_seen(reports.find(db, organisation, id), author.at)


def stop_report(database: Database, author: Author, id: str) -> Report:
    """Take an order back; one that was made or failed already stays as it is.

    :raises NotFound: the author's organisation has none of that id.
    """
    organisation = author.tenant(Right.READ)
    with database.write(author) as db:
        return report_queue.stop(db, reports.find(db, organisation, id))


def open_report(
    database: Database, files: FileStore, author: Author, id: str
) -> tuple[Report, BinaryIO]:
    """A report that was made and its file to read from, which is the one that was made.

    :raises NotFound: the author's organisation has no such report, or it is not made.
    :raises ReportLost: the file is gone or damaged; the report can be asked for again.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        report = reports.find(db, organisation, id)
    if report.state is not ReportState.MADE or report.stored_name is None:
        raise NotFound("report")
    if not reports.is_whole(files, report):
        with database.write(author) as db:
            report_queue.lose_file(db, report, _LOST)
        raise ReportLost(_LOST)
    return report, files.open(report.stored_name)


def _order(wanted: Wanted, reported: Reported, library: Library) -> Order:
    matrix = wanted.matrix or reported.matrix
    basis = basis_of(reported, library, matrix=matrix, language=wanted.language)
    return Order(
        assessment=wanted.assessment,
        format=wanted.format,
        as_of=wanted.as_of,
        revision=reported.revision,
        language=wanted.language,
        matrix=matrix,
        submission=reported.submission,
        basis=basis,
        kind=wanted.kind,
        sections=KINDS[wanted.kind].named(wanted.sections),
    )


def _refuse_unknown(wanted: Wanted) -> None:
    if wanted.format not in FORMAT_IDS:
        known = ", ".join(FORMAT_IDS)
        raise UnknownFormat(
            Sentence(
                'There is no format "{format}"; there is: {known}.',
                format=wanted.format,
                known=known,
            )
        )
    refuse_unknown(wanted.kind, wanted.sections)
