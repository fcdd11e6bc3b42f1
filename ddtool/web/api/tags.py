"""ETags: which state of a thing somebody has read, and whether it is the one that stands."""

import re
from typing import Any

from flask import request
from werkzeug.exceptions import PreconditionRequired

from ddtool.domain.history import Stored

_TAG = re.compile(r'(W/)?"([^"]*)"')

NEVER = -1
"""A version that nothing has."""


def tag_of(stored: Stored[Any]) -> str:
    """The ETag of a thing, in its quotes. What nobody has said yet has version 0."""
    return f'"{stored.version}"'


def kept(stored: Stored[Any]) -> dict[str, Any]:
    """What is told of every thing that has a version, beside its id."""
    return {
        "etag": tag_of(stored),
        "changed_at": stored.changed_at,
        "changed_by": stored.changed_by,
    }


def version_read(stands: Stored[Any]) -> int:
    """The version that the header If-Match names; ``If-None-Match: *`` says that there was none.

    ``*`` in If-Match stands for whatever is there. Of several the one that stands is taken.

    :raises PreconditionRequired: neither header is there.
    """
    return read_as(str(stands.version), str(NEVER) if stands.version else "0")


def read_as(stands: str, if_none: str = str(NEVER)) -> int:
    """The same for a state that is named by a text, of which the number before a point counts."""
    if "If-Match" in request.headers:
        named = named_tags()
        return _number(stands if stands in named or "*" in named else next(iter(named), ""))
    if request.headers.get("If-None-Match", "").strip() == "*":
        return _number(if_none)
    raise PreconditionRequired


def named_tags() -> tuple[str, ...]:
    """The ETags of the header If-Match without their quotes, or its star; weak ones never match."""
    header = request.headers.get("If-Match", "").strip()
    quoted = [text for weak, text in _TAG.findall(header) if not weak]
    return tuple(quoted) or (header,)


def _number(text: str) -> int:
    digits = text.partition(".")[0]
    usable = digits.isascii() and digits.isdigit() and len(digits) < 10
    return int(digits) if usable else NEVER
