"""Which fonts a report needs, and which of its characters none of them has."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import noto_cjk_sans_jp_bold
import noto_cjk_sans_jp_regular
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

_FONTS = Path(__file__).parent / "fonts"
_LATIN: Mapping[str, Path] = {
    "latin-400": _FONTS / "NotoSans_400Regular.ttf",
    "latin-600": _FONTS / "NotoSans_600SemiBold.ttf",
}
_CJK: Mapping[str, Path] = {
    "cjk-400": Path(str(noto_cjk_sans_jp_regular.FONT_PATH)),
    "cjk-600": Path(str(noto_cjk_sans_jp_bold.FONT_PATH)),
}
_WEIGHTS = {
    "latin-400": ("Report", 400),
    "latin-600": ("Report", 600),
    "cjk-400": ("Report CJK", 400),
    "cjk-600": ("Report CJK", 600),
}

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""Stands where a character cannot be printed; the report lists which ones."""

_SPACE = 0.26
_SPACES = frozenset("\t\n\r")
_SELECTORS = dict.fromkeys(range(65024, 65040))
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def fonts_for(text: str) -> Mapping[str, Path]:
    """The font files by name: the Latin ones, and the CJK ones only where the text needs them."""
    return {**_LATIN, **_CJK} if needs_cjk(text) else _LATIN


def face_rules(fonts: Iterable[str]) -> str:
    """The style rules that declare these fonts to the press."""
    rule = "@font-face{{font-family:{};font-weight:{};src:url(ddtool:font/{})}}"
    return "".join(rule.format(repr(_WEIGHTS[name][0]), _WEIGHTS[name][1], name) for name in fonts)


def needs_cjk(text: str) -> bool:
    """Whether the Latin face lacks some character that the CJK face has."""
    lacking = _unknown_to_latin(text)
    return bool(lacking) and bool(lacking & _characters("cjk-400"))


def unprintable(text: str) -> tuple[str, ...]:
    """The characters that no font of ours has or that would turn the text round, in order."""
    lacking = _unknown_to_latin(text)
    if lacking:
        lacking -= _characters("cjk-400")
    turning = set(text) & _TURNING
    return tuple(sorted(lacking | turning))


def without(text: str, characters: tuple[str, ...]) -> str:
    """The text with the replacement character in their places; variation selectors just go."""
    table: dict[int, str | None] = dict.fromkeys(map(ord, characters), REPLACEMENT)
    return text.translate(table | _SELECTORS)


def named(character: str) -> str:
    """A character for people who look for it, such as "U+1F600 grinning face"."""
    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X} {name}".strip()


def count_lines(text: str, size: float, width: float) -> int:
    """About how many lines a text takes, broken between words and inside long ones."""
    lines, left = 1, width
    for word in text.split():
        needed = sum(_advances().get(letter, 1.0) for letter in word) * size
        if needed > left and left < width:
            lines, left = lines + 1, width
        while needed > width:
            lines, needed = lines + 1, needed - width
        left -= needed + size * _SPACE
    return lines


@cache
def _advances() -> Mapping[str, float]:
    """The widths of letters in ems; others, as those of the CJK face, are one em wide."""
    with TTFont(_LATIN["latin-400"], lazy=True) as file:
        per_em = file["head"].unitsPerEm
        widths = file["hmtx"].metrics
        return {chr(code): widths[name][0] / per_em for code, name in file.getBestCmap().items()}


def _unknown_to_latin(text: str) -> set[str]:
    return {
        one for one in set(text) - _characters("latin-400") - _SPACES if ord(one) not in _SELECTORS
    }


@cache
def _characters(font: str) -> frozenset[str]:
    path = {**_LATIN, **_CJK}[font]
    with TTFont(path, lazy=True) as file:
        return frozenset(map(chr, file.getBestCmap()))
