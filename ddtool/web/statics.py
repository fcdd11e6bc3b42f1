"""Stylesheet, script and drawings, under addresses that change when they do."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, g, request, send_from_directory
from werkzeug.wrappers import Response

from ddtool.web.access import public

_FOLDER = Path(__file__).parent / "static"
_FOR_EVER = "public, max-age=31536000, immutable"

blueprint = Blueprint("static_files", __name__)


@blueprint.get("/static/<path:filename>")
@public
def file(filename: str) -> Response:
    """One file; kept by the browser for ever where the address carries its hash."""
    response = send_from_directory(_FOLDER, filename)
    if request.args.get("v") == _hash(filename):
        g.may_be_kept = True
        response.headers["Cache-Control"] = _FOR_EVER
    return response


def install(app: Flask) -> None:
    """Serve the files, and let every address of one carry its hash."""
    app.register_blueprint(blueprint)
    app.url_defaults(_with_hash)


def _with_hash(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static_files.file":
        values["v"] = _hash(values["filename"])


@cache
def _hash(filename: str) -> str:
    path = _FOLDER / filename
    return sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else ""
