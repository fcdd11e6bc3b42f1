"""What a filled workbook holds: tables by their heads, cells with their addresses."""

from collections.abc import Iterator, Mapping, Sequence, Set

from openpyxl.utils import get_column_letter, range_boundaries

from ddtool.domain.statements import ACTION, CERTIFICATE, EVIDENCE
from ddtool.spreadsheets.guard import FoundCell, Row, Sheet
from ddtool.wording import Translate, n_
from ddtool.workbooks import layout
from ddtool.workbooks.cells import plain_text, shown
from ddtool.workbooks.findings import Findings
from ddtool.workbooks.identity import Identity
from ddtool.workbooks.layout import Column, Kind
from ddtool.workbooks.places import RowPlace
from ddtool.workbooks.problems import NotAccepted

HEAD_WITHIN_ROWS = 15

_SHARE_OF_HEADS = 0.6
_MAX_COVERED = 50_000

_NOUNS = {
    layout.CERTIFICATES: CERTIFICATE,
    layout.EVIDENCE: EVIDENCE,
    layout.ACTIONS: ACTION,
}

_FORMULA = n_("holds a formula")
_PASTE = n_("paste its value")
_ERROR = n_("holds the error {found}")
_TYPE_VALUE = n_("type the value")
_MERGED = n_("is merged into {anchor}")
_SPLIT = n_("split the cells and fill each")
_NO_COLUMN = n_("the column “{head}” is missing")
_PUT_BACK = n_("put it back; its place does not matter")
_TWO_COLUMNS = n_("the column “{head}” stands twice")
_KEEP_ONE = n_("keep one")


class FoundRow:
    """A row of a table: its values by column code, with what cannot be used already noted."""

    def __init__(self, table: "FoundTable", row: Row) -> None:
        self.number = row.number
        self.values: dict[str, object] = {}
        self._table = table
        self._row = row
        self._noted: set[str] = set()
        for code, column in table.columns.items():
            cell = row.cells[column - 1]
            try:
                self.values[code] = table.value(cell, row.number, column)
            except NotAccepted as problem:
                self.values[code] = None
                self.note(code, problem)

    @property
    def empty(self) -> bool:
        """Whether nothing was put into the row: no id, no answer, and no problem."""
        inputs = (self.values[code] for code in self._table.inputs)
        return not self._noted and all(plain_text(value) == "" for value in inputs)

    def note(self, code: str, problem: NotAccepted) -> None:
        """Note what is wrong with a value; the first problem of a cell is enough."""
        if code not in self._noted:
            self._noted.add(code)
            self._table.note(self.number, code, problem.found, problem.accepted)
            self._table.keep_raw(self._row, code)


