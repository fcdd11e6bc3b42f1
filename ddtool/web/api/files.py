"""Files that are sent: always to be saved, never to be shown in place."""

from collections.abc import Mapping
from typing import BinaryIO

from flask import Response, send_file

ANY_FILE = "*/*"
"""The media type of files of every kind."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
MEDIA_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "xlsx": XLSX,
    "json": "application/json",
}
"""What the formats of reports are sent as."""

_SANDBOX = "default-src 'none'; sandbox"


def attached(opened: BinaryIO, name: str, media_type: str, sha256: str = "") -> Response:
    """A file to be saved under a name; whatever it holds, a browser does nothing with it.

    Its hash, where it is known, is its ETag.
    """
    response: Response = send_file(
        opened, mimetype=media_type, as_attachment=True, download_name=name, etag=False
    )
    if sha256:
        response.set_etag(sha256)
    response.headers["Content-Security-Policy"] = _SANDBOX
    return response
