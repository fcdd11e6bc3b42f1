"""The assessor's report, for the assessor: of what was handed in, and of what they said of it.

It is made and kept among the reports of the producer, who sees it too. PDF and Excel only: they
leave out certificates of other sites, which are none of the assessor's business.
"""

from typing import BinaryIO

from ddtool.domain.history import Accessed
from ddtool.domain.people import Author
from ddtool.domain.refusals import NotFound, NotSubmitted
from ddtool.gap_reports import basis_of, what_to_report
from ddtool.packs import Library
from ddtool.reports.kinds import ASSESSOR
from ddtool.sentences import Sentence
from ddtool.store import Database, accesses, looking, reports, submissions
from ddtool.store.files import FileStore
from ddtool.store.reports import Order, Report, ReportState

__all__ = [
    "REVIEW_FORMATS",
    "Report",
    "ReportState",
    "list_review_reports",
    "open_review_report",
    "order_review_report",
]

REVIEW_FORMATS = ("pdf", "xlsx")
"""The formats in which an assessor can ask for their report."""


def order_review_report(
    database: Database,
    library: Library,
    author: Author,
    assessment: str,
    format: str,
    *,
    language: str,
) -> Report:
    """Ask for the report; the same one on unchanged data is the one that was made.

    :raises NotFound: the assessment was not given to the author, or there is no such format.
    :raises NotSubmitted: nothing was handed in yet.
    """
    if format not in REVIEW_FORMATS:
        raise NotFound("format")
    with accesses.looking_at(database, author, assessment) as reading:
        producer = looking.given_to(reading, author, assessment)
        number = len(submissions.listed(reading, producer, assessment))
        if not number:
            raise NotSubmitted(Sentence("Nothing was handed in yet, so there is no report of it."))
        reported = what_to_report(reading, producer, assessment, library, submission=number)
    order = Order(
        assessment=assessment,
        format=format,
        as_of=author.at.date(),
        revision=reported.revision,
        language=language,
        matrix=reported.matrix,
        submission=number,
        basis=basis_of(reported, library, matrix=reported.matrix, language=language),
        kind=ASSESSOR.id,
    )
    with database.write(author) as db:
        return reports.ask(db, looking.given_to(db, author, assessment), order)


def list_review_reports(database: Database, author: Author, assessment: str) -> tuple[Report, ...]:
    """The assessor's reports of an assessment, the newest first, whoever asked for them.

    :raises NotFound: it was not given to the author.
    """
    with accesses.looking_at(database, author, assessment) as db:
        producer = looking.given_to(db, author, assessment)
        found = reports.of_assessment(db, producer, assessment)
    return tuple(reports.as_seen(one, author.at) for one in found if _is_theirs(one))


def open_review_report(
    database: Database, files: FileStore, author: Author, assessment: str, id: str
) -> tuple[Report, BinaryIO]:
    """A report that was made and its file to read from; it is on record.

    :raises NotFound: the assessment was not given to the author, or has no such report.
    """
    with accesses.taking_away(database, author, assessment, Accessed.REPORT, id) as db:
        producer = looking.given_to(db, author, assessment)
        found = reports.find(db, producer, id)
        is_it = found.order.assessment == assessment and _is_theirs(found)
        if not is_it or found.stored_name is None or not reports.is_whole(files, found):
            raise NotFound("report")
    return found, files.open(found.stored_name)


def _is_theirs(report: Report) -> bool:
    return report.order.kind == ASSESSOR.id and report.order.format in REVIEW_FORMATS
