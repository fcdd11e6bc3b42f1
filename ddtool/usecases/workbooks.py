"""Write a workbook for a site to fill in, and read a filled one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from ddtool.domain.assessments import Assessment
from ddtool.domain.certificates import Certificate
from ddtool.packs import Library
from ddtool.spreadsheets.errors import NotAWorkbook
from ddtool.wording import Translate
from ddtool.workbooks import (
    FilledWorkbook,
    Form,
    Problem,
    SiteFileProblems,
    read_assessment_folder,
    read_certificates_file,
    read_site_file,
)
from ddtool.workbooks import read_workbook as read_file
from ddtool.workbooks import write_workbook as write_file


@dataclass(frozen=True)
class Language:
    """The reader's language: its code and the catalogue's way from English to it."""

    code: str = "en"
    translate: Translate = str


@dataclass(frozen=True)
class SiteSource:
    """Where a site is described: a ``site.toml``, or a folder with one and the site's CSV files."""

    site: Path
    criteria: str
    certificates: Path | None = None


ENGLISH = Language()

T = TypeVar("T")


def write_workbook(
    library: Library, source: SiteSource, output: Path, language: Language = ENGLISH
) -> Path | None:
    """Write the workbook of a site against a criteria set.

    A file that is there already may be somebody's filled workbook: it is kept beside, and its new
    path is handed back.

    :raises UnknownCriteriaSet: no pack carries the set.
    :raises SiteFileProblems: everything that is wrong with the site's files.
    :raises NotWritten: the output is as it was.
    """
    form = make_form(library, source.criteria, language)
    assessment = read_site(source, form)
    return write_file(output, assessment, form, keep=True)


def read_workbook(
    library: Library, path: Path, language: Language = ENGLISH, *, expected: str = ""
) -> FilledWorkbook:
    """Read a filled workbook against the set it was made for.

    :raises NotAWorkbook: the file cannot be, or must not be, opened.
    :raises WrongWorkbook: it is none of ours, or not for the set expected.
    :raises UnknownCriteriaSet: no pack carries its set.
    :raises WorkbookProblems: everything that is wrong, cell by cell.
    """
    try:
        return read_file(
            path,
            lambda identity: make_form(library, identity.criteria_set, language),
            expected=expected,
            translate=language.translate,
        )
    except NotAWorkbook as refused:
        raise NotAWorkbook("{told}", told=refused.told(language.translate)) from refused


def make_form(library: Library, criteria: str, language: Language = ENGLISH) -> Form:
    """What a workbook of a set is made from; in the set's own words where it lacks a language."""
    chosen = library.criteria_set(criteria)
    if language.code != chosen.language and language.code in chosen.languages:
        chosen = library.criteria_set(criteria, language.code)
    return Form(
        criteria_set=chosen,
        standards=library.standards(),
        vocabulary=library.vocabulary(language.code),
        translate=language.translate,
        language=language.code,
    )


def read_site(source: SiteSource, form: Form) -> Assessment:
    """The assessment as far as a site's files have it; their problems all at once.

    Certificates of a file of their own stand in place of those in a folder.
    """
    problems: list[Problem] = []
    read = read_assessment_folder if source.site.is_dir() else read_site_file
    assessment = _noting(problems, lambda: read(source.site, form))
    certificates: tuple[Certificate, ...] | None = None
    if source.certificates is not None:
        path = source.certificates
        site = assessment.site.id if assessment else ""
        certificates = _noting(problems, lambda: read_certificates_file(path, form, site))
    if problems or assessment is None:
        raise SiteFileProblems(problems)
    return assessment if certificates is None else replace(assessment, certificates=certificates)


def _noting(problems: list[Problem], read: Callable[[], T]) -> T | None:
    try:
        return read()
    except SiteFileProblems as found:
        problems += [one for one in found.problems if isinstance(one, Problem)]
        return None
