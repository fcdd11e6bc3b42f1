"""Opening a workbook that a stranger may have made.

The rules about the archive (`archives`) and about its XML (`parts`) are kept before openpyxl sees a
byte; openpyxl is then asked for values only, lazily, and whatever it raises becomes one sentence.
"""

import warnings
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol, cast

from openpyxl import DEFUSEDXML, LXML
from openpyxl.cell.read_only import EMPTY_CELL, EmptyCell, ReadOnlyCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import WorkSheetParser

from ddtool.sentences import Sentence, n_
from ddtool.spreadsheets.archives import open_archive, read_file, unpacked
from ddtool.spreadsheets.errors import NotAWorkbook
from ddtool.spreadsheets.parts import MAX_ELEMENTS_ELSEWHERE, MAX_ELEMENTS_IN_ALL, read_part

MAX_COLUMNS = 60
MAX_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class PlainCell:
    """A cell as a value alone."""

    value: object = None
    data_type: str = "n"


FoundCell = ReadOnlyCell | EmptyCell | PlainCell
"""A cell: ``value``; ``data_type`` is "f" where it holds a formula, "e" where an error value."""

_UNREADABLE = n_(
    "{file} cannot be read as a workbook; open it in Excel or LibreOffice, save it again."
)
_SHARED_PART = n_("{file} shows one part as two sheets, so it was not opened.")
_NO_SHEETS = n_("{file} is not an Excel workbook (.xlsx).")
_TOO_LONG = n_("{file} has more than {rows} rows in the sheet {sheet}.")

if not DEFUSEDXML or LXML:  # pragma: no cover -- an installation without its locked dependencies
    raise ImportError("ddtool reads workbooks only with defusedxml installed and without lxml.")


