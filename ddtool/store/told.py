"""Sentences kept so that they can still be said in another language once they are read."""

import json
from typing import Any

from ddtool.sentences import Sentence


def packed(text: str) -> str:
    """A text or sentence as JSON; empty for an empty one."""
    return json.dumps(_packed(text)) if text else ""


def unpacked(kept: str) -> str:
    """The text or sentence from what :func:`packed` made of it; anything else as it is."""
    try:
        made = _unpacked(json.loads(kept))
    except ValueError:
        return kept
    return made if isinstance(made, str) else kept


def _packed(value: object) -> object:
    if isinstance(value, Sentence):
        template, values = value.parts
        return [template, {name: _packed(one) for name, one in values.items()}]
    return value if isinstance(value, int | float) else str(value)


def _unpacked(said: Any) -> object:
    if not isinstance(said, list):
        return said
    template, values = said
    return Sentence(template, **{name: _unpacked(value) for name, value in values.items()})
