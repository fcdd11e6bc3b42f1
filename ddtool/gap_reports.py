"""The gap report of an assessment: analysed on the packs there are, told in a reader's words.

What every use case shares that shows an analysis or makes a report of one.
"""

import gettext
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version

from ddtool.domain.analysis import Grounds, analyse, name_of
from ddtool.domain.assessment_heads import AssessmentState
from ddtool.domain.assessments import Assessment, Site
from ddtool.domain.equivalency import Matrix
from ddtool.domain.gaps import GapAnalysis
from ddtool.foreign_results import leave_out_foreign_results, refuse_foreign_results
from ddtool.packs import FittingMatrices, Library, PackProblems
from ddtool.reports.content import ReportContent, Voice, make_content, plain
from ddtool.reports.content.source import is_made
from ddtool.sentences import Sentence
from ddtool.store import Reading, assessments, loading, sites, snapshots, submissions

NO_MATRIX = Matrix("none", "0", "No matrix")
"""Stands in where no matrix has cells for a criteria set; against it, no certificate counts."""

Translations = Callable[[str], gettext.NullTranslations]
"""The catalogue of a language, from its code."""

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 60
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
    assessment: Assessment, library: Library, *, as_of: date, matrix: str = "", language: str = ""
) -> GapAnalysis:
    """The gap analysis on one day, against the matrix named or else the one that fits the site."""
    grounds = grounds_of(assessment, library, matrix=matrix, language=language)
    refuse_foreign_results(assessment.certificates, [grounds.matrix], grounds.standards)
    return analyse(assessment, grounds, as_of=as_of)


def analyse_what_compares(
    assessment: Assessment, library: Library, *, as_of: date, matrix: str = "", language: str = ""
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
    return analyse(replace(assessment, certificates=held), grounds, as_of=as_of), told


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
    return Grounds(own, _named_matrix(library, matrix, language), library.standards())


def default_matrix(library: Library, assessment: Assessment) -> Matrix:
    """The matrix that fits the site where nobody names one; an empty one where none fits."""
    return fitting_matrices(library, assessment).chosen or NO_MATRIX


def content_of(
    analysis: GapAnalysis,
    library: Library,
    reader: Reader,
    sites: Mapping[str, str] | None = None,
) -> ReportContent:
    """The analysis in the reader's words; ``sites`` are the names of sites by ids nobody knows."""
    voice = Voice(
        language=reader.language,
        translations=reader.catalogue,
        vocabulary=library.vocabulary(reader.language),
        standards=library.standards(),
        sites=sites or {},
    )
    return make_content(analysis, voice)


def file_stem(content: ReportContent) -> str:
    """The name of a report's files without suffix: site, criteria set, day.

    Such as ``gap-report-DEMO-S2-rra-3.0-2026-12-01``. Sites of the database go by their names.
    """
    analysis = content.analysis
    site = _in_ascii(_called(analysis.assessment.site))[:_LONGEST_NAME].strip("-.")
    criteria_set = analysis.criteria_set.name.replace("@", "-")
    return f"gap-report-{site or 'site'}-{criteria_set}-{analysis.as_of.isoformat()}"


def fitting_matrices(library: Library, assessment: Assessment) -> FittingMatrices:
    """The matrix that fits the site, and what else there is."""
    fictional = assessment.site.fictional
    return library.matrices_for(assessment.criteria_set, fictional=fictional)


@dataclass(frozen=True, slots=True)
class Reported:
    """What a report is made of: the assessment as it stands, or as it was handed in.

    ``matrix`` is a name, ``submission`` the number of what was handed in, else 0, ``sites`` the
    names of the organisation's sites by their ids.
    """

    assessment: Assessment
    matrix: str
    revision: int
    submission: int
    sites: Mapping[str, str]


def what_to_report(
    db: Reading, organisation: str, id: str, library: Library, *, submission: int | None = None
) -> Reported:
    """An assessment with the matrix it stands under.

    What was handed in last counts while the assessment is closed, and 0 asks for it as it stands,
    which is never shown as handed in.

    :raises NotFound: the organisation has no such assessment, or nothing was handed in so often.
    :raises SnapshotDamaged: what was handed in is not what it was.
    """
    head = assessments.find(db, organisation, id).value
    named = {one.value.id: one.value.name for one in sites.listed(db, organisation)}
    if submission is None and head.state is AssessmentState.SUBMITTED:
        submission = len(submissions.listed(db, organisation, id))
    if submission:
        handed_in = snapshots.submitted(db, organisation, id, submission)
        return Reported(handed_in.assessment, handed_in.matrix, head.revision, submission, named)
    assessment = replace(loading.load(db, organisation, id).assessment, submission=None)
    matrix = head.matrix or default_matrix(library, assessment).name
    return Reported(assessment, matrix, head.revision, 0, named)


def basis_of(reported: Reported, library: Library, *, matrix: str, language: str) -> str:
    """The SHA-256 of everything a report says, but for its day and format.

    Two reports of the same day, format and basis are the same, whatever happened in between. The
    packs go in by their hashes, what is shared by all packs as it stands, and ddtool's version
    stands for rules, wording and layout.
    """
    criteria_set = library.criteria_set(reported.assessment.criteria_set)
    chosen = _named_matrix(library, matrix, "")
    said = [
        _version(),
        plain(reported.assessment),
        _names_needed(reported),
        [criteria_set.name, criteria_set.sha256],
        [chosen.name, chosen.sha256],
        plain(library.standards()),
        plain(library.vocabulary(language)),
        language,
    ]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return sha256(text.encode(errors="replace")).hexdigest()


def usable_matrices(library: Library) -> Iterator[Matrix]:
    """All matrices that can be read."""
    for head in library.matrices():
        with suppress(PackProblems):
            yield library.matrix(head.name)


def _names_needed(reported: Reported) -> dict[str, str]:
    """The names of the sites that certificates tell of; a site that is new changes nothing."""
    told = {one for certificate in reported.assessment.certificates for one in certificate.sites}
    return {id: name for id, name in sorted(reported.sites.items()) if id in told}


def _called(site: Site) -> str:
    return site.name if is_made(site.id) else site.id


def _in_ascii(text: str) -> str:
    """Without the marks on letters, and with hyphens for whatever not all systems can write."""
    parted = unicodedata.normalize("NFKD", text)
    return _NOT_IN_NAMES.sub("-", "".join(one for one in parted if not unicodedata.combining(one)))


def _named_matrix(library: Library, name: str, language: str) -> Matrix:
    return NO_MATRIX if name == NO_MATRIX.name else library.matrix(name, language)


@cache
def _version() -> str:
    return version("ddtool")
