"""One report of a stored assessment is made. This runs apart from the worker that asked for it."""

import io
from collections.abc import Callable

from ddtool.gap_reports import (
    Reader,
    Translations,
    analyse_assessment,
    basis_of,
    content_of,
    file_stem,
    what_to_report,
)
from ddtool.packs import Library
from ddtool.reports import FORMATS, load_format
from ddtool.reports.content import ReportContent
from ddtool.reports.format import Format
from ddtool.sentences import Sentence
from ddtool.store import Database
from ddtool.store.files import FileStore
from ddtool.store.reports import Made, Order, Report

STEPS = 5

__all__ = ["STEPS", "Made", "Tell", "make_report"]

Tell = Callable[[int, Sentence], None]
"""Is told the number of the step that begins, out of :data:`STEPS`, and what it does."""

_LARGEST = 200 * 1024 * 1024


def make_report(
    database: Database,
    files: FileStore,
    library: Library,
    report: Report,
    *,
    translations: Translations,
    tell: Tell,
) -> Made:
    """Make a report of the data as they are now, and bring its file into its place.

    :raises DdtoolError: it cannot be made; the sentence says why.
    """
    order = report.order
    tell(1, Sentence("Reading the assessment"))
    with database.read() as db:
        reported = what_to_report(
            db, report.organisation, order.assessment, library, submission=order.submission
        )
    basis = basis_of(reported, library, matrix=order.matrix, language=order.language)
    tell(2, Sentence("Matching certificates with criteria"))
    analysis = analyse_assessment(
        reported.assessment,
        library,
        as_of=order.as_of,
        matrix=order.matrix,
        language=order.language,
    )
    tell(3, Sentence("Putting the results into words"))
    content = content_of(analysis, library, Reader(order.language, translations), reported.sites)
    written = _write(content, _format(order), tell)
    tell(STEPS, Sentence("Putting the file in its place"))
    kept = files.keep(io.BytesIO(written), largest=_LARGEST)
    name = f"{file_stem(content)}{_format(order).suffix}"
    return Made(kept, name, basis, reported.revision)


def _format(order: Order) -> Format:
    return next(load_format(one) for one in FORMATS if one.id == order.format)


def _write(content: ReportContent, form: Format, tell: Tell) -> bytes:
    tell(4, Sentence("Writing the file"))
    return form.make(content, lambda page: tell(4, Sentence("Laying out page {page}", page=page)))
