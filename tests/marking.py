"""A language that only puts marks around every text, to find what never asked for a translation."""

import gettext
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

from ddtool.domain.reasons import Code
from ddtool.packs import Library

LANGUAGE = "es"
"""The days and lists of the marked reports; an English "and" would be seen."""

_MARKED = re.compile("‹[^‹›]*›")
_CUT_OFF = re.compile("‹.*", re.DOTALL)
_DAY = re.compile(r"\b\d{1,2}\s(de\s)?[a-z]+\s(de\s)?\d{4}\b")
_WITH_DIGITS = re.compile(r"[\w.,;@–-]*\d[\w.,;@–-]*")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
# Names that are the same in every language, and the only words of our own that stand alone.
_NAMES = {"ddtool", "SHA", *(code.value for code in Code)}


class Marking(gettext.NullTranslations):
    """Gives every text back between two marks."""

    def gettext(self, message: str) -> str:
        """The text between marks."""
        return f"‹{message}›"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The text for the number between marks."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def unmarked(texts: Iterable[str], data: Iterable[str]) -> list[str]:
    """The texts in which words stand that are neither marked nor among the data."""
    names = sorted({*data, *_NAMES} - {""}, key=len, reverse=True)
    known = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names))
    return sorted({text for text in texts if _LETTERS.search(_rest(text, known))})


def _rest(text: str, known: re.Pattern[str]) -> str:
    """What is left of a text without marked parts, data, days and numbers."""
    before = None
    while before != text:
        before, text = text, _MARKED.sub(" ", text)
    text = _CUT_OFF.sub(" ", text)
    return _WITH_DIGITS.sub(" ", known.sub(" ", _DAY.sub(" ", text)))


def texts_in(value: object, *, leave_out: Iterable[str] = ()) -> Iterator[str]:
    """All texts in a value of dataclasses, lists and mappings; fields may be left out by name."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    for part in _parts(value, leave_out):
        yield from texts_in(part)


def _parts(value: object, leave_out: Iterable[str]) -> Iterable[object]:
    """What a value is made of; nothing for a text, a number, a day."""
    if isinstance(value, Mapping):
        return (*value.keys(), *value.values())
    if isinstance(value, list | tuple | set | frozenset):
        return value
    if not is_dataclass(value) or isinstance(value, type):
        return ()
    return [getattr(value, one.name) for one in fields(value) if one.name not in leave_out]


def pack_texts(library: Library, criteria_set: str) -> set[str]:
    """Everything that packs say in their own words."""
    matrices = [library.matrix(head.name) for head in library.matrices()]
    vocabulary = library.vocabulary(LANGUAGE)
    packs = (library.criteria_set(criteria_set), library.standards(), vocabulary, matrices)
    return set(texts_in(packs))
