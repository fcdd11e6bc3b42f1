"""The order in which people read names that hold numbers: 2.b before 10.a."""

import re

_DIGITS = re.compile(r"(\d+)")


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """A key to sort by: numbers in a name by their value, chapter 2.5 before chapter 2.10."""
    parts = (part for part in _DIGITS.split(name) if part)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)
