"""Files that are handed out: always as downloads, which can do nothing in the browser."""

import re
import unicodedata
from io import BytesIO
from typing import BinaryIO

from flask import send_file
from werkzeug.wrappers import Response

from ddtool.evidence_files import clean_name, handed_out_as

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_NOT_IN_NAMES = re.compile(r"[^\w.-]+", re.ASCII)
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
    parted = unicodedata.normalize("NFKD", stem)
    plain = "".join(one for one in parted if not unicodedata.combining(one))
    cut = _NOT_IN_NAMES.sub("-", plain).strip("-.")[:_LONGEST_NAME]
    return f"{cut or 'file'}{dot}{_NOT_IN_NAMES.sub('', suffix)}"


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
