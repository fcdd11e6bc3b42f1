"""Assessments analysed on the packs there are, and told in a reader's words."""

import gettext
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ddtool.domain.analysis import Grounds, analyse, name_of
from ddtool.domain.assessments import Assessment, Site
from ddtool.domain.equivalency import Matrix
from ddtool.domain.gaps import GapAnalysis
from ddtool.domain.time_limits import DEFAULT_LIMITS, LimitMonths
from ddtool.foreign_results import leave_out_foreign_results, refuse_foreign_results
from ddtool.packs import FittingMatrices, Library, PackProblems
from ddtool.reports.content import USUAL, ReportContent, Voice, Wanted, make_content
from ddtool.reports.content.source import is_made
from ddtool.sentences import Sentence
from ddtool.whole_files import plain_name

NO_MATRIX = Matrix("none", "0", "No matrix")
"""Stands in where no matrix has cells for a criteria set; against it, no certificate counts."""

Translations = Callable[[str], gettext.NullTranslations]
"""The catalogue of a language, from its code."""

_ENGLISH = "en"
_KEPT_GROUNDS = 16


@dataclass(frozen=True)
class Reader:
    """Who reads the report: the language, with its words."""

    language: str = "en"
    translations: Translations = lambda _language: gettext.NullTranslations()

    @property
    def catalogue(self) -> gettext.NullTranslations:
        """The words of the language."""
        return self.translations(self.language)


def analyse_assessment(
    assessment: Assessment,
    library: Library,
    *,
    as_of: date,
    matrix: str = "",
    language: str = "",
    limits: LimitMonths = DEFAULT_LIMITS,
) -> GapAnalysis:
    """The gap analysis on one day, against the matrix named or else the one that fits the site.

    ``limits`` are the programme's that the assessment stands under.
    """
    grounds = grounds_of(assessment, library, matrix=matrix, language=language)
    refuse_foreign_results(assessment.certificates, [grounds.matrix], grounds.standards)
    return analyse(assessment, grounds, as_of=as_of, limits=limits)


def analyse_what_compares(
    assessment: Assessment,
    library: Library,
    *,
    as_of: date,
    matrix: str = "",
    language: str = "",
    limits: LimitMonths = DEFAULT_LIMITS,
) -> tuple[GapAnalysis, tuple[Sentence, ...]]:
    """The same, without the results that the matrix cannot compare; and a sentence on each.

    Certificates are compared when they are recorded, but the matrix may be another one since. A
    result that cannot be compared is taken as not stated, so that it never counts; pages stay
    open, to correct it.
    """
    grounds = grounds_of(assessment, library, matrix=matrix, language=language)
    held, told = leave_out_foreign_results(
        assessment.certificates, grounds.matrix, grounds.standards
    )
    comparable = replace(assessment, certificates=held)
    return analyse(comparable, grounds, as_of=as_of, limits=limits), told


def decides_anything(
    assessment: Assessment, library: Library, *, matrix: str = "", language: str = ""
) -> bool:
    """Whether the matrix named, or else the one that fits, decides anything for the criteria."""
    grounds = grounds_of(assessment, library, matrix=matrix, language=language)
    return name_of(grounds.matrix, assessment.criteria_set).decides


def grounds_of(
    assessment: Assessment, library: Library, *, matrix: str = "", language: str = ""
) -> Grounds:
    """What an analysis rests on besides the assessment, with texts in a language they have.

    The same grounds are handed out again, so that the matrix is put in order once per process:
    packs do not change while one runs.
    """
    name = matrix or default_matrix(library, assessment).name
    return _grounds(library, assessment.criteria_set, name, language)


@lru_cache(maxsize=_KEPT_GROUNDS)
def _grounds(library: Library, criteria_set: str, matrix: str, language: str) -> Grounds:
    own = library.criteria_set(criteria_set)
    if language in own.languages:
        own = library.criteria_set(criteria_set, language)
    return Grounds(own, named_matrix(library, matrix, language), library.standards())


def default_matrix(library: Library, assessment: Assessment) -> Matrix:
    """The matrix that fits the site where nobody names one; an empty one where none fits."""
    return fitting_matrices(library, assessment).chosen or NO_MATRIX


def content_of(
    analysis: GapAnalysis,
    library: Library,
    reader: Reader,
    sites: Mapping[str, str] | None = None,
    wanted: Wanted = USUAL,
) -> ReportContent:
    """The analysis in the reader's words; ``sites`` are the names of sites by ids nobody knows.

    ``wanted`` says what else is told, and which sections.
    """
    voice = Voice(
        language=reader.language,
        translations=reader.catalogue,
        vocabulary=library.vocabulary(reader.language),
        standards=library.standards(),
        sites=sites or {},
    )
    return make_content(analysis, voice, wanted)


def file_stem(content: ReportContent) -> str:
    """The name of a report's files without suffix: site, criteria set, day.

    Such as ``gap-report-DEMO-S2-rra-3.0-2026-12-01``; other kinds begin with their own id, and
    languages other than English stand at the end. Sites of the database go by their names.
    """
    analysis = content.analysis
    site = plain_name(_called(analysis.assessment.site)) or "site"
    criteria_set = plain_name(analysis.criteria_set.name)
    parts = (f"{content.kind}-report", site, criteria_set, analysis.as_of.isoformat())
    language = () if content.language == _ENGLISH else (content.language,)
    return "-".join((*parts, *language))


def fitting_matrices(library: Library, assessment: Assessment) -> FittingMatrices:
    """The matrix that fits the site, and what else there is."""
    fictional = assessment.site.fictional
    return library.matrices_for(assessment.criteria_set, fictional=fictional)


def usable_matrices(library: Library) -> Iterator[Matrix]:
    """All matrices that can be read."""
    for head in library.matrices():
        with suppress(PackProblems):
            yield library.matrix(head.name)


def _called(site: Site) -> str:
    return site.name if is_made(site.id) else site.id


def named_matrix(library: Library, name: str, language: str) -> Matrix:
    """The matrix of a name, or the empty one where that is meant."""
    return NO_MATRIX if name == NO_MATRIX.name else library.matrix(name, language)
