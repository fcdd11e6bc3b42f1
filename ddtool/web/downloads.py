"""Files that are handed out: always as downloads, which can do nothing in the browser."""

from io import BytesIO
from typing import BinaryIO

from flask import send_file
from werkzeug.wrappers import Response

from ddtool.evidence_files import clean_name, handed_out_as
from ddtool.whole_files import plain_name

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_LONGEST_NAME = 100


def handed_out(file: BinaryIO | bytes, *, name: str, media_type: str, size: int) -> Response:
    """An answer with a file, under a name that every system can write."""
    return _attached(file, name=safe_name(name), media_type=media_type, size=size)


def brought_file(file: BinaryIO, *, name: str, media_type: str, size: int) -> Response:
    """An answer with a file that somebody brought, under the name that they gave it, cleaned.

    Its media type is one that we know, whatever stands beside it.
    """
    known = handed_out_as(media_type)
    return _attached(file, name=clean_name(name), media_type=known, size=size)


def spreadsheet(content: bytes, *parts: str) -> Response:
    """A workbook that was just made; its name is made of the parts."""
    name = f"{'-'.join(parts)}.xlsx"
    return handed_out(content, name=name, media_type=SPREADSHEET, size=len(content))


def safe_name(name: str) -> str:
    """A file's name in plain letters: no marks, no spaces, nothing that means something else."""
    stem, dot, suffix = name.rpartition(".")
    return f"{plain_name(stem, _LONGEST_NAME) or 'file'}{dot}{plain_name(suffix)}"


def _attached(file: BinaryIO | bytes, *, name: str, media_type: str, size: int) -> Response:
    answer = send_file(
        BytesIO(file) if isinstance(file, bytes) else file,
        mimetype=media_type,
        as_attachment=True,
        download_name=name,
        etag=False,
    )
    answer.content_length = size
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
