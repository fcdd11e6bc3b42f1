"""One row of values by column code, read one after the other; what cannot be used is noted."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from ddtool.workbooks.cells import Values
from ddtool.workbooks.choices import Lists
from ddtool.workbooks.problems import NotAccepted

T = TypeVar("T")

Note = Callable[[str, NotAccepted], None]
"""Takes the column and what is wrong with its value."""


class Fields:
    """The values of one row. Every method answers with a value that can be used in any case."""

    def __init__(
        self, values: Mapping[str, object], parse: Values, lists: Lists, note: Note
    ) -> None:
        self._values = values
        self._parse = parse
        self._lists = lists
        self._note = note

    def __contains__(self, column: str) -> bool:
        return column in self._values

    def text(self, column: str) -> str:
        """A text, empty where nothing stands."""
        return self._read(column, self._parse.text, "")

    def items(self, column: str) -> tuple[str, ...]:
        """A list with semicolons."""
        return self._read(column, self._parse.items, ())

    def ids(self, column: str) -> tuple[str, ...]:
        """A list of ids."""
        return self._read(column, self._parse.ids, ())

    def raw(self, column: str) -> object:
        """The value as it was found."""
        return self._values.get(column)

    def read(self, column: str, parse: Callable[[object], T], default: T) -> T:
        """The value by a parser of the caller's; the default where it is not accepted."""
        return self._read(column, parse, default)

    def word(self, column: str, choices: str) -> str | None:
        """The code of a word of a list, None where nothing stands or the word is not known."""
        return self._read(column, lambda value: self._parse.word(value, self._lists[choices]), None)

    @property
    def parse(self) -> Values:
        """The parser of single values."""
        return self._parse

    def note(self, column: str, found: str, accepted: str) -> None:
        """Note what is wrong with a value beside its form."""
        self._note(column, NotAccepted(found, accepted))

    def _read(self, column: str, parse: Callable[[object], T], default: T) -> T:
        try:
            return parse(self._values.get(column))
        except NotAccepted as problem:
            self._note(column, problem)
            return default
