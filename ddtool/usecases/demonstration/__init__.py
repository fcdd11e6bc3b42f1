"""The fictional producers: their workbooks, filled as far as the demonstration goes."""

import gettext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ddtool.domain.assessments import Assessment
from ddtool.packs import Library
from ddtool.whole_files import make_folder
from ddtool.workbooks import Form, read_assessment_folder, write_workbook

DAY = date(2026, 12, 1)
"""The day for which all expected results of the demonstration are stated."""

CRITERIA_SET = "rra@3.0"
FULL_SITE = "DEMO-S2"
"""The site whose answers, ratings, evidence and actions are all there."""


@dataclass(frozen=True, slots=True)
class DemonstrationWorkbook:
    """A workbook of a fictional site. ``complete``: with answers and ratings to report on."""

    site: str
    organisation: str
    name: str
    path: Path
    certificates: int
    complete: bool


def demonstration_sites(folder: Path) -> tuple[str, ...]:
    """The ids of the sites in a folder of demonstration data, in order."""
    return tuple(sorted(path.parent.name for path in folder.glob("*/site.toml")))


def read_demonstration(folder: Path, site: str, library: Library) -> Assessment:
    """One fictional assessment.

    :raises SiteFileProblems: its files were changed so that they cannot be used.
    """
    return read_assessment_folder(folder / site, _form(library, gettext.NullTranslations()))


def write_demonstration(
    folder: Path,
    library: Library,
    into: Path,
    translations: gettext.NullTranslations,
    *,
    language: str = "en",
) -> tuple[DemonstrationWorkbook, ...]:
    """Write a workbook for each fictional site, over those of an earlier run.

    :raises NotWritten: the folder cannot be made or written.
    """
    make_folder(into, 0o700)
    form = _form(library, translations, language)
    written = []
    for site in demonstration_sites(folder):
        assessment = read_demonstration(folder, site, library)
        path = into / f"{site}.xlsx"
        write_workbook(path, assessment, form)
        written.append(_told(assessment, path))
    return tuple(written)


def _form(library: Library, translations: gettext.NullTranslations, language: str = "en") -> Form:
    return Form(
        criteria_set=library.criteria_set(CRITERIA_SET),
        standards=library.standards(),
        vocabulary=library.vocabulary(language),
        translate=translations.gettext,
        language=language,
    )


def _told(assessment: Assessment, path: Path) -> DemonstrationWorkbook:
    site = assessment.site
    return DemonstrationWorkbook(
        site=site.id,
        organisation=site.organisation,
        name=site.name,
        path=path,
        certificates=len(assessment.certificates),
        complete=bool(assessment.ratings),
    )
