"""How much a request may bring: most bring a form, few bring a file."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from werkzeug.exceptions import RequestEntityTooLarge

from ddtool.web import access

View = TypeVar("View", bound=Callable[..., Any])

MEBIBYTE = 1 << 20
FORM_BYTES = MEBIBYTE
"""The most that a request without a file may bring."""
FIELDS = 1000
"""The most fields that a form may have."""

_TAKES_FILES = "ddtool_takes_files"
_FORM_KINDS = ("application/x-www-form-urlencoded", "multipart/form-data")


def takes_files(view: View) -> View:
    """This view takes an upload, up to the installation's limit."""
    setattr(view, _TAKES_FILES, True)
    return view


def install(app: Flask) -> None:
    """Refuse what is too large before anything of it is read."""
    app.config["MAX_FORM_MEMORY_SIZE"] = 2 * MEBIBYTE
    app.config["MAX_FORM_PARTS"] = FIELDS
    app.before_request(_limit)


def _limit() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    largest = FORM_BYTES
    if getattr(view, _TAKES_FILES, False):
        largest = (access.settings().max_upload_mb + 1) * MEBIBYTE
    request.max_content_length = largest
    if request.mimetype in _FORM_KINDS and len(request.form) > FIELDS:
        raise RequestEntityTooLarge
