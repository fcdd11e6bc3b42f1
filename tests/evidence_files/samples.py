"""Small files of each kind, good and bad, made here so that every byte is known."""

import struct
import zipfile
import zlib
from io import BytesIO

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def png(width: int = 2, height: int = 2) -> bytes:
    """A picture that says it has this size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 6)), (b"IEND", b""))
    )


def jpeg(width: int = 2, height: int = 2) -> bytes:
    """A photograph with the parts a camera writes, as far as its size."""
    jfif = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    return b"\xff\xd8" + jfif + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x00\xff\xd9"


def archive(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as an archive, in their order."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return buffer.getvalue()


def office(kind: str = _WORD, *, more: dict[str, bytes] | None = None, types: str = "") -> bytes:
    """An Office document that declares this kind, with more parts and more content types."""
    declared = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'content-types"><Override PartName="/a.xml" ContentType="{kind}.main+xml"/>{types}</Types>'
    )
    return archive({"[Content_Types].xml": declared.encode(), "a.xml": b"<a/>"} | (more or {}))


def open_document(kind: str = "text", *, more: dict[str, bytes] | None = None) -> bytes:
    """An OpenDocument file of this kind."""
    mimetype = f"application/vnd.oasis.opendocument.{kind}".encode()
    return archive({"mimetype": mimetype, "content.xml": b"<a/>"} | (more or {}))
