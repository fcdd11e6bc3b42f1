"""What is wrong with a filled workbook, collected while its sheets are read."""

from dataclasses import dataclass, field, replace

from openpyxl.utils import get_column_letter

from ddtool.sentences import Problem
from ddtool.wording import Translate, n_

MAX_PROBLEMS = 300

_CELL = n_("cell {address}")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the value of a cell cannot be used. ``raw`` is what stands there, None if not known."""

    found: str
    accepted: str
    raw: str | None = None


@dataclass
class Findings:
    """The problems of a workbook, in the order of its sheets, rows and columns."""

    translate: Translate
    cells: dict[tuple[str, int, str], Refusal] = field(default_factory=dict)
    broken: bool = False
    _found: list[tuple[tuple[int, int, int], Problem]] = field(default_factory=list)

    def add(
        self, at: tuple[int, int, int], sheet: str, found: str, accepted: str, *, code: str = ""
    ) -> None:
        """Note a problem of a cell: the number of its sheet, its row and its column, from 1.

        ``code`` is its column's. Without one, or where ids are wrong, more than a cell is broken.
        """
        self.cells.setdefault((sheet, at[1], code), Refusal(found, accepted))
        self.broken = self.broken or code in ("", "id")
        place = ""
        if at[1]:
            address = f"{get_column_letter(at[2])}{at[1]}"
            place = self.translate(_CELL).format(address=address)
        self._found.append((at, Problem(sheet, place, found, accepted)))

    def keep_raw(self, sheet: str, row: int, code: str, raw: str) -> None:
        """Remember what stands in a cell that cannot be used."""
        known = self.cells[sheet, row, code]
        self.cells[sheet, row, code] = replace(known, raw=raw)

    @property
    def problems(self) -> list[Problem]:
        """All problems in order."""
        return [problem for _, problem in sorted(self._found, key=lambda found: found[0])]

    @property
    def many(self) -> bool:
        """Whether so much is wrong that more would help nobody."""
        return len(self._found) >= MAX_PROBLEMS
