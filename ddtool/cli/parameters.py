"""What people type after an option: days and lists, read strictly."""

import re
from collections.abc import Sequence
from datetime import date

import click

from ddtool.cli import access
from ddtool.languages import list_languages
from ddtool.sentences import n_

_NO_DAY = n_("{value} is no day; give one such as 2026-12-01.")
_NOT_ONE_OF = n_("{word} is not one of {known}.")
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
            self.fail(
                access.say(_NO_DAY, value=repr(value)),
                param,
                ctx,
            )


def _day(text: str) -> date:
    if not _ISO_DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _speak(_context: click.Context, _option: click.Parameter, asked: str | None) -> str:
    if asked:
        access.speak(asked)
    return access.language()


language_option = click.option(
    "--language",
    type=click.Choice(list_languages()),
    callback=_speak,
    help="Language of what is written and said (default: the setting, else en).",
)
"""The option of every command that speaks at length."""


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
                self.fail(access.say(_NOT_ONE_OF, word=repr(word), known=known), param, ctx)
        return tuple(word for word in self._words if word in typed)
