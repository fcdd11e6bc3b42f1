"""The matching rules on requests that bring everything with them, as ``ddtool coverage``."""

import json

from flask import Response, make_response, request
from werkzeug.exceptions import UnsupportedMediaType

from ddtool.usecases.coverage import answer_requests
from ddtool.web import access
from ddtool.web.api.bodies import JSON_TYPES
from ddtool.web.api.routes import Operation, offers

_REQUEST = {
    "type": "object",
    "description": "A request as criteria/RULES.md describes it; unknown fields are refused.",
    "properties": {
        "id": {"type": ["string", "null"]},
        "on": {"type": "string", "format": "date"},
        "site": {"type": "object"},
        "criterion": {"type": "object"},
        "credentials": {"type": ["array", "null"], "items": {"type": "object"}},
        "cells": {"type": ["array", "null"], "items": {"type": "object"}},
        "derived": {"type": ["array", "null"], "items": {"type": "object"}},
        "self_assessed": {"type": ["string", "null"]},
        "residual_evidence": {"type": ["boolean", "null"]},
        "adverse_signal": {"type": ["boolean", "null"]},
        "scales": {"type": ["object", "null"]},
    },
    "required": ["on", "site", "criterion"],
}
_TEXTS = {"type": "array", "items": {"type": "string"}}
_ANSWER = {
    "type": "object",
    "properties": {
        "id": {"type": ["string", "null"]},
        "coverage": {"type": "string"},
        "by": _TEXTS,
        "residual": _TEXTS,
        "needs_assessor": {"type": "boolean"},
        "codes": _TEXTS,
        "proposal": {"type": ["string", "null"]},
        "effective": {"type": ["string", "null"]},
        "trace": {"type": "array", "items": {"type": "object"}},
    },
}
_ONE_OR_MORE = "One request or a list of them; the answers come in the same order."


@offers(
    "POST",
    "/coverage",
    None,
    Operation(
        "Run the matching rules",
        "coverage",
        detail=f"{_ONE_OR_MORE} Nothing is read from the database and nothing is stored.",
        answer={"oneOf": [_ANSWER, {"type": "array", "items": _ANSWER}]},
        raw_json={"oneOf": [_REQUEST, {"type": "array", "items": _REQUEST}]},
    ),
)
def decide() -> Response:
    """The answers of the contract."""
    if request.mimetype not in JSON_TYPES:
        raise UnsupportedMediaType
    answers = answer_requests(request.get_data(), access.library())
    text = json.dumps(answers, ensure_ascii=False)
    response = make_response(text.encode(errors="replace"))
    response.mimetype = "application/json"
    return response
