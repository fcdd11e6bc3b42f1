"""Small documents that are really there: a page of lines as a PDF, bars with a limit as a PNG.

They are written here byte by byte, so that the demonstration needs no library of the system.

Source: ISO 32000-1, sections 7.5 (file structure) and 9.6 (simple fonts); PNG specification 1.2.
"""

import struct
import zlib
from collections.abc import Sequence

_FICTIONAL = "Fictional demonstration data. No company, site or result in it exists."
_PAGE = "[0 0 595 842]"
_BAR, _GAP, _HEIGHT, _EDGE = 24, 12, 160, 16
_PAPER, _INK, _LIMIT, _ABOVE = 0, 1, 2, 3
_COLOURS = bytes((255, 255, 255, 90, 90, 90, 150, 70, 30, 190, 40, 60))
"""Red, green and blue of the paper, a bar, the limit, and a bar above the limit."""


def make_pdf(lines: Sequence[str]) -> bytes:
    """One page with these lines of text, the first one large, and that it is fictional."""
    contents = _text_of(lines).encode("cp1252", "replace")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox {_PAGE} /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(contents), contents),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    )
    return _pdf_of(objects)


def make_picture(bars: Sequence[int], limit: int) -> bytes:
    """A picture with a bar for each number, a line at the limit, and bars above it in red."""
    highest = max((*bars, limit, 1))
    width = 2 * _EDGE + len(bars) * (_BAR + _GAP)
    rows = []
    for y in range(_HEIGHT + 2 * _EDGE):
        level = (_HEIGHT + _EDGE - y) * highest / _HEIGHT
        rows.append(b"\0" + bytes(_colour(x, level, bars, limit) for x in range(width)))
    head = struct.pack(">IIBBBBB", width, len(rows), 8, 3, 0, 0, 0)
    pixels = zlib.compress(_limit_drawn(rows, limit / highest))
    parts = ((b"IHDR", head), (b"PLTE", _COLOURS), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in parts)


def _text_of(lines: Sequence[str]) -> str:
    first, *rest = (_escaped(line) for line in (*lines, "", _FICTIONAL))
    shown = [f"BT /F1 11 Tf 50 780 Td ({first}) Tj ET", "BT /F1 9 Tf 50 750 Td 14 TL"]
    return "\n".join([*shown, *(f"({line}) Tj T*" for line in rest), "ET"])


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _pdf_of(objects: Sequence[bytes]) -> bytes:
    """The objects one after the other, and at the end where each of them begins."""
    written = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(written))
    return bytes(written) + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def _colour(x: int, level: float, bars: Sequence[int], limit: int) -> int:
    """The colour at a place across, at a height that stands for a number."""
    number, within = divmod(x - _EDGE, _BAR + _GAP)
    if not (0 <= number < len(bars) and within < _BAR and 0 < level <= bars[number]):
        return _PAPER
    return _ABOVE if bars[number] > limit else _INK


def _limit_drawn(rows: list[bytes], share: float) -> bytes:
    """The rows with the line of the limit, at a share of the height."""
    at = _EDGE + _HEIGHT - round(share * _HEIGHT)
    width = len(rows[at]) - 1
    return b"".join([*rows[:at], b"\0" + bytes([_LIMIT]) * width, *rows[at + 1 :]])


def _chunk(kind: bytes, content: bytes) -> bytes:
    checked = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checked
