"""What people type or paste: texts without what nobody sees, percentages, sums of money."""

import re
import unicodedata

LEAST_PERCENT, MOST_PERCENT = 0, 100
"""Between them lie the numbers that a certificate states as results."""

_KEPT_CONTROLS = "\n\t"
_JOINERS = "\u200c\u200d"
"""Invisible, and part of how some scripts are written."""
_LINE_ENDS = str.maketrans({"\u2028": "\n", "\u2029": "\n"})
_BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters by name, and nothing to see: a name made of them would be no name."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})

_PERCENT = re.compile(r"-?\d{1,15}(?:[.,]\d{1,15})?(?=\s*%?\Z)")
_BELOW_NOTHING = re.compile(r"(?:[A-Z]{3}|[^\d]*[\s€$£¥])?\s?[-\u2212\u2013]\s?\d")
_EXPONENT = re.compile(r"\d[eE][+-]?\d{2,}")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[ .,'’\u00a0\u202f](?=\d)")
_TOO_MANY_DIGITS = re.compile(r"\d{13,}")


def clean(text: str | None) -> str:
    """A text in one normal form, with plain line ends, without what nobody sees.

    Control characters, marks that turn the direction of what follows, halves of characters and
    non-characters are left out: they say nothing, and can make a name look like another one.
    """
    if not text:
        return ""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    plain = plain.translate(_LINE_ENDS)
    return "".join(one for one in plain if _is_kept(one)).strip(f"{_JOINERS} \n\t").strip()


def percentage(text: str) -> int | float | None:
    """A number as people write it, with a point or a comma, with or without the sign.

    None where it is none; whether it lies between 0 and 100 is another question.
    """
    found = _PERCENT.match(text.strip())
    if found is None:
        return None
    plain = found.group().replace(",", ".")
    return float(plain) if "." in plain else int(plain)


def is_percentage(number: float) -> bool:
    """Whether a number can be a percentage that was reached."""
    return LEAST_PERCENT <= number <= MOST_PERCENT


def is_below_nothing(cost: str) -> bool:
    """Whether a sum of money, typed freely, begins with a number below nought."""
    return _BELOW_NOTHING.match(cost.strip()) is not None


def is_beyond_sense(cost: str) -> bool:
    """Whether a sum of money, typed freely, holds a number that nobody can mean."""
    together = _BETWEEN_DIGITS.sub("", cost)
    return bool(_EXPONENT.search(cost) or _TOO_MANY_DIGITS.search(together))


def _is_kept(letter: str) -> bool:
    if letter in _KEPT_CONTROLS or letter in _JOINERS:
        return True
    number = ord(letter)
    is_nothing = (number & 0xFFFE) == 0xFFFE or 0xFDD0 <= number <= 0xFDEF
    if is_nothing or letter in _BLANK_LETTERS:
        return False
    return unicodedata.category(letter) not in _UNSEEN
