"""Which sheets a workbook has and which columns stand on them: the one place that both ways use.

Codes are stable and never shown; heads are words, translated when written. Readers know a column
by its head, so people may move columns and sort rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from ddtool.domain.criteria import CriteriaSet
from ddtool.wording import Translate, n_

FORMAT = 1
"""The version of this layout; a workbook of another version is refused by name."""

TITLE_ROW = 1
HEAD_ROW = 3
FIRST_ROW = 4

SPARE_CERTIFICATES = 10
SPARE_ACTIONS = 20
SPARE_EVIDENCE = 20

OPEN_CASE_HEAD = n_("Open case")

FACT = "fact."
"""Stands before the id of a fact on the site sheet."""

_TITLE_LENGTH = 31
_RESERVED = "History"
_FORBIDDEN_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


class Kind(Enum):
    """What a column takes. A code is a text that may look like a number, such as 0044 or 1.10."""

    FIXED = "fixed"
    TEXT = "text"
    CODE = "code"
    DAY = "day"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its code, its head, its width in characters, what it takes.

    ``choices`` names the list of accepted words where there is one. Workbooks of before may lack
    an ``optional`` column.
    """

    code: str
    head: str
    width: float
    kind: Kind = Kind.TEXT
    choices: str = ""
    optional: bool = False


ANSWERS = "answers"
RATINGS = "ratings"
YES_NO = "yes_no"
STANDARDS = "standards"
EVIDENCE_TYPES = "evidence_types"
STATUSES = "statuses"
RESULT_BASES = "result_bases"
NONCONFORMITIES = "nonconformities"
ACTION_STATES = "action_states"

CRITERIA_COLUMNS = (
    Column("id", n_("No."), 8, Kind.FIXED),
    Column("requirement", n_("Requirement"), 38, Kind.FIXED),
    Column("question", n_("Question"), 28, Kind.FIXED),
    Column("guidance", n_("Guidance"), 40, Kind.FIXED),
    Column("answer", n_("Answer"), 16, Kind.WORD, ANSWERS),
    Column("note", n_("Note"), 36),
    Column("evidence", n_("Evidence"), 13, Kind.CODE),
    Column("rating", n_("Own rating"), 17, Kind.WORD, RATINGS),
    Column("open_case", OPEN_CASE_HEAD, 10, Kind.WORD, YES_NO),
)

SITE_COLUMNS = (
    Column("id", n_("Key"), 25, Kind.FIXED),
    Column("question", n_("Question"), 52, Kind.FIXED),
    Column("answer", n_("Answer"), 42),
    Column("why", n_("Why we ask"), 56, Kind.FIXED),
)

CERTIFICATE_COLUMNS = (
    Column("id", n_("Id"), 8, Kind.CODE),
    Column("standard", n_("Standard"), 20, Kind.WORD, STANDARDS),
    Column("edition", n_("Edition"), 11, Kind.CODE),
    Column("number", n_("Certificate number"), 16, Kind.CODE),
    Column("body", n_("Certification body"), 20),
    Column("accredited", n_("Body accredited"), 11, Kind.WORD, YES_NO),
    Column("evidence_type", n_("Kind of proof"), 16, Kind.WORD, EVIDENCE_TYPES),
    Column("status", n_("Status"), 12, Kind.WORD, STATUSES),
    Column("status_since", n_("Status since"), 12, Kind.DAY),
    Column("issued", n_("Issued"), 12, Kind.DAY),
    Column("valid_until", n_("Valid until"), 12, Kind.DAY),
    Column("last_audit", n_("Last audit"), 12, Kind.DAY),
    Column("sites", n_("Sites named"), 14, Kind.CODE),
    Column("areas", n_("Areas"), 16),
    Column("activities", n_("Activities in scope"), 18),
    Column("results", n_("Results"), 18, Kind.CODE),
    Column("companions", n_("Companion documents"), 16),
    Column("has_report", n_("Report at hand"), 10, Kind.WORD, YES_NO),
    Column("result_basis", n_("How reached"), 14, Kind.WORD, RESULT_BASES),
    Column("open_nonconformity", n_("Open nonconformity"), 14, Kind.WORD, NONCONFORMITIES),
    Column("note", n_("Note"), 30),
)

EVIDENCE_COLUMNS = (
    Column("id", n_("Id"), 9, Kind.CODE),
    Column("title", n_("Title"), 50),
    Column("document_date", n_("Date of the document"), 14, Kind.DAY),
    Column("valid_until", n_("Valid until"), 14, Kind.DAY),
    Column("requirements", n_("Shows"), 20, Kind.CODE),
    Column("location", n_("File or address"), 44),
    Column("sha256", n_("SHA-256"), 22, Kind.CODE),
)

