"""What is wrong with a request: the place, what was found there, and what is accepted."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ddtool.domain.errors import Problems
from ddtool.sentences import Sentence, Translate

LONGEST_FOUND = 80
Path = tuple[str | int, ...]
"""The way to a place: keys and positions."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in one line."""

    path: Path
    found: str
    accepted: str

    def __str__(self) -> str:
        """Say place, finding and remedy."""
        return self.told(str)

    def told(self, translate: Translate) -> str:
        """The same in another language."""
        place, found, accepted = place_of(self.path), self.found, self.accepted
        told = Sentence(
            "{place}: found {found}, accepted: {accepted}",
            place=place,
            found=found,
            accepted=accepted,
        )
        return told.told(translate)


class RequestsRefused(Problems):
    """At least one request of the run has a fault; nothing was decided."""


def in_file_order(faults: Iterable[Fault]) -> list[Fault]:
    """The faults by the number of their request; those of one request keep their order."""
    return sorted(faults, key=lambda fault: _request_number(fault.path))


def _request_number(path: Path) -> int:
    listed = len(path) > 1 and path[0] == "requests" and isinstance(path[1], int)
    return int(path[1]) if listed else 0


def shown(value: Any) -> str:
    """A value as it stands in the file: in one line, cut to a readable length."""
    text = json.dumps(value, ensure_ascii=False)
    if not text.isprintable():
        text = json.dumps(value)
    return text if len(text) <= LONGEST_FOUND else f"{text[:LONGEST_FOUND]}…"


def place_of(path: Path) -> str:
    """A place such as ``requests[2].credentials[0].status``; odd keys stand in quotes."""
    place = ""
    for step in path:
        if isinstance(step, int):
            place += f"[{step}]"
            continue
        plain = step and step.isprintable() and len(step) <= LONGEST_FOUND
        name = step if plain else shown(step)
        place += f".{name}" if place else name
    return place or "request"


def fault_from(error: Mapping[str, Any], prefix: Path, keys: Sequence[str]) -> Fault:
    """The fault behind one validation error; ``keys`` are those known at its place."""
    path = (*prefix, *error["loc"])
    kind = error["type"]
    if kind == "extra_forbidden":
        return Fault(path, Sentence("an unknown key"), ", ".join(keys))
    found = Sentence("nothing") if kind in ("missing", "is_missing") else shown(error["input"])
    return Fault(path, found, error.get("ctx", {}).get("accepted") or _accepted(error))


_BY_TYPE = {
    "string_type": Sentence("a text"),
    "bool_type": Sentence("true, false"),
    "int_type": Sentence("a whole number"),
    "int_from_float": Sentence("a whole number"),
    "greater_than_equal": Sentence("a whole number from 0"),
    "list_type": Sentence("a list"),
    "tuple_type": Sentence("a list"),
    "dict_type": Sentence("names with values"),
    "model_type": Sentence("an object"),
    "model_attributes_type": Sentence("an object"),
    "missing": Sentence("a value"),
}


def _accepted(error: Mapping[str, Any]) -> str:
    return _BY_TYPE.get(error["type"], str(error["msg"]))
