"""What went wrong, for programs: problem details after RFC 9457.

The status decides the sentence where nobody has said more; ``problems`` lists every field at fault.
"""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Response, make_response, request

from ddtool.sentences import n_
from ddtool.web import language

MEDIA_TYPE = "application/problem+json"

_SAYS: Mapping[int, str] = {
    400: n_("This request cannot be read; send what /api/v1/docs describes."),
    401: n_("Send a personal token in the header Authorization, as: Bearer TOKEN."),
    403: n_("Your role does not allow this."),
    404: n_("There is no such thing here, or it belongs to somebody else."),
    405: n_("This address does not take that method; the header Allow names those it takes."),
    406: n_("This address has nothing in a media type that you accept."),
    412: n_(
        "Somebody has changed this since you read it; see what stands there now and try again."
    ),
    413: n_("This request brings more than is taken in; bring less at once."),
    415: n_("Send this in the media type that /api/v1/docs names."),
    422: n_("Something in this request cannot be used; mend it and send it again."),
    428: n_("Say in the header If-Match which ETag you read last; read it first."),
    429: n_("Too many requests; wait and try again."),
    431: n_("The headers of this request are too large."),
    500: n_("Something went wrong on our side; nothing of this request was stored."),
    503: n_("The database cannot be reached just now; try again in a moment."),
}


def wanted() -> bool:
    """Whether whoever asks is a program: everything below /api/, known there or not."""
    return request.path.startswith("/api/")


def answer(status: int, sentence: str = "", /, **members: Any) -> Response:
    """The answer with this status.

    ``sentence`` is in the reader's language already and takes the place of the usual one; further
    members stand beside the standard's own.
    """
    said = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": sentence or language.translate(_SAYS.get(status, _SAYS[400])),
        "instance": request.path,
    }
    text = json.dumps(said | members, ensure_ascii=False, allow_nan=False)
    response = make_response(text.encode(errors="replace"), status)
    response.mimetype = MEDIA_TYPE
    return response


def unforeseen(reference: str) -> Response:
    """The last resort: neither database nor translations are asked for."""
    said = {
        "type": "about:blank",
        "title": HTTPStatus.INTERNAL_SERVER_ERROR.phrase,
        "status": 500,
        "detail": _SAYS[500],
        "instance": request.path,
        "reference": reference,
    }
    response = make_response(json.dumps(said), 500)
    response.mimetype = MEDIA_TYPE
    return response
