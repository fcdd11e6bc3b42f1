"""What people type after an option: days and lists, read strictly."""

import re
from collections.abc import Sequence
from datetime import date

import click

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Day(click.ParamType[date]):
    """A day such as 2026-12-01."""

    name = "day"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The day that was typed."""
        if isinstance(value, date):
            return value
        try:
            return _day(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day; give one such as 2026-12-01.", param, ctx)


def _day(text: str) -> date:
    if not _ISO_DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


class ListOf(click.ParamType[tuple[str, ...]]):
    """Some of these words, separated by commas, in their own order."""

    name = "list"

    def __init__(self, words: Sequence[str]) -> None:
        self._words = tuple(words)

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The words that were typed, each once."""
        if isinstance(value, tuple):
            return value
        typed = [part.strip() for part in str(value).split(",")]
        known = ", ".join(self._words)
        for word in typed:
            if word not in self._words:
                self.fail(f"{word!r} is not one of {known}.", param, ctx)
        return tuple(word for word in self._words if word in typed)
