"""What was changed between two submissions, in the reader's words, old beside new."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ddtool.domain.resubmission import Change
from ddtool.domain.statements import ANSWER, RATING
from ddtool.sentences import n_
from ddtool.web import language
from ddtool.web.conflicts import Piece, marked_pieces
from ddtool.web.said import field_name, value_words
from ddtool.wording.fields import NOUNS

_CAME, _WENT, _CHANGED = n_("added"), n_("taken away"), n_("changed")


@dataclass(frozen=True, slots=True)
class FieldTold:
    """One field: what it said and what it says, in pieces, those marked that differ."""

    name: str
    old: Sequence[Piece]
    new: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """One thing that was changed: what it is, what it is called, what happened to it."""

    noun: str
    name: str
    verb: str
    fields: Sequence[FieldTold]


def tell_changes(changes: Iterable[Change]) -> Sequence[ChangeTold]:
    """Changes in the order given; of what came or went only the name is told."""
    return [_told(one) for one in changes]


def _told(change: Change) -> ChangeTold:
    noun = change.thing.noun
    whole = change.came or change.went
    fields = () if whole else tuple(_fields(change))
    numbered = noun in (ANSWER, RATING)
    verb = _CAME if change.came else _WENT if change.went else _CHANGED
    return ChangeTold(
        noun=language.translate(NOUNS.get(noun, noun)),
        name=change.thing.id if numbered else f"{change.label} {change.name}".strip(),
        verb=language.translate(verb),
        fields=fields,
    )


def _fields(change: Change) -> Iterable[FieldTold]:
    for one in change.fields:
        old, new = (
            value_words(change.thing.noun, one.field, value) for value in (one.before, one.now)
        )
        if old != new:
            yield FieldTold(field_name(one.field), *marked_pieces(old, new))
