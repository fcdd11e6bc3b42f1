"""Names of files as people see them: whole, readable, and harmless to whoever saves the file."""

import re
import unicodedata

LONGEST_BYTES = 255

_NAMELESS = "file"
_JOINERS = "\u200c\u200d"
"""Invisible, and part of how some scripts are written."""

_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_LONGEST_ENDING = 12


def clean_name(name: str) -> str:
    """The name of a file as it is shown and as it is saved again under, at most 255 bytes.

    Letters of every script stay; folders, control and direction signs, and what a file system
    forbids do not. It is never used as a path.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(letter for letter in last if _may_stay(letter))
    text = _NOT_IN_NAMES.sub("_", " ".join(visible.split())).strip(" .")
    if _DEVICES.match(text):
        text = f"_{text}"
    return _shortened(text) or _NAMELESS


def ending_of(name: str) -> str:
    """What stands behind the last dot, in lower case; empty where there is none."""
    stem, dot, ending = name.rpartition(".")
    return ending.lower() if stem and dot else ""


def _may_stay(letter: str) -> bool:
    """Spaces become one later; of what cannot be seen only joiners stay."""
    if letter in _JOINERS or letter in " \t":
        return True
    return unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _shortened(text: str) -> str:
    """The text in at most 255 bytes, with its ending."""
    if len(text.encode()) <= LONGEST_BYTES:
        return text
    stem, dot, ending = text.rpartition(".")
    if not stem or len(ending) > _LONGEST_ENDING:
        stem, dot, ending = text, "", ""
    room = LONGEST_BYTES - len(f"{dot}{ending}".encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(" .") + dot + ending
