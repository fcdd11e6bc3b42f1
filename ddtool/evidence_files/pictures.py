"""Pictures: as large as they say, and never so large that opening one fills the memory."""

import struct
from collections.abc import Iterator

from ddtool.evidence_files.kinds import Brought, FileKind, FileRefused
from ddtool.sentences import Sentence

MAX_PIXELS = 120_000_000
MAX_SIDE = 30_000

_PNG = struct.Struct(">8sI4sII")
_PNG_END = b"IEND\xaeB`\x82"
_TAIL_BYTES = 64 * 1024
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})
_MAX_SEGMENTS = 2_000


def look_at_picture(brought: Brought, kind: FileKind) -> str:
    """The media type of a picture that can be shown.

    :raises FileRefused: it is cut off, or has more pixels than any camera takes.
    """
    size = _size_of_png(brought) if kind.ending == "png" else _size_of_jpeg(brought)
    if size is None or 0 in size:
        raise brought.damaged
    width, height = size
    if width * height > MAX_PIXELS or max(size) > MAX_SIDE:
        raise FileRefused(
            Sentence(
                "{file} has {width:,} × {height:,} pixels; save it smaller, with at most "
                "{most} million pixels.",
                file=brought.name,
                width=width,
                height=height,
                most=MAX_PIXELS // 1_000_000,
            )
        )
    return kind.media_type


def _size_of_png(brought: Brought) -> tuple[int, int] | None:
    head = brought.head(_PNG.size)
    if len(head) < _PNG.size or _PNG_END not in brought.tail(_TAIL_BYTES):
        return None
    _, _, chunk, width, height = _PNG.unpack(head)
    return (width, height) if chunk == b"IHDR" else None


def _size_of_jpeg(brought: Brought) -> tuple[int, int] | None:
    """The size stands in the segment of the frame, behind any number of others."""
    brought.file.seek(2)
    for marker, length in _segments(brought):
        if marker in _FRAMES:
            frame = brought.file.read(5)
            if len(frame) < 5 or b"\xff\xd9" not in brought.tail(_TAIL_BYTES):
                return None
            _, height, width = struct.unpack(">BHH", frame)
            return width, height
        brought.file.seek(length - 2, 1)
    return None


def _segments(brought: Brought) -> Iterator[tuple[int, int]]:
    """Marker and length of each segment; the file stands at the content of the one given."""
    for _ in range(_MAX_SEGMENTS):
        found = brought.file.read(2)
        while found == b"\xff\xff":
            found = b"\xff" + brought.file.read(1)
        if len(found) < 2 or found[0] != 0xFF or found[1] in {0xD9, 0xDA}:
            return
        if found[1] in _WITHOUT_LENGTH:
            continue
        length = brought.file.read(2)
        if len(length) < 2 or int.from_bytes(length) < 2:
            return
        yield found[1], int.from_bytes(length)
