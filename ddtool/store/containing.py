"""Looking for words inside texts, on both databases alike."""

from typing import Any

from sqlalchemy.sql import ColumnElement

_ESCAPE = "\\"


def contains(column: Any, words: str) -> ColumnElement[bool]:
    """Whether the words stand somewhere in a text, letter for letter: ``%`` and ``_`` too."""
    for sign in (_ESCAPE, "%", "_"):
        words = words.replace(sign, _ESCAPE + sign)
    found: ColumnElement[bool] = column.like(f"%{words}%", escape=_ESCAPE)
    return found
