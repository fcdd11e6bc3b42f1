"""The main job without a server: a filled workbook in, the gap report out."""

import gettext
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ddtool.domain.analysis import Grounds, analyse
from ddtool.domain.assessments import Assessment
from ddtool.domain.equivalency import Matrix
from ddtool.domain.errors import DdtoolError
from ddtool.domain.gaps import GapAnalysis
from ddtool.domain.scales import find_incomparable
from ddtool.packs import FittingMatrices, Library
from ddtool.reports import FORMATS, Listed, load_format
from ddtool.reports.content import ReportContent, Voice, make_content
from ddtool.sentences import Sentence
from ddtool.whole_files import make_folder
from ddtool.wording import n_
from ddtool.workbooks import FilledWorkbook, Form, Identity, read_workbook

FORMAT_IDS = tuple(one.id for one in FORMATS)
"""The formats a report can be written in."""

NO_MATRIX = Matrix("none", "0", "No matrix")
"""Stands in where no matrix has cells for a criteria set; against it, no certificate counts."""

Translations = Callable[[str], gettext.NullTranslations]
"""The catalogue of a language, from its code."""

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 60

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


class ResultsNotComparable(DdtoolError):
    """A certificate states a result on another scale than the one the matrix asks for."""


@dataclass(frozen=True)
class Reader:
    """Who reads the report: the language, with its words."""

    language: str = "en"
    translations: Translations = lambda _language: gettext.NullTranslations()

    @property
    def catalogue(self) -> gettext.NullTranslations:
        """The words of the language."""
        return self.translations(self.language)


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
    fitting = _fitting(library, filled.assessment)
    return WorkbookReport(
        content_of(analysis, library, reader),
        _about_matrix(analysis, fitting, reader),
        _notes(filled, fitting, reader),
    )


def analyse_assessment(
    assessment: Assessment, library: Library, *, as_of: date, matrix: str = "", language: str = ""
) -> GapAnalysis:
    """The gap analysis on one day, against the matrix named or else the one that fits the site."""
    criteria_set = library.criteria_set(assessment.criteria_set)
    if language in criteria_set.languages:
        criteria_set = library.criteria_set(assessment.criteria_set, language)
    name = matrix or default_matrix(library, assessment).name
    chosen = NO_MATRIX if name == NO_MATRIX.name else library.matrix(name, language)
    grounds = Grounds(criteria_set, chosen, library.standards())
    _refuse_incomparable(assessment, grounds)
    return analyse(assessment, grounds, as_of=as_of)


def default_matrix(library: Library, assessment: Assessment) -> Matrix:
    """The matrix that fits the site where nobody names one; an empty one where none fits."""
    return _fitting(library, assessment).chosen or NO_MATRIX


def content_of(analysis: GapAnalysis, library: Library, reader: Reader) -> ReportContent:
    """The analysis in the reader's words."""
    voice = Voice(
        language=reader.language,
        translations=reader.catalogue,
        vocabulary=library.vocabulary(reader.language),
        standards=library.standards(),
    )
    return make_content(analysis, voice)


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


def file_stem(content: ReportContent) -> str:
    """The name of a report's files without suffix: site, criteria set, day.

    Such as ``gap-report-DEMO-S2-rra-3.0-2026-12-01``.
    """
    analysis = content.analysis
    site = _NOT_IN_NAMES.sub("-", analysis.assessment.site.id)[:_LONGEST_NAME].strip("-.")
    criteria_set = analysis.criteria_set.name.replace("@", "-")
    return f"gap-report-{site or 'site'}-{criteria_set}-{analysis.as_of.isoformat()}"


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


def _refuse_incomparable(assessment: Assessment, grounds: Grounds) -> None:
    scales = grounds.standards.scales
    found = find_incomparable(assessment.certificates, grounds.matrix.cells, scales)
    if found:
        raise ResultsNotComparable(
            Sentence(
                "Certificate {certificate} states {name}={got}, which cannot be compared with "
                "{minimum}, the least that the matrix {matrix} asks for; correct the result.",
                matrix=grounds.matrix.name,
                **found._asdict(),
            )
        )


def _fitting(library: Library, assessment: Assessment) -> FittingMatrices:
    fictional = assessment.site.fictional
    return library.matrices_for(assessment.criteria_set, fictional=fictional)


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
