"""CSV files of a site: known columns only, every row with its line."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from ddtool.sentences import Problem
from ddtool.wording import Translate, n_
from ddtool.workbooks.cells import shown

MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 5_000

_NOT_TEXT = n_("this is not a text in UTF-8")
SAVE_AS_CSV = n_("save the file as CSV UTF-8 with commas")
SAVE_AS_TEXT = n_("save the file as UTF-8 text")
_TOO_LARGE = n_("the file is larger than 2 MB or has more than {rows} rows")
_SHORTEN = n_("split or shorten it")
_NOT_THERE = n_("there is no such file, or it cannot be read")
_GIVE = n_("give the path of a file")
_OTHER_SIGN = n_("the columns are separated with semicolons or tabs")
_WITH_COMMAS = n_("separate them with commas, or save the file as CSV UTF-8 with commas")
_UNKNOWN_COLUMN = n_("unknown column {found}")
_MISSING_COLUMN = n_("the column {found} is missing")
_TWICE = n_("the column {found} stands twice")
_COLUMNS = n_("the columns are: {columns}")
_FIELDS = n_("{found} fields under {heads} heads")
_QUOTE = n_("put texts with commas between quotation marks")
_LINE = n_("line {line}")


@dataclass(frozen=True)
class CsvRow:
    """One row with the line it begins on."""

    line: str
    values: Mapping[str, object]


class CsvFile:
    """Reads one file and collects its problems."""

    def __init__(self, path: Path, problems: list[Problem], translate: Translate) -> None:
        self.name = path.name
        self._path = path
        self._problems = problems
        self._translate = translate

    def rows(self, columns: Sequence[str], required: Sequence[str]) -> Iterator[CsvRow]:
        """The rows; nothing where the file as a whole cannot be used."""
        text = read_text(self._path, self._problems, self._translate)
        if text is None:
            return
        reader = csv.reader(StringIO(text, newline=""), strict=True)
        try:
            heads = [head.strip() for head in next(reader, [])]
            if self._heads_are_good(heads, columns, required):
                yield from self._rows(reader, heads)
        except csv.Error:
            self.note(self._line(reader.line_num), _NOT_TEXT, _QUOTE)

    def note(self, place: str, found: str, accepted: str, /, **values: object) -> None:
        """Note one problem of this file."""
        say = self._translate
        problem = Problem(
            self.name, place, say(found).format(**values), say(accepted).format(**values)
        )
        self._problems.append(problem)

    def _heads_are_good(
        self, heads: Sequence[str], columns: Sequence[str], required: Sequence[str]
    ) -> bool:
        if len(heads) == 1 and re.search("[;\t]", heads[0]):
            self.note(self._line(1), _OTHER_SIGN, _WITH_COMMAS)
            return False
        before, known = len(self._problems), ", ".join(columns)
        for head in dict.fromkeys(heads):
            if head not in columns:
                self._note_head(_UNKNOWN_COLUMN, head, known)
            elif list(heads).count(head) > 1:
                self._note_head(_TWICE, head, known)
        for column in required:
            if column not in heads:
                self._note_head(_MISSING_COLUMN, column, known)
        return len(self._problems) == before

    def _note_head(self, found: str, head: str, columns: str) -> None:
        self.note(self._line(1), found, _COLUMNS, found=shown(head), columns=columns)

    def _rows(self, reader: Iterator[list[str]], heads: Sequence[str]) -> Iterator[CsvRow]:
        line = 2
        for count, values in enumerate(reader):
            place = self._line(line)
            line = getattr(reader, "line_num", line) + 1
            if count == MAX_ROWS:
                self.note(place, _TOO_LARGE, _SHORTEN, rows=MAX_ROWS)
                return
            if not any(value.strip() for value in values):
                continue
            if len(values) != len(heads):
                self.note(place, _FIELDS, _QUOTE, found=len(values), heads=len(heads))
            else:
                yield CsvRow(place, dict(zip(heads, values, strict=True)))

    def _line(self, line: int) -> str:
        return self._translate(_LINE).format(line=line)


def read_text(
    path: Path, problems: list[Problem], translate: Translate, *, save_as: str = SAVE_AS_CSV
) -> str | None:
    """The text of a small UTF-8 file, or None with a problem noted."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            said = translate(_TOO_LARGE).format(rows=MAX_ROWS), translate(_SHORTEN)
        else:
            return content.decode("utf-8-sig")
    except OSError:
        said = translate(_NOT_THERE), translate(_GIVE)
    except UnicodeDecodeError:
        said = translate(_NOT_TEXT), translate(save_as)
    problems.append(Problem(path.name, "", *said))
    return None