class FoundTable:
    """One table on one sheet."""

    def __init__(self, number: int, sheet: Sheet, name: str, head: Row, findings: Findings) -> None:
        self.name = name
        self.title = sheet.title
        self.columns: dict[str, int] = {}
        self._number = number
        self._sheet = sheet
        self._head = head
        self._findings = findings
        self._covered: dict[tuple[int, int], str] = {}

    @property
    def noun(self) -> str:
        """What its rows are: a certificate, a piece of evidence, an action."""
        return _NOUNS[self.name]

    @property
    def inputs(self) -> Sequence[str]:
        """The codes of the columns that are read: the id and whatever people fill in."""
        return [code for code in _read_columns(layout.TABLES[self.name]) if code in self.columns]

    def match_heads(self, heads: "Heads") -> None:
        """Find each column by its head; note missing and double ones."""
        for position, cell in enumerate(self._head.cells, start=1):
            code = heads.code(self.name, cell)
            if code in self.columns:
                self._note_head(position, _TWO_COLUMNS, _KEEP_ONE, plain_text(cell.value))
            elif code:
                self.columns[code] = position
        for column in layout.TABLES[self.name]:
            if (
                column.code in _read_columns(layout.TABLES[self.name])
                and column.code not in self.columns
                and not column.optional
            ):
                self._note_head(0, _NO_COLUMN, _PUT_BACK, self._findings.translate(column.head))

    def rows(self, rows: Sequence[Row]) -> Iterator[FoundRow]:
        """The rows below the head in which anything was put."""
        below = [row for row in rows if row.number > self._head.number]
        self._cover(max((row.number for row in below), default=0))
        for row in below:
            if self._findings.many:
                return
            found = FoundRow(self, row)
            if not found.empty:
                yield found

    def value(self, cell: FoundCell, row: int, column: int) -> object:
        """The value of a cell.

        :raises NotAccepted: a formula, an error value, or a cell merged away.
        """
        say = self._findings.translate
        anchor = self._covered.get((row, column))
        if anchor:
            raise NotAccepted(say(_MERGED).format(anchor=anchor), say(_SPLIT))
        if cell.data_type == "f":
            raise NotAccepted(say(_FORMULA), say(_PASTE))
        if cell.data_type == "e":
            found = shown(str(cell.value))
            raise NotAccepted(say(_ERROR).format(found=found), say(_TYPE_VALUE))
        return cell.value

    def note(self, row: int, code: str, found: str, accepted: str) -> None:
        """Note a problem of one cell."""
        at = (self._number, row, self.columns.get(code, 1))
        self._findings.add(at, self.title, found, accepted, code=code)

    def keep_raw(self, row: Row, code: str) -> None:
        """Remember what stands in a cell that cannot be used."""
        column = self.columns.get(code)
        if column is not None:
            raw = plain_text(row.cells[column - 1].value)
            self._findings.keep_raw(self.title, row.number, code, raw)

    def place(self, row: int) -> RowPlace:
        """Where one of its rows stands."""
        return RowPlace(self.title, row, self.columns)

    def _note_head(self, column: int, found: str, accepted: str, head: str) -> None:
        say = self._findings.translate
        row = self._head.number if column else 0
        said = say(found).format(head=head)
        self._findings.add((self._number, row, column), self.title, said, say(accepted))

    def _cover(self, last_row: int) -> None:
        """Remember which cells of the table are merged away, and into which."""
        read = {self.columns[code] for code in self.inputs}
        visited = 0
        for reference in self._sheet.merged:
            left, top, right, bottom = range_boundaries(reference)
            if left is None or top is None or right is None or bottom is None:
                continue
            anchor = f"{get_column_letter(left)}{top}"
            for row in range(max(top, self._head.number + 1), min(bottom, last_row) + 1):
                for column in read:
                    visited += 1
                    if left <= column <= right and (row, column) != (top, left):
                        self._covered[row, column] = anchor
                if visited > _MAX_COVERED:
                    return


class Heads:
    """Knows a column by its head: in English, in the reader's language, in the workbook's own."""

    def __init__(self, identity: Identity, translate: Translate) -> None:
        self._codes: Mapping[str, Mapping[str, str]] = {
            name: self._of_table(name, columns, identity, translate)
            for name, columns in layout.TABLES.items()
        }

    def code(self, table: str, cell: FoundCell) -> str:
        """The code of a head in a table, empty where it is none of ours."""
        if cell.value is None or cell.data_type == "f":
            return ""
        return self._codes[table].get(_plain(plain_text(cell.value)), "")

    def find(
        self, rows: Sequence[Row], only: str = "", *, without_id: bool = False
    ) -> tuple[str, Row] | None:
        """The table whose heads stand in one of the first rows, and that row.

        A table is known by its id column among others, unless that may be missing.
        """
        best: tuple[float, str, Row] | None = None
        for row in rows[:HEAD_WITHIN_ROWS]:
            heads = {_plain(plain_text(cell.value)) for cell in row.cells if cell.value}
            for name in [only] if only else layout.TABLES:
                share = self._share(name, heads, without_id=without_id)
                if share >= _SHARE_OF_HEADS and (best is None or share > best[0]):
                    best = (share, name, row)
        return best[1:] if best else None

    def _share(self, name: str, heads: Set[str], *, without_id: bool) -> float:
        """How many of a table's columns are among some heads, as a share."""
        known = self._codes[name]
        codes = {known[head] for head in heads if head in known}
        known_by_id = without_id or "id" in codes
        return len(codes) / len(layout.TABLES[name]) if known_by_id else 0

    @staticmethod
    def _of_table(
        name: str, columns: Sequence[Column], identity: Identity, translate: Translate
    ) -> Mapping[str, str]:
        heads = {_plain(head): code for head, code in identity.words.get(name, {}).items()}
        for column in columns:
            heads[_plain(translate(column.head))] = column.code
            heads[_plain(column.head)] = column.code
        return heads


def _read_columns(columns: Sequence[Column]) -> Sequence[str]:
    return [one.code for one in columns if one.kind is not Kind.FIXED or one.code == "id"]


def _plain(head: str) -> str:
    return " ".join(head.split()).casefold()
