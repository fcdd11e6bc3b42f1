"""Answers: a value with its ETag, where it stands, or nothing at all."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Response, make_response, request
from pydantic import BaseModel

Said = BaseModel | Mapping[str, Any]


def told(said: Said, *, status: int = 200, tag: str = "", location: str = "") -> Response:
    """A JSON answer. Whoever names the ETag they have gets no body while it still stands.

    Without a ``tag`` the answer itself is hashed. ``location`` is where the thing is read again.
    """
    response = make_response(_text(said), status)
    response.mimetype = "application/json"
    if location:
        response.headers["Location"] = location
    if tag:
        response.headers["ETag"] = tag
    elif status == 200:
        response.add_etag()
    if request.method in ("GET", "HEAD") and request.if_none_match:
        response.make_conditional(request.environ)
    return response


def gone() -> Response:
    """The thing was taken away."""
    return make_response("", 204)


def as_json(said: Said) -> Mapping[str, Any]:
    """What is said, as JSON's own values."""
    return said.model_dump(mode="json") if isinstance(said, BaseModel) else said


def _text(said: Said) -> bytes:
    text = json.dumps(as_json(said), ensure_ascii=False, allow_nan=False)
    return text.encode(errors="replace")
