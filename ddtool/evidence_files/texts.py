"""Plain texts: readable from the first to the last byte, and no page or program in disguise."""

import codecs
import re

from ddtool.evidence_files.kinds import Brought, FileKind, FileRefused
from ddtool.sentences import Sentence

_CHUNK_BYTES = 1 << 20
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MARKUP = re.compile(rb"\s*(<!doctype|<html|<svg|<script|<\?xml|<\?php|#!|mime-version:)", re.I)
_BOM = b"\xef\xbb\xbf"
_WESTERN = "windows-1252"


def look_at_text(brought: Brought, kind: FileKind) -> str:
    """The media type of a text, with how its letters are written.

    :raises FileRefused: it holds what no text holds, or begins as a page or a program does.
    """
    if _MARKUP.match(brought.head(512).removeprefix(_BOM)):
        raise FileRefused(
            Sentence(
                "{file} holds a web page or a program, not a plain text; print it as PDF.",
                file=brought.name,
            )
        )
    return f"{kind.media_type}; charset={_charset(brought)}"


def _charset(brought: Brought) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    found = "utf-8"
    brought.file.seek(0)
    while chunk := brought.file.read(_CHUNK_BYTES):
        if _BINARY.search(chunk):
            raise FileRefused(
                Sentence(
                    "{file} is not a plain text; save it as text in UTF-8, or as PDF.",
                    file=brought.name,
                )
            )
        if found == "utf-8":
            found = _read(decoder, chunk)
    return found


def _read(decoder: codecs.IncrementalDecoder, chunk: bytes) -> str:
    try:
        decoder.decode(chunk)
    except UnicodeDecodeError:
        return _WESTERN
    return "utf-8"