ACTION_COLUMNS = (
    Column("id", n_("Id"), 9, Kind.CODE),
    Column("criterion", n_("Criterion"), 11, Kind.CODE),
    Column("requirement", n_("Requirement"), 15, Kind.CODE),
    Column("title", n_("What will be done"), 50),
    Column("root_cause", n_("Root cause"), 34, optional=True),
    Column("owner", n_("Owner"), 22),
    Column("due", n_("Due"), 13, Kind.DAY),
    Column("state", n_("State"), 12, Kind.WORD, ACTION_STATES),
    Column("cost", n_("Cost"), 14, Kind.CODE),
    Column("closure", n_("How it was closed"), 34),
    Column("judgement", n_("What the assessor says"), 34, Kind.FIXED),
    Column("judged_by", n_("Assessor"), 18, Kind.FIXED),
)

CRITERIA, SITE, CERTIFICATES, EVIDENCE, ACTIONS = (
    "criteria",
    "site",
    "certificates",
    "evidence",
    "actions",
)
TABLES: Mapping[str, tuple[Column, ...]] = {
    SITE: SITE_COLUMNS,
    CRITERIA: CRITERIA_COLUMNS,
    CERTIFICATES: CERTIFICATE_COLUMNS,
    EVIDENCE: EVIDENCE_COLUMNS,
    ACTIONS: ACTION_COLUMNS,
}
"""The columns of each kind of sheet."""

INSTRUCTIONS_TITLE = n_("Instructions")
SITE_TITLE = n_("Site")
CERTIFICATES_TITLE = n_("Certificates")
EVIDENCE_TITLE = n_("Evidence")
ACTIONS_TITLE = n_("Actions")

OWN_SHEETS = (
    (INSTRUCTIONS_TITLE, INSTRUCTIONS_TITLE),
    (SITE_TITLE, SITE),
    (CERTIFICATES_TITLE, CERTIFICATES),
    (EVIDENCE_TITLE, EVIDENCE),
    (ACTIONS_TITLE, ACTIONS),
)
"""The sheets that every workbook has beside those of its sections: title and table."""

HIDDEN_TITLE = "ddtool"
LISTS_TITLE = "ddtool lists"
HIDDEN_TITLES = frozenset({HIDDEN_TITLE, LISTS_TITLE})


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One row of the site sheet that every site has."""

    id: str
    question: str
    why: str


SITE_ROWS = (
    SiteRow("organisation", n_("Organisation"), n_("Stands on the cover of the report.")),
    SiteRow("site", n_("Site id"), n_("Certificates name the site by this id, letter for letter.")),
    SiteRow("name", n_("Name of the site"), n_("Stands on the cover of the report.")),
    SiteRow("country", n_("Country"), n_("For whoever reads the report.")),
    SiteRow("place", n_("Place"), n_("For whoever reads the report.")),
    SiteRow("activities", n_("Activities"), n_("They decide what applies. Separate with ;")),
    SiteRow("metals", n_("Metals"), n_("They decide what applies. Separate with ;")),
    SiteRow(
        "areas",
        n_("Areas of the site"),
        n_("A certificate that leaves one out shows less. Separate with ;"),
    ),
    SiteRow(
        "assessment_day",
        n_("Planned day of the assessment"),
        n_("Certificates that end before it are pointed out."),
    ),
    SiteRow(
        "commitment_day",
        n_("Day of commitment"),
        n_("The programme's time limits are counted from this day."),
    ),
    SiteRow("period", n_("Period"), n_("The time that the answers are about, such as 2026.")),
    SiteRow("prepared_by", n_("Prepared by"), n_("Who can be asked about the answers.")),
)
DAY_ROWS = ("assessment_day", "commitment_day")
LIST_ROWS = ("activities", "metals", "areas")


def section_titles(criteria_set: CriteriaSet, translate: Translate) -> Mapping[str, str]:
    """The sheet title of each section that has criteria, by the section's id.

    Titles are short, without signs that sheets may not have in their titles, and stand once.
    """
    taken = {title.casefold() for title in (*HIDDEN_TITLES, _RESERVED)}
    taken |= {translate(title).casefold() for title, _ in OWN_SHEETS}
    titles = {}
    for section in filter(criteria_set.in_section, criteria_set.sections):
        title = _free(_clean(section.title) or section.id, taken)
        taken.add(title.casefold())
        titles[section.id] = title
    return titles


def _clean(title: str) -> str:
    return " ".join(title.translate(_FORBIDDEN_IN_TITLES).split())[:_TITLE_LENGTH].strip()


def _free(title: str, taken: set[str]) -> str:
    number, found = 2, title
    while found.casefold() in taken:
        ending = f" {number}"
        found = title[: _TITLE_LENGTH - len(ending)] + ending
        number += 1
    return found
