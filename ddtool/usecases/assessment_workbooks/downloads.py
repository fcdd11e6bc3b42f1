"""The workbook of a stored assessment, to be filled in and brought back."""

from dataclasses import dataclass

from ddtool.domain.assessments import Assessment
from ddtool.domain.labels import label_things, labelled
from ddtool.domain.people import Author, Right
from ddtool.domain.statements import statements
from ddtool.packs import Library
from ddtool.store import Database, events, loading, sites
from ddtool.usecases.assessment_workbooks.forms import ENGLISH, Language, make_form
from ddtool.whole_files import plain_name
from ddtool.workbooks.origin import Origin, origin_prints
from ddtool.workbooks.stored import stored_workbook


@dataclass(frozen=True, slots=True)
class Download:
    """A file to download, and the name to give it."""

    name: str
    content: bytes


def download_workbook(
    database: Database, author: Author, library: Library, id: str, language: Language = ENGLISH
) -> Download:
    """The workbook of an assessment as it is stored now. Nothing is written.

    On its hidden sheet it says what it was made from, so that what somebody else changes meanwhile
    is recognised when it comes back.

    :raises NotFound: the author's organisation has no such assessment.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        stored = loading.load(db, organisation, id)
        all_sites = [one.value for one in sites.listed(db, organisation)]
        event = events.head(db).number
    assessment = stored.assessment
    labels = label_things(assessment, all_sites)
    shown = labelled(assessment, labels)

    def origin(as_read: Assessment) -> Origin:
        return Origin(
            assessment=id,
            revision=stored.head.value.revision,
            event=event,
            made_at=author.at.isoformat(),
            made_by=" ".join(author.name.split()),
            labels=labels,
            shown={one.id: one.requirements for one in shown.evidence},
            prints=origin_prints(statements(as_read), statements(shown)),
        )

    form = make_form(library, assessment.criteria_set, language)
    return Download(file_name(assessment, language), stored_workbook(shown, form, origin))


def file_name(assessment: Assessment, language: Language, *, what: str = "") -> str:
    """Such as ``assessment-North-smelter-rra-3.0-2026.xlsx``; ``what`` tells more of it."""
    code = "" if language.code == ENGLISH.code else language.code
    site, criteria_set = assessment.site.name, assessment.criteria_set
    parts = ("assessment", site, criteria_set, assessment.period, code, what)
    return "-".join(plain for part in parts if (plain := plain_name(part))) + ".xlsx"
