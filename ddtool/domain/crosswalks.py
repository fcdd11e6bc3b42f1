"""Where answers given under one criteria set can be looked at again under another."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CrosswalkEntry:
    """Two requirements or criteria of different editions: an answer may be carried over.

    A pointer for people: it never creates coverage and never takes a rating over.
    """

    source: str
    target: str
    relation: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Where answers given under one criteria set can be looked at again under another."""

    source_set: str
    target_set: str
    entries: tuple[CrosswalkEntry, ...]
