"""TOML tables read strictly: every key by its kind, whatever is not expected refused by name."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from ddtool.packs.files import PackFiles
from ddtool.packs.problems import Findings
from ddtool.packs.texts import fault_of_id, fault_of_item, fault_of_name, fault_of_text
from ddtool.sentences import Sentence

T = TypeVar("T")
Fault = Callable[[str], tuple[str, str] | None]

_KINDS: Mapping[type, str] = {
    str: Sentence("a text"),
    bool: Sentence("yes or no"),
    int: Sentence("a number"),
    float: Sentence("a number"),
    list: Sentence("a list"),
    dict: Sentence("a table"),
}


def parse_toml(data: bytes, findings: Findings) -> dict[str, object]:
    """The tables of a TOML file; empty, with a problem noted, where it is none."""
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        findings.give_up(
            Sentence("byte {number}", number=error.start),
            Sentence("this is not UTF-8"),
            Sentence("save the file as UTF-8"),
        )
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).rstrip(")").partition(" (at ")
        findings.give_up(place, message, Sentence("mend it so that it is valid TOML"))
    except RecursionError:
        findings.give_up(
            "",
            Sentence("it is nested too deeply"),
            Sentence("use the tables of criteria/README.md only"),
        )
    return {}


def read_table(files: PackFiles, name: str, findings: Findings) -> "Table":
    """The top table of one file of a pack."""
    of_file = files.findings(name, findings)
    return Table(parse_toml(files.contents.get(name, b""), of_file), "", of_file)


@dataclass(frozen=True, slots=True)
class Table:
    """One table and its place for problems, such as ``criterion "17"``."""

    values: Mapping[str, object]
    place: str
    findings: Findings

    def only(self, keys: Sequence[str]) -> "Table":
        """This table, after unknown keys have been noted."""
        for key in self.values:
            if key not in keys:
                self._note(
                    Sentence('unknown key "{key}"', key=key),
                    Sentence("remove it or use one of: {words}", words=", ".join(keys)),
                )
        return self

    def text(self, key: str, *, required: bool = False, fault: Fault = fault_of_text) -> str:
        """A text; empty where it is missing."""
        value = self._typed(key, str, "", required=required)
        if required and key in self.values and not value:
            self._note(Sentence("{key} is empty", key=key), Sentence("fill it in"))
        self._check(key, value, fault)
        return value

    def id(self, key: str, *, required: bool = True) -> str:
        """An id: always a text, also where it looks like a number."""
        return self.text(key, required=required, fault=fault_of_id)

    def name(self, key: str, *, required: bool = True) -> str:
        """The name of a standard or an edition."""
        return self.text(key, required=required, fault=fault_of_name)

    def texts(self, key: str, *, fault: Fault = fault_of_item) -> tuple[str, ...]:
        """A list of one-line texts."""
        items = self._typed(key, list, [])
        for item in items:
            if isinstance(item, str):
                self._check(Sentence("an item of {key}", key=key), item, fault)
            else:
                self._note(
                    Sentence("an item of {key} is {kind}", key=key, kind=_kind(item)),
                    Sentence("put it in quotes"),
                )
        return tuple(item for item in items if isinstance(item, str))

    def lists(self, key: str) -> tuple[tuple[str, ...], ...]:
        """A list of lists of names."""
        rows = self._typed(key, list, [])
        return tuple(Table({key: row}, self.place, self.findings)._row(key) for row in rows)

    def _row(self, key: str) -> tuple[str, ...]:
        return self.texts(key, fault=fault_of_name)

    def day(self, key: str) -> date | None:
        """A day such as ``2024-01-01``, without quotes."""
        value = self.values.get(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        self._note(
            Sentence("{key} is {kind}", key=key, kind=_kind(value)),
            Sentence("give a day such as 2024-01-31, without quotes"),
        )
        return None

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false."""
        return self._typed(key, bool, default)

    def word(self, key: str, words: Mapping[str, T], default: T) -> T:
        """One of these words."""
        value = self._typed(key, str, "")
        if key in self.values and value not in words:
            self._note(
                Sentence('{key} is "{value}"', key=key, value=value),
                Sentence("use one of: {words}", words=", ".join(words)),
            )
        return words.get(value, default)

    def tables(self, key: str, item: str, name: str) -> Iterator["Table"]:
        """The tables of a list; each is called by its key ``name``, or by its position."""
        items = self._typed(key, list, [])
        for position, values in enumerate(items, start=1):
            if not isinstance(values, dict):
                self._note(
                    Sentence(
                        "item {position} of {key} is {kind}",
                        position=position,
                        key=key,
                        kind=_kind(values),
                    ),
                    Sentence("write [[{key}]]", key=key),
                )
                continue
            called = values.get(name)
            label = f'"{called}"' if isinstance(called, str) and called else str(position)
            yield Table(
                values,
                self._inside(Sentence("{item} {name}", item=Sentence(item), name=label)),
                self.findings,
            )

    def table(self, key: str) -> "Table":
        """A table inside this one; empty where it is missing."""
        return Table(self._typed(key, dict, {}), self._inside(key), self.findings)

    def _inside(self, place: str) -> str:
        if not self.place:
            return place
        return Sentence("{outer}, {inner}", outer=self.place, inner=place)

    def _typed(self, key: str, kind: type[T], default: T, *, required: bool = False) -> T:
        value = self.values.get(key)
        if value is None:
            if required:
                self._note(Sentence('the key "{key}" is missing', key=key), Sentence("add it"))
            return default
        if not isinstance(value, kind):
            self._note(
                Sentence("{key} is {kind}", key=key, kind=_kind(value)),
                Sentence("give {kind}", kind=_KINDS[kind]),
            )
            return default
        return value

    def _check(self, what: str, text: str, fault: Fault) -> None:
        found = fault(text) if text or what.startswith("an item") else None
        if found:
            self._note(Sentence("{what} {fault}", what=what, fault=found[0]), found[1])

    def _note(self, found: str, remedy: str) -> None:
        self.findings.add(self.place, found, remedy)


def _kind(value: object) -> str:
    return _KINDS.get(type(value), Sentence("a day"))
