"""Logos: a PNG or JPEG of a sensible size, written anew so that nothing else comes along with it.

SVG is not taken: it can hold programs and addresses, and can draw without end.
"""

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from ddtool.evidence_files.kinds import FileRefused
from ddtool.evidence_files.looking import check_file
from ddtool.sentences import Sentence

LARGEST = 2 * 1024 * 1024
"""The most bytes that a logo may have."""

LOGO_ACCEPT = ".png,.jpg,.jpeg"

_SHORTEST_SIDE, _LONGEST_SIDE = 64, 6_000
_MOST_STRETCHED = 10
_KEPT_SIDE = 1_200
_TAKEN = {"image/png": "PNG", "image/jpeg": "JPEG"}


@dataclass(frozen=True, slots=True)
class LogoFile:
    """A logo written anew as PNG; at most 1,200 pixels long."""

    png: bytes
    width: int
    height: int


def check_logo(name: str, file: BinaryIO) -> LogoFile:
    """Judge a logo and write it anew; colours and transparency stay, everything else goes.

    :raises FileRefused: it is no PNG or JPEG, or its size is not that of a logo.
    """
    checked = check_file(name, file)
    if checked.media_type not in _TAKEN:
        raise FileRefused(
            Sentence("{file} is no picture; save the logo as .png or .jpg.", file=checked.name)
        )
    if checked.size > LARGEST:
        raise FileRefused(
            Sentence(
                "{file} is larger than {n} MB; save it smaller.", file=checked.name, n=LARGEST >> 20
            )
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _written_anew(checked.name, file, _TAKEN[checked.media_type])
    except (
        OSError,
        SyntaxError,
        ValueError,
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        raise FileRefused(
            Sentence(
                "{file} is damaged or cut off; open it in the program it comes from, "
                "save it again, and bring that file.",
                file=checked.name,
            )
        ) from None


def _written_anew(name: str, file: BinaryIO, kind: str) -> LogoFile:
    with Image.open(file, formats=[kind]) as opened:
        # WeasyPrint lets Pillow read pictures that are cut off, for the whole process.
        opened.verify()
    file.seek(0)
    with Image.open(file, formats=[kind]) as opened:
        _require_size(name, *opened.size)
        upright = ImageOps.exif_transpose(opened)
        transparent = "A" in upright.getbands() or "transparency" in upright.info
        plain = upright.convert("RGBA" if transparent else "RGB")
    plain.thumbnail((_KEPT_SIDE, _KEPT_SIDE))
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    written = BytesIO()
    bare.save(written, "PNG", optimize=True)
    return LogoFile(written.getvalue(), *bare.size)


def _require_size(name: str, width: int, height: int) -> None:
    longest, shortest = max(width, height), min(width, height)
    if longest < _SHORTEST_SIDE or longest > _LONGEST_SIDE:
        raise FileRefused(
            Sentence(
                "{file} has {width:,} × {height:,} pixels; a logo has from {fewest} to {most:,} "
                "on its longer side.",
                file=name,
                width=width,
                height=height,
                fewest=_SHORTEST_SIDE,
                most=_LONGEST_SIDE,
            )
        )
    if longest > _MOST_STRETCHED * shortest:
        raise FileRefused(
            Sentence(
                "{file} is more than {n} times as long on one side as on the other; cut it to "
                "the logo.",
                file=name,
                n=_MOST_STRETCHED,
            )
        )
