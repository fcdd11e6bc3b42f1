"""Cells of a matrix from the rows of ``cells.csv``: one word, list, day or number a column."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeVar

from ddtool.domain.certificates import Result
from ddtool.domain.equivalency import LEVELS, Cell, CellSource, Conditions, Level
from ddtool.packs.problems import Findings
from ddtool.packs.rows import Row
from ddtool.packs.texts import fault_of_name, fault_of_text
from ddtool.sentences import Sentence

T = TypeVar("T")

COLUMNS = (
    "criteria_set", "criterion", "standard", "editions", "level", "status", "covers", "gap_note",
    "activities", "accredited_required", "report_required", "min_results", "level_below_threshold",
    "requires_companion", "level_without_companion", "max_audit_age_months", "validity_months",
    "effective_from", "effective_to", "source_document", "source_edition", "source_page",
    "source_date", "source_url", "adopted_by", "adopted_on", "confirmed_by", "rationale",
    "confidence",
)  # fmt: skip
REQUIRED_COLUMNS = ("criteria_set", "criterion", "standard", "editions", "level", "status")
STATUSES = ("published", "adopted", "proposed")

_YES_NO = {"yes": True, "no": False, "": False}
_FALLBACKS = {"none": Level.NONE, "partial": Level.PARTIAL, "": Level.NONE}
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_MONTHS = re.compile(r"[0-9]{1,4}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_cell(row: Row, findings: Findings) -> Cell:
    """The cell of one row; what cannot be read is noted and left out."""
    return _CellReader(row, findings).cell()


class _CellReader:
    """Reads the columns of one row."""

    def __init__(self, row: Row, findings: Findings) -> None:
        self._values = row.values
        self._place = row.place
        self._findings = findings

    def cell(self) -> Cell:
        self._check_texts()
        return Cell(
            criteria_set=self._filled("criteria_set"),
            criterion=self._filled("criterion"),
            standard=self._filled("standard"),
            level=self._word("level", LEVELS, Level.UNKNOWN),
            conditions=self._conditions(),
            status=self._word("status", {word: word for word in STATUSES}, "proposed"),
            covers=self._list("covers"),
            gap_note=self._values["gap_note"],
            below_threshold=self._word("level_below_threshold", _FALLBACKS, Level.NONE),
            without_companion=self._word("level_without_companion", _FALLBACKS, Level.NONE),
            source=self._source(),
            rationale=self._values["rationale"],
            confidence=self._values["confidence"],
        )

    def _conditions(self) -> Conditions:
        return Conditions(
            editions=self._list("editions"),
            activities=self._list("activities"),
            accredited_required=self._word("accredited_required", _YES_NO, False),
            report_required=self._word("report_required", _YES_NO, False),
            max_audit_age_months=self._months("max_audit_age_months"),
            validity_months=self._months("validity_months"),
            min_results=self._results(),
            requires_companion=self._list("requires_companion"),
            effective_from=self._day("effective_from"),
            effective_to=self._day("effective_to"),
        )

    def _source(self) -> CellSource:
        value = self._values
        return CellSource(
            document=value["source_document"],
            edition=value["source_edition"],
            page=value["source_page"],
            day=self._day("source_date"),
            url=value["source_url"],
            adopted_by=value["adopted_by"],
            adopted_on=self._day("adopted_on"),
            confirmed_by=value["confirmed_by"],
        )

    def _check_texts(self) -> None:
        for column, text in self._values.items():
            if text and (found := fault_of_text(text)):
                self._note(Sentence("{what} {fault}", what=column, fault=found[0]), found[1])

    def _filled(self, column: str) -> str:
        value = self._values[column]
        if not value:
            self._note(Sentence("{key} is empty", key=column), Sentence("fill it in"))
        elif found := fault_of_name(value):
            self._note(Sentence("{what} {fault}", what=column, fault=found[0]), found[1])
        return value

    def _word(self, column: str, words: Mapping[str, T], default: T) -> T:
        value = self._values[column]
        if value not in words:
            accepted = ", ".join(word for word in words if word)
            self._note(
                Sentence('{key} is "{value}"', key=column, value=value),
                Sentence("use one of: {words}", words=accepted),
            )
        return words.get(value, default)

    def _list(self, column: str) -> tuple[str, ...]:
        return split_list(self._values[column])

    def _months(self, column: str) -> int | None:
        return self._parsed(column, _read_months, Sentence("give a whole number of months"))

    def _day(self, column: str) -> date | None:
        return self._parsed(column, _read_day, Sentence("give a day such as 2024-01-31"))

    def _parsed(self, column: str, read: Callable[[str], T], remedy: str) -> T | None:
        value = self._values[column]
        try:
            return read(value) if value else None
        except ValueError:
            self._note(Sentence('{key} is "{value}"', key=column, value=value), remedy)
            return None

    def _results(self) -> tuple[tuple[str, Result], ...]:
        try:
            return read_results(self._values["min_results"])
        except ValueError as error:
            self._note(
                Sentence('min_results has "{error}"', error=error),
                Sentence("write name>=value, parts joined by ;"),
            )
            return ()

    def _note(self, found: str, remedy: str) -> None:
        self._findings.add(self._place, found, remedy)


@lru_cache(maxsize=4096)
def split_list(text: str) -> tuple[str, ...]:
    """The items of a list joined by semicolons."""
    return tuple(item for part in text.split(";") if (item := part.strip()))


@lru_cache(maxsize=4096)
def read_results(text: str) -> tuple[tuple[str, Result], ...]:
    """The least results of ``name>=value; name>=value``, values being numbers or words.

    :raises ValueError: a part that is not written so.
    """
    return tuple(map(_result, split_list(text)))


def _result(part: str) -> tuple[str, Result]:
    name, sign, value = (piece.strip() for piece in part.partition(">="))
    if not (name and sign and value):
        raise ValueError(part)
    return name, read_value(value)


def read_value(text: str) -> Result:
    """A number where the text is one, else the word itself."""
    if not _NUMBER.fullmatch(text):
        return text
    return float(text) if "." in text else int(text)


def _read_day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _read_months(text: str) -> int:
    if not _MONTHS.fullmatch(text):
        raise ValueError(text)
    return int(text)


def name_cells(cells: Sequence[Cell]) -> tuple[str, ...]:
    """An id for each cell that says what it is about; equal ones are told apart by a number."""
    seen: dict[str, int] = {}
    names = []
    for cell in cells:
        parts = (cell.criteria_set, cell.criterion, cell.standard, "+".join(cell.editions))
        name = "/".join(parts)
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return tuple(names)
