"""The lines of an edition as a table of criteria and standards, and as a list with filters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import request

from ddtool.domain.equivalency import LEVELS
from ddtool.domain.history import Stored
from ddtool.domain.matrix_editions import DraftCell, Standing
from ddtool.domain.natural_order import natural
from ddtool.web import access, language
from ddtool.web.page_numbers import asked_page

PAGE = 50
"""How many lines of the list are shown at once."""

_FILTERS = ("criteria_set", "criterion", "standard", "level", "standing")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Filter:
    """Which lines to show, as it stands in the address; empty shows all."""

    criteria_set: str = ""
    criterion: str = ""
    standard: str = ""
    level: str = ""
    standing: str = ""

    @classmethod
    def asked(cls) -> "Filter":
        """The filter of this request."""
        return cls(**{name: request.args.get(name, "")[:_LONGEST] for name in _FILTERS})

    @property
    def kept(self) -> dict[str, str]:
        """What is asked for, for addresses."""
        return {name: text for name in _FILTERS if (text := getattr(self, name))}

    def fits(self, cell: DraftCell) -> bool:
        """Whether a line is to be shown."""
        pairs = [(getattr(self, name), cell.said.get(name, "")) for name in _FILTERS[:-1]]
        pairs.append((self.standing, cell.standing.value))
        return all(wanted in ("", found) for wanted, found in pairs)


@dataclass(frozen=True, slots=True)
class Row:
    """A criterion with its lines by standard, in the order of the columns."""

    number: str
    title: str
    cells: tuple[tuple[DraftCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A section of the criteria set."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class CellTable:
    """Criteria of one set against the standards that have lines for it."""

    criteria_set: str
    standards: tuple[str, ...]
    groups: tuple[Group, ...]


def sets_of(cells: Sequence[DraftCell]) -> tuple[str, ...]:
    """The criteria sets that lines speak about, the newest edition of a set first."""
    return tuple(sorted({one.said.get("criteria_set", "") for one in cells}, reverse=True))


def make_table(cells: Sequence[DraftCell], wanted: Filter) -> CellTable | None:
    """The table of the set asked for, else of the first; None where there is no line at all."""
    sets = sets_of(cells)
    name = wanted.criteria_set if wanted.criteria_set in sets else next(iter(sets), "")
    if not name or not any(one.name == name for one in access.library().criteria_sets()):
        return None
    found = access.library().criteria_set(name)
    if language.code() in found.languages:
        found = access.library().criteria_set(name, language.code())
    about = [one for one in cells if one.said.get("criteria_set") == name]
    asked = replace(wanted, criteria_set="")
    fitting = [one for one in about if asked.fits(one)]
    standards = tuple(sorted({one.said["standard"] for one in fitting}, key=str.casefold))
    placed = _placed(fitting)
    titles = {section.id: section.title for section in found.sections}
    groups = []
    for section in titles:
        rows = tuple(
            Row(
                one.number,
                one.title,
                tuple(tuple(placed.get((one.number, each), ())) for each in standards),
            )
            for one in found.criteria
            if one.section == section and wanted.criterion in ("", one.number)
        )
        if rows:
            groups.append(Group(titles[section], rows))
    return CellTable(name, standards, tuple(groups))


def listed(
    lines: Sequence[Stored[DraftCell]], wanted: Filter
) -> tuple[tuple[Stored[DraftCell], ...], int, int, int]:
    """A page of the lines that fit: the lines, how many fit, the page, how many pages."""
    fitting = [one for one in lines if wanted.fits(one.value)]
    pages = max(1, -(-len(fitting) // PAGE))
    page = min(max(asked_page(), 1), pages)
    return tuple(fitting[(page - 1) * PAGE : page * PAGE]), len(fitting), page, pages


def choices_of(cells: Sequence[DraftCell], criteria_set: str) -> Mapping[str, tuple[str, ...]]:
    """What can be filtered by: only what at least one line has, of the set where one is shown."""
    about = [one for one in cells if criteria_set in ("", one.said.get("criteria_set"))]

    def each(name: str) -> set[str]:
        return {one.said.get(name, "") for one in about}

    standings = {one.standing for one in about}
    return {
        "criteria_set": sets_of(cells),
        "criterion": tuple(sorted(each("criterion"), key=natural)),
        "standard": tuple(sorted(each("standard"), key=str.casefold)),
        "level": tuple(one for one in LEVELS if one in each("level")),
        "standing": tuple(one.value for one in Standing if one in standings),
    }


def _placed(cells: Sequence[DraftCell]) -> dict[tuple[str, str], list[DraftCell]]:
    placed: dict[tuple[str, str], list[DraftCell]] = {}
    for one in cells:
        placed.setdefault((one.said["criterion"], one.said["standard"]), []).append(one)
    return placed
