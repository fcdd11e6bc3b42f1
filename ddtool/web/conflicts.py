"""Two people changed one thing: both versions beside each other, and a third one to save.

A view catches :class:`~ddtool.domain.refusals.Conflict` and answers with :func:`conflict_page`:

    except Conflict as conflict:
        return conflict_page(
            conflict,
            title=_("Two people changed 17.e"),
            action=url_for("answers.save", assessment=id, requirement="17.e"),
            back=url_for("criteria.page", assessment=id, number="17"),
            fields=(
                Both("answer", n_("Answer"), theirs, mine, choices=codes_and_words),
                Both("note", n_("Note"), their_note, my_note, long=True),
            ),
        )

``action`` is the view itself. It gets what it always gets, the fields by their names and the
newest ``version``, so it needs nothing more.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from flask import Response, make_response, render_template

from ddtool.domain.refusals import Conflict
from ddtool.web import access

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_SENTENCES = re.compile(r"[^.!?。\n]*[.!?。\n]+\s*|[^.!?。\n]+$")

_ALIKE = 0.5
"""Texts that share less are marked as a whole; single common words would only confuse."""

Piece = tuple[str, bool]
"""A part of a text, and whether it stands in this version only."""


@dataclass(frozen=True, slots=True)
class Both:
    """One field of a form as somebody else has saved it, and as it was typed here.

    ``choices`` are pairs of a value and its words where the field offers some. ``long`` is a text
    of several lines. ``kind`` is the type of its input.
    """

    name: str
    label: str
    theirs: str
    mine: str
    choices: Sequence[tuple[str, str]] = ()
    long: bool = False
    kind: str = "text"

    @property
    def their_pieces(self) -> tuple[Piece, ...]:
        """Their text, with what only they have marked."""
        return tuple(_marked(self._words(self.theirs), self._words(self.mine)))

    @property
    def my_pieces(self) -> tuple[Piece, ...]:
        """My text, with what only I have marked."""
        return tuple(_marked(self._words(self.mine), self._words(self.theirs)))

    @property
    def merged(self) -> str:
        """What to begin a third version with: nothing of either text is missing in it."""
        if self.long:
            return merge_texts(self.theirs, self.mine)
        return self.mine or self.theirs

    def _words(self, value: str) -> str:
        return str(dict(self.choices).get(value, value))


@dataclass(frozen=True, slots=True)
class _Shown:
    title: str
    action: str
    back: str
    fields: Sequence[Both]
    more: Mapping[str, str] = field(default_factory=dict)


def conflict_page(
    conflict: Conflict[Any],
    *,
    title: str,
    action: str,
    back: str,
    fields: Sequence[Both],
    more: Mapping[str, str] | None = None,
) -> Response:
    """The page that shows both versions, with status 409.

    ``back`` leads to the page without saving anything; ``more`` are further hidden fields that
    the view asks for. The fields keep their order.
    """
    shown = _Shown(title, action, back, fields, more or {})
    own = conflict.current.changed_by == access.author().name
    page = render_template("conflict/page.html", current=conflict.current, shown=shown, own=own)
    return make_response(page, 409)


def merge_texts(theirs: str, mine: str) -> str:
    """One text with every sentence of both, those in common once."""
    ours, yours = _SENTENCES.findall(theirs), _SENTENCES.findall(mine)
    matcher = SequenceMatcher(None, [one.strip() for one in ours], [one.strip() for one in yours])
    merged: list[str] = []
    for what, from_one, to_one, from_two, to_two in matcher.get_opcodes():
        merged += ours[from_one:to_one]
        merged += [] if what == "equal" else yours[from_two:to_two]
    return "".join(_spaced(merged)).strip()


def marked_pieces(text: str, other: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Two texts in pieces, those marked that stand in one of them only."""
    return tuple(_marked(text, other)), tuple(_marked(other, text))


def _spaced(sentences: Sequence[str]) -> Iterator[str]:
    """Sentences with something between them, also where one was the last of its text."""
    for sentence in sentences:
        apart = sentence[-1:].isspace() or sentence[-1:] == "。"
        yield sentence if apart else f"{sentence} "


def _marked(text: str, other: str) -> Iterator[Piece]:
    words, others = _WORDS.findall(text), _WORDS.findall(other)
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    if text and matcher.ratio() < _ALIKE:
        yield text, True
        return
    for what, from_one, to_one, _from_two, _to_two in matcher.get_opcodes():
        if to_one > from_one:
            yield "".join(words[from_one:to_one]), what != "equal"
