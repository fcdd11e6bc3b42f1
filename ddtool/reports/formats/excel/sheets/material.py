"""What all sheets are made from: the content, indexes into it, and numbers that sort as numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ddtool.domain.gaps import CriterionLine
from ddtool.reports.content import ReportContent, Voice
from ddtool.reports.content.coverage import CoverageRow
from ddtool.reports.content.source import Source
from ddtool.reports.formats.excel.tables import Column, Kind, Target

CRITERIA, GAPS, COVERAGE, EXPLANATION = "criteria", "gaps", "coverage", "explanation"
CERTIFICATES, AHEAD, PLAN = "certificates", "ahead", "plan"
EVIDENCE, SET_ASIDE, OUTLOOK = "evidence", "set_aside", "outlook"

GAP_WORDS, RATING_WORDS = "gap", "rating"


@dataclass(frozen=True)
class Material:
    """The content of one report, and where to find its parts by criterion number."""

    content: ReportContent

    @property
    def voice(self) -> Voice:
        """How the report speaks."""
        return self.content.voice

    @cached_property
    def source(self) -> Source:
        """What the content was made from."""
        return Source(self.content.analysis, self.content.voice)

    @property
    def lines(self) -> tuple[CriterionLine, ...]:
        """The criteria in the order of the set."""
        return self.content.analysis.lines

    @cached_property
    def sections(self) -> Mapping[str, str]:
        """Section id -> title."""
        return {one.id: one.title for one in self.content.analysis.criteria_set.sections}

    @cached_property
    def coverage(self) -> Mapping[str, CoverageRow]:
        """The coverage of each criterion."""
        rows = (row for section in self.content.coverage.sections for row in section.rows)
        return {row.number: row for row in rows}

    @cached_property
    def remarks(self) -> Mapping[str, tuple[str, ...]]:
        """What the assessor has to confirm, and contradictions, for each criterion with any."""
        blocks = (block for group in self.content.gaps.groups for block in group.blocks)
        found = {block.number: block.remarks for block in blocks if block.remarks}
        return found | {one.number: one.remarks for one in self.content.gaps.settle}

    @cached_property
    def plan_remarks(self) -> Mapping[str, str]:
        """What the plan remarks on each action, by its id."""
        return {row.id: row.remark for row in self.content.plan.actions}

    @cached_property
    def action_labels(self) -> Mapping[str, str]:
        """What each action is called for short, by its id."""
        return {row.id: row.label for row in self.content.plan.actions}

    def no_column(self) -> Column:
        """The column of criterion numbers, which comes first in most sheets."""
        return Column(self.voice.gettext("No."), 8, Kind.NAME)


def numbered(number: str) -> int | str:
    """A criterion's number as a number where it is one, so that it sorts like one."""
    plain = number.isascii() and number.isdecimal() and number == str(int(number))
    return int(number) if plain else number


def in_criteria(number: str) -> Target:
    """The row of a criterion."""
    return Target(CRITERIA, number)


def listed(numbers: tuple[str, ...]) -> int | str | None:
    """Criterion numbers in one cell: a number where there is only one."""
    if len(numbers) == 1:
        return numbered(numbers[0])
    return ", ".join(numbers) or None
