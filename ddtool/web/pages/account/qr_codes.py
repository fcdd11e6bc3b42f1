"""QR codes as drawings, without a picture from anywhere."""

from dataclasses import dataclass

import segno

_BORDER = 4
"""Light modules around a code, as readers need them."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A square drawing: its width in modules, and the path of all dark ones."""

    width: int
    path: str


def draw(text: str) -> Drawing:
    """The QR code of a text."""
    modules = segno.make(text, micro=False, error="m").matrix
    dark = (
        f"M{x + _BORDER} {y + _BORDER}h1v1h-1z"
        for y, row in enumerate(modules)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    return Drawing(len(modules) + 2 * _BORDER, "".join(dark))
