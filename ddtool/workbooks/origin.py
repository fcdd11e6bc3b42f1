"""The stored assessment a workbook was made from, and what every field of it said then.

Of what a field said, the hidden sheet keeps a short hash only: a text that somebody takes out of
their workbook before handing it on is not in the file any more.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from hashlib import sha256

from ddtool.domain.labels import Labels
from ddtool.domain.statements import Key, Statements, Thing, Value

ORIGIN, LABEL, SHOWN, SAID = "origin", "label", "shown", "said"
"""What a row of the hidden sheet is about; its first cell."""

ROWS = (ORIGIN, LABEL, SHOWN, SAID)

_PRINT_LENGTH = 16

Row = tuple[str, str, str, str]


@dataclass(frozen=True)
class Origin:
    """What a workbook was made from.

    ``revision`` and ``event`` say how far the assessment and the history had come. ``shown`` are
    the requirements that each document showed, by its label. ``prints`` are two short hashes of
    each field: of what the file said when it was made, and of what the store said.
    """

    assessment: str
    revision: int = 0
    event: int = 0
    made_at: str = ""
    made_by: str = ""
    labels: Labels = field(default_factory=lambda: Labels({}))
    shown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    prints: Mapping[Key, tuple[str, str]] = field(default_factory=dict)

    def rows(self) -> Iterator[Row]:
        """The rows for the hidden sheet."""
        yield (ORIGIN, "assessment", self.assessment, "")
        yield (ORIGIN, "revision", str(self.revision), "")
        yield (ORIGIN, "event", str(self.event), "")
        yield (ORIGIN, "made at", self.made_at, "")
        yield (ORIGIN, "made by", self.made_by, "")
        for kind, ids in self.labels.ids.items():
            for label, id in ids.items():
                yield (LABEL, kind, label, id)
        for document, requirements in self.shown.items():
            yield (SHOWN, document, ";".join(requirements), "")
        for thing, fields in self._by_thing().items():
            yield (SAID, thing.noun, thing.id, ";".join(fields))

    def touched(self, file: Statements) -> Set[Key]:
        """The fields that a file has otherwise than when it was made."""
        return self._differing(file, 0)

    def moved(self, store: Statements) -> Set[Key]:
        """The fields that the store has otherwise than when the file was made."""
        return self._differing(store, 1)

    def _by_thing(self) -> Mapping[Thing, Sequence[str]]:
        found: dict[Thing, list[str]] = {}
        for key, prints in self.prints.items():
            found.setdefault(key.thing, []).append("=".join((key.field, *prints)))
        return found

    def _differing(self, said: Statements, side: int) -> Set[Key]:
        now = prints_of(said)
        then = {key: prints[side] for key, prints in self.prints.items() if prints[side]}
        return {key for key in {*now, *then} if now.get(key) != then.get(key)}


def origin_prints(file: Statements, store: Statements) -> Mapping[Key, tuple[str, str]]:
    """Both hashes of each field, in a fixed order; empty where nothing was said."""
    of_file, of_store = prints_of(file), prints_of(store)
    keys = dict.fromkeys((*of_store, *of_file))
    return {key: (of_file.get(key, ""), of_store.get(key, "")) for key in keys}


def prints_of(said: Statements) -> Mapping[Key, str]:
    """A short hash of every field that says something."""
    return {
        Key(thing, name): _print(value)
        for thing, fields in said.items()
        for name, value in fields.items()
    }


def parse_origin(rows: Sequence[Sequence[str]]) -> Origin | None:
    """The origin from those rows of the hidden sheet that speak of it, None where none does."""
    single = {row[1]: row[2] for row in rows if row[0] == ORIGIN}
    if not single.get("assessment"):
        return None
    labels: dict[str, dict[str, str]] = {}
    for _about, kind, label, id in (row for row in rows if row[0] == LABEL):
        labels.setdefault(kind, {})[label] = id
    return Origin(
        assessment=single["assessment"],
        revision=_number(single.get("revision", "")),
        event=_number(single.get("event", "")),
        made_at=single.get("made at", ""),
        made_by=single.get("made by", ""),
        labels=Labels(labels),
        shown={
            row[1]: tuple(part for part in row[2].split(";") if part)
            for row in rows
            if row[0] == SHOWN
        },
        prints=dict(one for row in rows if row[0] == SAID for one in _parse_said(row)),
    )


def _parse_said(row: Sequence[str]) -> Iterator[tuple[Key, tuple[str, str]]]:
    _about, noun, id, fields = row
    for part in fields.split(";"):
        name, file, store = [*part.split("="), "", ""][:3]
        yield Key(Thing(noun, id), name), (file, store)


def _print(value: Value) -> str:
    return sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()[:_PRINT_LENGTH]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
