"""The forms of the matrix workbench."""

from typing import Any

from flask_wtf.file import FileField
from wtforms.validators import StopValidation

from ddtool.domain.equivalency import LEVELS
from ddtool.sentences import n_
from ddtool.web.forms import Choice, Day, Form, LongWords, Needed, Ticked, Version, Words, said

SAID = (
    "criteria_set", "criterion", "standard", "editions", "level", "covers", "gap_note",
    "activities", "accredited_required", "report_required", "min_results",
    "level_below_threshold", "requires_companion", "level_without_companion",
    "max_audit_age_months", "validity_months", "effective_from", "effective_to",
    "source_document", "source_edition", "source_page", "source_date", "source_url", "rationale",
    "confidence",
)  # fmt: skip
"""The columns of a line that somebody writes, in the order of the form."""

MAPPED = (*SAID[:5], "status", *SAID[5:])
"""The columns that a workbook may call something else."""

_NO_FILE = n_("Choose a workbook.")
_LEAST = ("", "none", "partial")
_CONFIDENCE = ("", "low", "medium", "high")


class HeadForm(Form):
    """What an edition says of itself. ``copied_from`` is asked for only when it begins."""

    copied_from = Choice(n_("Copy of"), validators=[Needed()])
    matrix = Words(n_("Id of the matrix"), needed=True, most=80)
    edition = Words(n_("Edition"), needed=True, most=80)
    title = Words(n_("Title"), needed=True)
    publisher = Words(n_("Publisher"))
    label = Words(n_("What kind of statements these are"))
    rights = LongWords(n_("Rights"), most=2000)
    note = LongWords(n_("What a reader ought to know"), most=5000)
    fictional = Ticked(n_("Fictional: for demonstrations only"))
    version = Version()


class LineForm(Form):
    """One line of a matrix, column by column."""

    criteria_set = Choice(n_("Criteria set"), validators=[Needed()])
    criterion = Words(n_("Criterion"), needed=True, most=20)
    standard = Choice(n_("Standard"), validators=[Needed()])
    editions = Words(n_("Its editions"), needed=True)
    level = Choice(n_("Level"), validators=[Needed()])
    covers = Words(n_("Requirements that a partial shows whole"))
    gap_note = LongWords(n_("What a partial leaves open"), most=5000)
    activities = Words(n_("Only for these activities"))
    accredited_required = Ticked(n_("Accreditation is required"))
    report_required = Ticked(n_("The report is required"))
    min_results = Words(n_("Least results"))
    level_below_threshold = Choice(n_("Level below the least result"), default="")
    requires_companion = Words(n_("Only together with"))
    level_without_companion = Choice(n_("Level without that"), default="")
    max_audit_age_months = Words(n_("Last audit at most so many months old"), most=4)
    validity_months = Words(n_("Valid so many months after the audit"), most=4)
    effective_from = Day(n_("First day on which it holds"))
    effective_to = Day(n_("Last day on which it holds"))
    source_document = Words(n_("Source document"))
    source_edition = Words(n_("Edition of the document"))
    source_page = Words(n_("Page or cell"))
    source_date = Day(n_("Read on"))
    source_url = Words(n_("Address of the document"), most=500)
    rationale = LongWords(n_("Why"), most=5000)
    confidence = Choice(n_("Confidence"), default="")
    version = Version()

    def values(self) -> dict[str, str]:
        """What the line says, by column, as texts; yes where something is required."""
        told = {name: self[name].data for name in SAID}
        return {
            name: ("yes" if value is True else "" if value in (False, None) else str(value))
            for name, value in told.items()
        }


class AdoptForm(Form):
    """Where a line was read."""

    source_document = Words(n_("Source document"), needed=True)
    source_edition = Words(n_("Edition of the document"), needed=True)
    source_page = Words(n_("Page or cell"))
    source_date = Day(n_("Read on"), needed=True)
    source_url = Words(n_("Address of the document"), most=500)
    version = Version()

    def values(self) -> dict[str, str]:
        """The source, by column."""
        names = ("document", "edition", "page", "date", "url")
        return {f"source_{name}": str(self[f"source_{name}"].data or "") for name in names}


class WithdrawForm(Form):
    """On which day a line counts for the last time."""

    last_day = Day(n_("Last day on which it counts"), needed=True)
    version = Version()


class IssueForm(Form):
    """Whether assessments that name no matrix take the edition."""

    by_default = Ticked(n_("Open assessments that name no matrix take this edition from now on"))
    version = Version()


class PlainForm(Form):
    """A button and nothing else."""

    version = Version()


class BringForm(Form):
    """A workbook with a matrix, and how to read it. ``copied_from`` is what it is compared with."""

    workbook = FileField(n_("Workbook (.xlsx)"))
    matrix = Words(n_("Id of the matrix"), most=80)
    edition = Words(n_("Edition"), most=80)
    title = Words(n_("Title"))
    publisher = Words(n_("Publisher"))
    label = Words(n_("What kind of statements these are"))
    copied_from = Choice(n_("Compare with"), default="")
    sheet = Words(n_("Sheet with the lines"), most=80)

    def validate_workbook(self, field: Any) -> None:
        """A file has to be there."""
        if not field.data or not field.data.filename:
            raise StopValidation(said(_NO_FILE))

    @property
    def columns(self) -> list[tuple[str, Any]]:
        """Our columns, each with the field for what it is called in the workbook."""
        return [(name, self[f"column_{name}"]) for name in MAPPED]


for _name in MAPPED:
    setattr(BringForm, f"column_{_name}", Words(_name, most=200))


def offer(form: Any, sets: list[str], standards: list[str]) -> None:
    """Give the lists of a line's form what can be chosen."""
    form.criteria_set.choices = [(one, one) for one in sets]
    form.standard.choices = [(one, one) for one in standards]
    form.level.choices = list(LEVELS)
    form.level_below_threshold.choices = form.level_without_companion.choices = list(_LEAST)
    form.confidence.choices = list(_CONFIDENCE)
