"""The looks of the report's workbook, the colours of its states, the signs for its marks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from openpyxl import Workbook

from ddtool.reports.content.values import Sign
from ddtool.reports.formats.excel.tables import Kind
from ddtool.spreadsheets.writing import (
    COPPER,
    DAY_FORMAT,
    INK,
    MUTED,
    RULE,
    TINT,
    Look,
    Looks,
    Style,
)

BODY = Look(size=10, rule=RULE, rule_weight="hair")
_BY_KIND: Mapping[Kind, Look] = {
    Kind.TEXT: BODY,
    Kind.NAME: replace(BODY, bold=True),
    Kind.NUMBER: replace(BODY, horizontal="right", indent=2, number_format="0", wrap=False),
    Kind.DAY: replace(BODY, number_format=DAY_FORMAT, wrap=False),
    Kind.MARK: replace(BODY, horizontal="center"),
}

TITLE = Look(size=18, wrap=False)
LEAD = Look(size=10, colour=MUTED, wrap=False)
HEAD = Look(size=10, bold=True, fill=TINT, rule=INK, vertical="bottom")
HEADING = Look(size=12, bold=True, wrap=False)
OUTLOOK_WORD = Look(size=20, bold=True, wrap=False)
LABEL = Look(size=10, colour=MUTED)
TEXT = Look(size=10)
LINKED_TEXT = Look(size=10, colour=COPPER)
BACK = Look(size=10, colour=COPPER, wrap=False, horizontal="right")


@dataclass(frozen=True, slots=True)
class Tone:
    """The colours of a state. ``pattern`` tells it in a chart without colour."""

    fill: str
    text: str
    pattern: str
    line: str


TONES: Mapping[str, Tone] = {
    "blocking": Tone("F3D9D5", "7C1D18", "", "7C1D18"),
    "minor": Tone("F7E7C6", "5F4300", "wdUpDiag", "A8741A"),
    "to_confirm": Tone("DCE6EF", "27455E", "lgGrid", "3F6E94"),
    "open": Tone("FFFFFF", "211D1A", "narHorz", "6B625B"),
    "closed": Tone("DDEAE2", "28493A", "", "A9C7B8"),
    "not_applicable": Tone("EFECE9", "5C544D", "", "E2DDD8"),
    "coverage-full": Tone("DDEAE2", "28493A", "", "28493A"),
    "coverage-combined": Tone("DDEAE2", "28493A", "dkVert", "28493A"),
    "coverage-partial": Tone("F7E7C6", "5F4300", "wdUpDiag", "A8741A"),
    "coverage-pending": Tone("DCE6EF", "27455E", "lgGrid", "3F6E94"),
    "coverage-suggested": Tone("FFFFFF", "211D1A", "narHorz", "6B625B"),
    "rejected": Tone("EFECE9", "5C544D", "", "E2DDD8"),
    "coverage-none": Tone("FFFFFF", "5C544D", "", "FFFFFF"),
}
"""The tone of every state that is coloured, by the name of its mark."""

SIGNS: Mapping[str, str] = {
    "blocking": "\N{BALLOT BOX WITH X}",
    "minor": "\N{CIRCLE WITH LEFT HALF BLACK}",
    "to_confirm": "\N{WHITE DIAMOND CONTAINING BLACK SMALL DIAMOND}",
    "open": "\N{DOTTED CIRCLE}",
    "closed": "\N{CHECK MARK}",
    "not_applicable": "\N{EN DASH}",
    "coverage-full": "\N{BLACK CIRCLE}",
    "coverage-combined": "\N{FISHEYE}",
    "coverage-partial": "\N{CIRCLE WITH LEFT HALF BLACK}",
    "coverage-pending": "\N{CIRCLE WITH UPPER RIGHT QUADRANT BLACK}",
    "coverage-suggested": "\N{DOTTED CIRCLE}",
    "coverage-none": "\N{EN DASH}",
    "coverage-not_applicable": "\N{EN DASH}",
    "rejected": "\N{MULTIPLICATION SIGN}",
}
"""The marks of the report as characters that common fonts have, by their names."""


def sign(mark: Sign | None) -> str:
    """Mark and word in one text; empty where there is none."""
    if mark is None:
        return ""
    character = SIGNS.get(mark.mark, "")
    return f"{character} {mark.word}" if character else mark.word


class ReportLooks:
    """The styles of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._looks = Looks(workbook)

    def of(self, look: Look) -> Style:
        """The style of a look."""
        return self._looks.make(look)

    @cached_property
    def body(self) -> Mapping[Kind, Style]:
        """The style of each kind of column."""
        return {kind: self.of(look) for kind, look in _BY_KIND.items()}

    @cached_property
    def heads(self) -> Mapping[Kind, Style]:
        """The style of each kind of column's head."""
        return {
            kind: self.of(replace(HEAD, horizontal=look.horizontal, indent=look.indent))
            for kind, look in _BY_KIND.items()
        }

    @cached_property
    def strong(self) -> Mapping[Kind, Style]:
        """The same for rows that sum up."""
        return {
            kind: self.of(replace(look, bold=True, rule=INK)) for kind, look in _BY_KIND.items()
        }

    @cached_property
    def linked(self) -> Mapping[Kind, Style]:
        """The same for cells that lead to another sheet."""
        return {
            kind: self.of(replace(look, colour=COPPER, bold=look.bold))
            for kind, look in _BY_KIND.items()
        }
