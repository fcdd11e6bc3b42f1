"""How the value of a setting is read; what cannot be used is told as what to give instead."""

import shlex
from urllib.parse import urlsplit

from ddtool.sentences import Sentence

_YES, _NO = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")


def text(value: object) -> str:
    """A text that is not empty."""
    if not isinstance(value, str) or not value:
        raise ValueError(Sentence("a text that is not empty"))
    return value


def hosts(value: object) -> tuple[str, ...]:
    """Host names, by commas or as a list."""
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise ValueError(Sentence("host names, separated by commas or as a list"))
    return tuple(part.strip() for part in parts if part.strip())


def count(value: object) -> int:
    """A whole number from 0 on."""
    text = "" if isinstance(value, bool) else str(value)
    if not (text.isascii() and text.isdigit()):
        raise ValueError(Sentence("a whole number, 0 or more"))
    return int(text)


def at_least_one(value: object) -> int:
    """A whole number from 1 on."""
    try:
        number = count(value)
    except ValueError:
        number = 0
    if number < 1:
        raise ValueError(Sentence("a whole number, 1 or more"))
    return number


def address(value: object) -> str:
    """An e-mail address."""
    text = str(value).strip()
    name, _at, host = text.partition("@")
    if not name or not host or any(letter.isspace() or letter in "<>,;" for letter in text):
        raise ValueError(Sentence("an e-mail address"))
    return text


def smtp(value: object) -> str:
    """The address of a mail server."""
    if not _is_url(str(value), ("smtp", "smtps")):
        raise ValueError(Sentence("an address such as smtp://user:password@mail.example.org:587"))
    return str(value)


def site(value: object) -> str:
    """The address of a site, without a slash at its end."""
    text = str(value).rstrip("/")
    if not _is_url(text, ("http", "https")) or urlsplit(text).query or urlsplit(text).username:
        raise ValueError(Sentence("an address such as https://ddtool.example.org"))
    return text


def _is_url(text: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def command(value: object) -> tuple[str, ...]:
    """A command with its arguments, as in a shell; nothing of a shell is used to run it."""
    try:
        words = tuple(shlex.split(value)) if isinstance(value, str) else ()
    except ValueError:
        words = ()
    if not words:
        raise ValueError(Sentence("a command such as clamdscan --fdpass"))
    return words


def flag(value: object) -> bool:
    """Yes or no."""
    word = str(value).strip().lower()
    if word not in _YES + _NO:
        raise ValueError(Sentence("yes or no"))
    return word in _YES
