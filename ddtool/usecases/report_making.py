"""One report of a stored assessment is made. This runs apart from the worker that asked for it."""

import io
from collections.abc import Callable
from dataclasses import replace

from ddtool.domain.comparison import compare
from ddtool.domain.gaps import GapAnalysis
from ddtool.domain.letterheads import Picture
from ddtool.gap_reports import (
    Reader,
    Reported,
    Translations,
    analyse_assessment,
    basis_of,
    content_of,
    file_stem,
    what_to_report,
    with_earlier,
)
from ddtool.packs import Library
from ddtool.reports import FORMATS, load_format
from ddtool.reports.content import ReportContent, Wanted
from ddtool.reports.format import Format
from ddtool.reports.kinds import COMPARISON, KINDS
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
    reported = _read(database, library, report)
    basis = basis_of(reported, library, matrix=order.matrix, language=order.language)
    tell(2, Sentence("Matching certificates with criteria"))
    analysis = analyse_assessment(
        reported.assessment,
        library,
        as_of=order.as_of,
        matrix=order.matrix,
        language=order.language,
        limits=reported.limits,
    )
    tell(3, Sentence("Putting the results into words"))
    content = content_of(
        analysis,
        library,
        Reader(order.language, translations),
        reported.sites,
        _wanted(order, reported, analysis, library, files),
    )
    written = _write(content, _format(order), tell)
    tell(STEPS, Sentence("Putting the file in its place"))
    kept = files.keep(io.BytesIO(written), largest=_LARGEST)
    name = f"{file_stem(content)}{_format(order).suffix}"
    return Made(kept, name, basis, reported.revision)


def _read(database: Database, library: Library, report: Report) -> Reported:
    order, organisation = report.order, report.organisation
    with database.read() as db:
        reported = what_to_report(
            db, organisation, order.assessment, library, submission=order.submission
        )
        if order.kind == COMPARISON.id:
            return with_earlier(db, organisation, reported, order.assessment, library)
        return reported


def _wanted(
    order: Order,
    reported: Reported,
    analysis: GapAnalysis,
    library: Library,
    files: FileStore,
) -> Wanted:
    comparison = None
    if reported.earlier is not None:
        before = reported.earlier
        submission = before.assessment.submission
        then = analyse_assessment(
            before.assessment,
            library,
            as_of=submission.day if submission else order.as_of,
            matrix=before.matrix,
            language=order.language,
            limits=before.limits,
        )
        sets = then.criteria_set.name, analysis.criteria_set.name
        comparison = compare(then, analysis, library.crosswalk(*sets))
    return Wanted(
        KINDS[order.kind],
        order.sections,
        reported.review,
        comparison,
        replace(reported.letterhead, logo=_logo(reported, files)),
    )


def _logo(reported: Reported, files: FileStore) -> Picture | None:
    """The programme's logo; a report does without one whose file is gone or damaged."""
    kept = reported.logo
    if kept is None or not files.holds(kept.stored_name, kept.sha256):
        return None
    with files.open(kept.stored_name) as file:
        return Picture(file.read(), kept.width, kept.height, kept.text)


def _format(order: Order) -> Format:
    return next(load_format(one) for one in FORMATS if one.id == order.format)


def _write(content: ReportContent, form: Format, tell: Tell) -> bytes:
    tell(4, Sentence("Writing the file"))
    return form.make(content, lambda page: tell(4, Sentence("Laying out page {page}", page=page)))
