"""Texts in another language: how files such as ``text.es.toml`` are read and laid over a value.

Ids stay, texts change; a text that is not translated stays in the pack's own language.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from ddtool.packs.tables import Table
from ddtool.sentences import Sentence

LIST_KEYS = ("evidence",)
"""The keys whose value is a list of texts."""

T = TypeVar("T")
Keys = Mapping[str, tuple[str, ...]]
"""The keys that may be translated, by table."""

Texts = Mapping[str, Mapping[str, Any]]
"""Translated values by id and key."""


def read_texts(table: Table, keys: Keys, ids: Mapping[str, Collection[str]]) -> dict[str, Texts]:
    """The texts of each part that has ids; ids that the pack does not have are noted."""
    return {part: _of_part(table.table(part), keys[part], ids[part]) for part in ids}


def read_values(table: Table, keys: tuple[str, ...]) -> Mapping[str, Any]:
    """The translated values of one table."""
    given = [key for key in keys if key in table.only(keys).values]
    return {key: table.texts(key) if key in LIST_KEYS else table.text(key) for key in given}


def lay_over(things: tuple[T, ...], texts: Texts, key: str = "id") -> tuple[T, ...]:
    """The same values with the texts that are given for their ids."""
    return tuple(
        replace(thing, **texts.get(getattr(thing, key), {}))  # type: ignore[type-var]
        for thing in things
    )


def _of_part(outer: Table, keys: tuple[str, ...], ids: Collection[str]) -> Texts:
    texts = {}
    for name in outer.values:
        inner = outer.table(name)
        if name not in ids:
            inner.findings.add(
                inner.place, Sentence("there is no such id to translate"), Sentence("correct it")
            )
        texts[name] = read_values(inner, keys)
    return texts
