"""The lines of a matrix as a page shows them, and what they can be filtered by."""

from dataclasses import dataclass

from ddtool.domain.equivalency import LEVELS, Cell
from ddtool.sentences import n_
from ddtool.usecases.criteria import CellChoices, CellFilter
from ddtool.web import language
from ddtool.web.pages.criteria.conditions import conditions_in_words

_TITLES = {
    "criteria_set": n_("Criteria set"),
    "criterion": n_("Criterion"),
    "standard": n_("Standard"),
    "level": n_("Level"),
    "status": n_("Status"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A cell in words. ``is_known``: its criteria set is there to be read."""

    cell: Cell
    editions: str
    status: str
    conditions: tuple[str, ...]
    is_known: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A list to choose from: pairs of a value and its words, and the value asked for."""

    name: str
    title: str
    options: tuple[tuple[str, str], ...]
    wanted: str


def line_of(cell: Cell, *, is_known: bool) -> Line:
    """A cell in the reader's words."""
    voice = language.voice()
    return Line(
        cell=cell,
        editions=", ".join(voice.edition(cell.standard, one) for one in cell.editions),
        status=voice.gettext(cell.status),
        conditions=conditions_in_words(cell.conditions),
        is_known=is_known,
    )


def choices_of(choices: CellChoices, wanted: CellFilter) -> tuple[Choice, ...]:
    """The lists above the lines, in their order."""
    voice = language.voice()
    options = {
        "criteria_set": _as_they_are(choices.criteria_sets),
        "criterion": _as_they_are(choices.criteria),
        "standard": _as_they_are(choices.standards),
        "level": tuple((code, voice.words(LEVELS[code])) for code in choices.levels),
        "status": tuple((one, voice.gettext(one)) for one in choices.statuses),
    }
    return tuple(
        Choice(name, voice.gettext(_TITLES[name]), offered, getattr(wanted, name))
        for name, offered in options.items()
    )


def _as_they_are(texts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((text, text) for text in texts)
