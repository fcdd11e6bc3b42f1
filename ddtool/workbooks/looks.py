"""How the workbook looks: the report's colours, and white only where something may be typed."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle

from ddtool.domain.assessments import AnswerCode
from ddtool.domain.criteria import Rating
from ddtool.spreadsheets.writing import (
    COPPER,
    DAY_FORMAT,
    INK,
    MUTED,
    RULE,
    TEXT_FORMAT,
    TINT,
    WHITE,
    Look,
    Looks,
    Style,
)
from ddtool.workbooks.layout import Kind

_EDGE = "C4BAAF"
_SHUT = "ECE8E2"

_SAGE, _OCHRE, _OXIDE, _GREY = "E3EBDD", "F6E7C8", "F3D9D5", "E7E3DE"
_DARK = {_SAGE: "33502A", _OCHRE: "6B4A06", _OXIDE: "7C1D18", _GREY: MUTED}

TONES = {
    AnswerCode.MET: _SAGE,
    AnswerCode.PARTLY_MET: _OCHRE,
    AnswerCode.NOT_MET: _OXIDE,
    AnswerCode.NOT_APPLICABLE: _GREY,
    Rating.FULLY_MEETS: _SAGE,
    Rating.PARTIALLY_MEETS: _OCHRE,
    Rating.DOES_NOT_MEET: _OXIDE,
    Rating.NOT_APPLICABLE: _GREY,
}
"""The background of a verdict. The word says it; the colour only helps to find it."""

_FIXED = Look(fill=TINT, rule=RULE, indent=1)
_INPUT = Look(fill=WHITE, rule=_EDGE, box=True, locked=False, indent=1)


_OFF_INPUT = replace(_INPUT, fill=_SHUT, colour=MUTED)


class WorkbookLooks:
    """The styles of one workbook by their use."""

    def __init__(self, workbook: Workbook) -> None:
        make = Looks(workbook).make
        self.title: Style = make(Look(size=20, wrap=False, vertical="center"))
        self.subtitle: Style = make(Look(size=10, colour=MUTED, wrap=False, vertical="center"))
        self.head: Style = make(
            Look(
                bold=True,
                colour=COPPER,
                rule=INK,
                rule_weight="medium",
                vertical="bottom",
                indent=1,
            )
        )
        self.number: Style = make(
            Look(bold=True, size=12, colour=COPPER, fill=_SHUT, rule=RULE, indent=1)
        )
        self.strong: Style = make(Look(bold=True, size=11, fill=_SHUT, rule=RULE, indent=1))
        self.id: Style = make(Look(colour=COPPER, fill=TINT, rule=RULE, indent=1))
        self.fixed: Style = make(_FIXED)
        self.quiet: Style = make(Look(colour=MUTED, fill=TINT, rule=RULE, indent=1))
        self.shut: Style = make(Look(fill=_SHUT, rule=RULE))
        self.off: Style = make(Look(colour=MUTED, fill=_SHUT, rule=RULE, indent=1))
        self.plain: Style = make(Look(size=11, indent=1))
        self.part: Style = make(Look(bold=True, colour=COPPER, rule=INK))
        self.step: Style = make(Look(size=20, colour=COPPER, wrap=False))
        self.lead: Style = make(Look(size=12, bold=True))
        self._inputs = _of_kinds(make, _INPUT)
        self._off_inputs = _of_kinds(make, _OFF_INPUT)

    def input(self, kind: Kind) -> Style:
        """The style of a cell to type into."""
        return self._inputs[kind]

    def off_input(self, kind: Kind) -> Style:
        """The same in a row that the facts switch off: it opens again when they are changed."""
        return self._off_inputs[kind]


def _of_kinds(make: Callable[[Look], Style], look: Look) -> Mapping[Kind, Style]:
    """A look of cells to type into, with the number format of each kind."""
    formats = {Kind.CODE: TEXT_FORMAT, Kind.DAY: DAY_FORMAT}
    return {
        kind: make(replace(look, number_format=formats[kind]) if kind in formats else look)
        for kind in Kind
    }


def tone(formula: str, verdict: AnswerCode | Rating) -> Rule:
    """A rule that colours a cell where the formula holds, in the colour of a verdict."""
    background = TONES[verdict]
    look = DifferentialStyle(
        font=Font(color=_DARK[background], bold=True),
        fill=PatternFill(bgColor=background, fill_type="solid"),
    )
    return Rule(type="expression", dxf=look, formula=[formula])