@dataclass(frozen=True)
class Row:
    """One row in which something stands. ``cells`` has the same length in every row."""

    number: int
    cells: tuple[FoundCell, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing stands in the columns that are read."""
        return all(cell.value is None for cell in self.cells)


class Sheet(Protocol):
    """A sheet with its rows. ``merged`` are its ranges, such as "B2:D2"."""

    @property
    def title(self) -> str:
        """What stands on its tab."""

    @property
    def hidden(self) -> bool:
        """Whether people do not see it."""

    @property
    def merged(self) -> tuple[str, ...]:
        """Its merged ranges."""

    def rows(self) -> list[Row]:
        """All rows in which something stands, with their numbers, in the order of the file."""


@dataclass(frozen=True)
class OpenedSheet:
    """A sheet whose rows are read when asked for. ``merged`` are its ranges, such as "B2:D2"."""

    title: str
    hidden: bool
    merged: tuple[str, ...]
    _sheet: Any
    _file: str

    def rows(self) -> list[Row]:
        """All rows in which something stands, with their numbers, in the order of the file.

        :raises NotAWorkbook: openpyxl cannot read the sheet, or it is longer than any of ours.
        """
        with _one_sentence(self._file):
            return list(self._filled())

    def _filled(self) -> Iterator[Row]:
        filled = 0
        for number, found in self._sheet.parsed_rows():
            cells = {cell["column"]: cell for cell in found if cell["value"] is not None}
            if not cells:
                continue
            filled += 1
            if filled > MAX_ROWS:
                raise NotAWorkbook(_TOO_LONG, file=self._file, rows=MAX_ROWS, sheet=self.title)
            yield Row(number, self._padded(cells))

    def _padded(self, cells: Mapping[int, dict[str, Any]]) -> tuple[FoundCell, ...]:
        row: list[FoundCell] = [EMPTY_CELL] * MAX_COLUMNS
        for column, cell in cells.items():
            if column <= MAX_COLUMNS:
                row[column - 1] = ReadOnlyCell(self._sheet, **cell)
        return tuple(row)


@dataclass(frozen=True)
class OpenedWorkbook:
    """A workbook that has passed every rule. ``sheets`` stand in the order of their tabs."""

    sheets: tuple[Sheet, ...]

    def sheet(self, title: str) -> Sheet | None:
        """The sheet of that title, or None; upper and lower case count as the same."""
        wanted = title.casefold()
        return next((one for one in self.sheets if one.title.casefold() == wanted), None)


def checked(path: Path) -> Path:
    """The path itself, once the file has kept every rule.

    :raises NotAWorkbook: with one sentence that says what is wrong and what to do.
    """
    _check(path.name, read_file(path))
    return path


@contextmanager
def open_safely(path: Path) -> Iterator[OpenedWorkbook]:
    """The workbook behind a path, open for reading as long as the block lasts.

    Formulas are not calculated and not trusted: their cells say ``data_type == "f"``.

    :raises NotAWorkbook: with one sentence that says what is wrong and what to do.
    """
    content = read_file(path)
    merged = _check(path.name, content)
    with _one_sentence(path.name):
        reader = _Reader(BytesIO(content), read_only=True, data_only=False, keep_links=False)
    with closing(reader.archive):
        with _one_sentence(path.name):
            reader.read_values(path.name)
        sheets = reader.wb.worksheets
        if not sheets:
            raise NotAWorkbook(_NO_SHEETS, file=path.name)
        yield OpenedWorkbook(tuple(_opened(sheet, merged, path.name) for sheet in sheets))


class _Reader(ExcelReader):
    """openpyxl's reader without what we never look at: properties, theme, names, chart sheets."""

    def read_values(self, file: str) -> None:
        """Read what rows need: strings, the list of sheets, number formats."""
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        apply_stylesheet(self.archive, self.wb)
        self._list_sheets(file)

    def _list_sheets(self, file: str) -> None:
        """Note each sheet without looking into it; chart sheets hold nothing a person filled in."""
        met: set[str] = set()
        sheets: list[object] = cast(Any, self.wb)._sheets
        for sheet, relation in self.parser.find_sheets():
            target = relation.target
            if target in met:
                raise NotAWorkbook(_SHARED_PART, file=file)
            met.add(target)
            if target in self.valid_files and "chartsheet" not in relation.Type:
                opened = _Sheet(self.wb, sheet.name, target, self.shared_strings)
                opened.sheet_state = sheet.state or "visible"
                sheets.append(opened)


class _Sheet(ReadOnlyWorksheet):
    """A sheet that does not care how large it says it is."""

    def _get_size(self) -> None:
        """Believe nothing: to look for a size, openpyxl would parse up to a whole sheet."""

    def parsed_rows(self) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        """The rows that are in the file, with their numbers; gaps are not filled."""
        sheet: Any = self
        book = sheet.parent
        with sheet._get_source() as source:
            parser = WorkSheetParser(
                source,
                sheet._shared_strings,
                data_only=False,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
            )
            yield from parser.parse()


def _check(file: str, content: bytes) -> Mapping[str, tuple[str, ...]]:
    """Keep all rules; the merged ranges by the part they were found in."""
    merged = {}
    elements = others = 0
    with closing(open_archive(file, content)) as archive:
        for info in archive.infolist():
            part = read_part(file, info.filename, unpacked(file, archive, info))
            merged[info.filename] = tuple(part.merged)
            elements += part.elements
            others += part.others
            if elements > MAX_ELEMENTS_IN_ALL or others > MAX_ELEMENTS_ELSEWHERE:
                raise part.refuse(Sentence("too many elements in all"))
    return merged


def _opened(sheet: Any, merged: Mapping[str, tuple[str, ...]], file: str) -> OpenedSheet:
    return OpenedSheet(
        title=sheet.title,
        hidden=sheet.sheet_state != "visible",
        merged=merged.get(str(sheet._worksheet_path), ()),
        _sheet=sheet,
        _file=file,
    )


@contextmanager
def _one_sentence(file: str) -> Iterator[None]:
    """Whatever openpyxl says about a file, in a warning or an exception, is about the file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except NotAWorkbook:
        raise
    # Wrong files raise a dozen kinds of exceptions, see the tests.
    except Exception as error:
        raise NotAWorkbook(_UNREADABLE, file=file) from error
