"""A list in a file of rows, whatever kind of file: its heads, its rows, where each cell is."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from openpyxl.utils import get_column_letter

from ddtool.sentences import Problem
from ddtool.spreadsheets.apart import open_apart
from ddtool.spreadsheets.guard import FoundCell, Row, Sheet
from ddtool.wording import Translate, n_
from ddtool.workbooks.cells import plain_text, shown
from ddtool.workbooks.csv_rows import MAX_ROWS, read_text
from ddtool.workbooks.layout import HIDDEN_TITLES, Column
from ddtool.workbooks.problems import NotAccepted

HEAD_WITHIN_ROWS = 15

_DELIMITERS = ",;\t"
_FEW_HEADS = 2
_CELL = n_("cell {address}")
_LINE = n_("line {line}, {column}")
_FORMULA = n_("holds a formula")
_PASTE = n_("paste its value")
_ERROR = n_("holds the error {found}")
_TYPE_VALUE = n_("type the value")
_QUOTES = n_("a quotation mark is missing or too many")
_WHOLE_TEXTS = n_("put texts with commas or line ends between quotation marks")
_OTHER_KIND = n_("this is neither an Excel workbook (.xlsx) nor a CSV file (.csv)")
_SAVE_AS = n_("save the list as one of these")
_NO_HEADS = n_("no row holds the heads of the columns")
_GIVE_HEADS = n_("take the template, or give the columns these heads: {columns}")
_TOO_MANY = n_("there are more than {rows} rows")
_SPLIT = n_("split the list")
_QUOTED = ("'=", "'+", "'-", "'@")


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: its number in the file and its values; what cannot be used is a problem of its own.

    There are as many values as columns were found, in their order.
    """

    number: int
    values: tuple[object, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return all(
            not isinstance(one, NotAccepted) and plain_text(one) == "" for one in self.values
        )


@dataclass(frozen=True)
class Grid:
    """A list as it was found, under the title of its sheet or the name of its file.

    ``codes`` are the columns in their order with "" for unknown ones, ``heads`` the words above.
    """

    title: str
    in_cells: bool
    codes: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[GridRow, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """The heads that stand over no column of ours."""
        pairs = zip(self.codes, self.heads, strict=True)
        return tuple(head for code, head in pairs if head and not code)

    def place(self, row: GridRow, code: str, translate: Translate) -> str:
        """Where a value stands: "cell B4", or "line 4, Standard"."""
        position = self.codes.index(code) if code in self.codes else 0
        if self.in_cells:
            address = f"{get_column_letter(position + 1)}{row.number}"
            return translate(_CELL).format(address=address)
        return translate(_LINE).format(line=row.number, column=self.heads[position])


class GridReader:
    """Reads a list with these columns; what is wrong with the file is noted."""

    def __init__(
        self, columns: Sequence[Column], problems: list[Problem], translate: Translate
    ) -> None:
        self._columns = columns
        self._problems = problems
        self._translate = translate
        self._codes = self._known_heads()

    def read(self, path: Path) -> Grid | None:
        """The list in a CSV file or in the first sheet of a workbook that has its heads.

        None with a problem noted where there is no list.

        :raises NotAWorkbook: a workbook cannot be, or must not be, opened.
        """
        readers = {".xlsx": self._workbook, ".csv": self._csv}
        read = readers.get(path.suffix.lower())
        if read is None:
            self._note(path.name, _OTHER_KIND, _SAVE_AS)
            return None
        found = read(path)
        if found is None:
            if not self._problems:
                self._note(path.name, _NO_HEADS, _GIVE_HEADS, columns=self._shown_heads())
            return None
        if len(found.rows) > MAX_ROWS:
            self._note(found.title, _TOO_MANY, _SPLIT, rows=MAX_ROWS)
            return None
        return found

    def _workbook(self, path: Path) -> Grid | None:
        with open_apart(path) as opened:
            for sheet in opened.sheets:
                if sheet.title.casefold() not in HIDDEN_TITLES:
                    found = self._sheet(sheet)
                    if found is not None:
                        return found
        return None

    def _sheet(self, sheet: Sheet) -> Grid | None:
        rows = sheet.rows()
        head = next((row for row in rows[:HEAD_WITHIN_ROWS] if self._is_head(_texts(row))), None)
        if head is None:
            return None
        below = (row for row in rows if row.number > head.number)
        heads = _texts(head)
        found = (
            GridRow(row.number, tuple(self._value(cell) for cell in row.cells[: len(heads)]))
            for row in below
        )
        return self._grid(sheet.title, heads, found, in_cells=True)

    def _csv(self, path: Path) -> Grid | None:
        text = read_text(path, self._problems, self._translate)
        if text is None:
            return None
        first = text.partition("\n")[0]
        delimiter = max(_DELIMITERS, key=lambda one: self._known(_split(first, one)))
        if not self._is_head(_split(first, delimiter)):
            return None
        try:
            lines = list(_numbered(text, delimiter))
        except csv.Error:
            self._note(path.name, _QUOTES, _WHOLE_TEXTS)
            return None
        heads = lines[0][1]
        found = (GridRow(number, _fitted(values, len(heads))) for number, values in lines[1:])
        return self._grid(path.name, heads, found, in_cells=False)

    def _grid(
        self, title: str, heads: Sequence[str], rows: Iterable[GridRow], *, in_cells: bool
    ) -> Grid:
        codes = tuple(self._codes.get(_plain(head), "") for head in heads)
        filled = tuple(row for row in rows if not row.empty)
        return Grid(title, in_cells, codes, tuple(heads), filled)

    def _value(self, cell: FoundCell) -> object:
        say = self._translate
        if cell.data_type == "f":
            return NotAccepted(say(_FORMULA), say(_PASTE))
        if cell.data_type == "e":
            return NotAccepted(say(_ERROR).format(found=shown(str(cell.value))), say(_TYPE_VALUE))
        return cell.value

    def _is_head(self, texts: Sequence[str]) -> bool:
        return self._known(texts) >= _FEW_HEADS

    def _known(self, texts: Sequence[str]) -> int:
        return len({self._codes[_plain(text)] for text in texts if _plain(text) in self._codes})

    def _known_heads(self) -> Mapping[str, str]:
        known: dict[str, str] = {}
        for column in self._columns:
            for head in (column.code, column.head, self._translate(column.head)):
                known[_plain(head)] = column.code
        return known

    def _shown_heads(self) -> str:
        return ", ".join(self._translate(column.head) for column in self._columns)

    def _note(self, title: str, found: str, accepted: str, **values: object) -> None:
        say = self._translate
        problem = Problem(title, "", say(found).format(**values), say(accepted).format(**values))
        self._problems.append(problem)


def _texts(row: Row) -> list[str]:
    """The heads in a row up to the last one; a formula is none."""
    texts = ["" if cell.data_type == "f" else plain_text(cell.value) for cell in row.cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _split(line: str, delimiter: str) -> list[str]:
    return [head.strip() for head in next(csv.reader([line], delimiter=delimiter), [])]


def _numbered(text: str, delimiter: str) -> Iterable[tuple[int, list[str]]]:
    """The rows with the lines they begin on."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    for values in reader:
        yield line, [_bare(value.strip()) for value in values]
        line = reader.line_num + 1


def _bare(value: str) -> str:
    """Without the mark that keeps a spreadsheet program from taking a text for a formula."""
    return value[1:] if value.startswith(_QUOTED) else value


def _fitted(values: Sequence[str], width: int) -> tuple[object, ...]:
    return tuple([*values, *[""] * width][:width])


def _plain(head: str) -> str:
    return " ".join(head.replace("_", " ").split()).casefold()
