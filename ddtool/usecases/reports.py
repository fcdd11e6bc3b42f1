"""The main job without a server: a filled workbook in, the gap report out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ddtool.domain.gaps import GapAnalysis
from ddtool.foreign_results import ResultsNotComparable
from ddtool.gap_reports import (
    NO_MATRIX,
    Reader,
    analyse_assessment,
    content_of,
    default_matrix,
    file_stem,
    fitting_matrices,
)
from ddtool.packs import FittingMatrices, Library
from ddtool.reports import FORMATS, Listed, load_format
from ddtool.reports.content import ReportContent
from ddtool.whole_files import make_folder
from ddtool.wording import n_
from ddtool.workbooks import FilledWorkbook, Form, Identity, read_workbook

__all__ = [
    "FORMAT_IDS",
    "NO_MATRIX",
    "Reader",
    "ResultsNotComparable",
    "Summary",
    "WorkbookReport",
    "WrittenReport",
    "analyse_assessment",
    "content_of",
    "default_matrix",
    "file_stem",
    "report_on_workbook",
    "summary_of",
    "write_reports",
]

FORMAT_IDS = tuple(one.id for one in FORMATS)
"""The formats a report can be written in."""

_PACK_CHANGED = n_(
    "The texts of the criteria have changed since the workbook was made; look at the answers again."
)
_MATRIX = n_("Matrix used: {used}.")
_MATRIX_AND_OTHERS = n_("Matrix used: {used}. Others that fit, with --matrix: {others}.")
_WITHOUT_MATRIX = n_(
    "No matrix has cells for {set}, so no certificate shows anything; add a pack with one."
)
_UNUSABLE = n_("The private matrix {name} has problems and was not used; see: ddtool packs check")
_IGNORED = n_("Sheets that do not belong to the workbook were not read: {titles}.")


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """One format of a report: its file, or what kept it from being written."""

    format: str
    path: Path
    failure: Exception | None = None


@dataclass(frozen=True, slots=True)
class WorkbookReport:
    """What the report on a workbook says, a line about the matrix, and notes beside the report."""

    content: ReportContent
    about_matrix: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """A report in a few lines: the outlook in words, and the counts of gaps by section.

    The first row of ``counts`` are heads, the last one sums up.
    """

    site: str
    basis: str
    outlook: str
    sentences: tuple[str, ...]
    counts: tuple[tuple[str, ...], ...]


def report_on_workbook(
    workbook: Path, library: Library, reader: Reader, *, as_of: date, matrix: str = ""
) -> WorkbookReport:
    """What the report on a filled workbook says.

    :raises NotAWorkbook: the file is none, or must not be opened.
    :raises WorkbookProblems: it holds something that cannot be used; all of it is named.
    :raises UnknownMatrix: no pack carries that matrix.
    """
    filled = _read(workbook, library, reader)
    analysis = analyse_assessment(
        filled.assessment, library, as_of=as_of, matrix=matrix, language=reader.language
    )
    fitting = fitting_matrices(library, filled.assessment)
    return WorkbookReport(
        content_of(analysis, library, reader),
        _about_matrix(analysis, fitting, reader),
        _notes(filled, fitting, reader),
    )


def write_reports(
    content: ReportContent, formats: Sequence[str], folder: Path
) -> Iterator[WrittenReport]:
    """Write each format into the folder, one after the other.

    Each file is whole or not there. A format that fails does not stop the others.

    :raises NotWritten: the folder cannot be made.
    """
    make_folder(folder)
    for one in FORMATS:
        if one.id in formats:
            yield _write(content, one, folder / f"{file_stem(content)}.{one.id}")


def summary_of(content: ReportContent) -> Summary:
    """The report in a few lines, for whoever asked for it."""
    outlook = content.outlook
    heads = ("", *(one.gap.word for one in outlook.columns))
    counted = (*outlook.rows, outlook.total)
    rows = tuple((row.title, *(str(number) for number in row.numbers)) for row in counted)
    owner = (content.cover.organisation, content.cover.site, content.cover.fictional)
    return Summary(
        site=", ".join(part for part in owner if part),
        basis=f"{content.cover.subtitle} · {content.analysis.matrix.name}",
        outlook=outlook.sign.word,
        sentences=(outlook.still_open, *outlook.sentences),
        counts=(heads, *rows),
    )


def _read(workbook: Path, library: Library, reader: Reader) -> FilledWorkbook:
    def form_for(identity: Identity) -> Form:
        return Form(
            criteria_set=library.criteria_set(identity.criteria_set),
            standards=library.standards(),
            vocabulary=library.vocabulary(reader.language),
            translate=reader.catalogue.gettext,
            language=reader.language,
        )

    return read_workbook(workbook, form_for, translate=reader.catalogue.gettext)


def _notes(filled: FilledWorkbook, fitting: FittingMatrices, reader: Reader) -> tuple[str, ...]:
    said = [reader.catalogue.gettext(_UNUSABLE).format(name=name) for name in fitting.unusable]
    if filled.pack_changed:
        said.append(reader.catalogue.gettext(_PACK_CHANGED))
    if filled.ignored:
        titles = ", ".join(filled.ignored)
        said.append(reader.catalogue.gettext(_IGNORED).format(titles=titles))
    return tuple(said)


def _about_matrix(analysis: GapAnalysis, fitting: FittingMatrices, reader: Reader) -> str:
    """Which matrix was used, and which others there are."""
    say, used = reader.catalogue.gettext, analysis.matrix.name
    if used == NO_MATRIX.name:
        return say(_WITHOUT_MATRIX).format(set=analysis.criteria_set.name)
    chosen = [fitting.chosen.name] if fitting.chosen else []
    others = ", ".join(name for name in (*chosen, *fitting.others) if name != used)
    if others:
        return say(_MATRIX_AND_OTHERS).format(used=used, others=others)
    return say(_MATRIX).format(used=used)


def _write(content: ReportContent, one: Listed, path: Path) -> WrittenReport:
    try:
        load_format(one).write(content, path)
    except Exception as failure:  # noqa: BLE001 -- the other formats are written all the same
        return WrittenReport(one.id, path, failure)
    return WrittenReport(one.id, path)
