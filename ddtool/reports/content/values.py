"""The small values of which a report's rows are made: a text and what stands behind it."""

from dataclasses import dataclass
from datetime import date

NOTHING = "–"
"""Printed where a cell has nothing to say."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and how the reader's language writes it; a dash where there is none."""

    value: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A state: the name of its mark (``reports/marks.py``) and its word."""

    mark: str
    word: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands beside it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A word, its mark if it has one, and what it means."""

    word: str
    meaning: str
    mark: str = ""
