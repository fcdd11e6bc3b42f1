"""``Idempotency-Key``: what a program asks for under a key of its own is done once.

The key is stored in the transaction that does what is asked for, the answer right after it. Where
the process was stopped in between, the thing that was made is found by its id and told anew.
"""

import json
import logging
from collections.abc import Callable
from hashlib import sha256
from secrets import token_hex

from flask import Response, make_response, request

from ddtool.domain.errors import DdtoolError
from ddtool.sentences import Sentence, say
from ddtool.usecases.keyed_requests import (
    AskedAlready,
    KeptAnswer,
    KeyedRequest,
    find_answer,
    keep_answer,
)
from ddtool.web import access, language, problem_details
from ddtool.web.api.bodies import Fault, Unusable

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
LONGEST = 200

log = logging.getLogger("ddtool.web")

Tell = Callable[[str], Response]
"""Makes the answer anew from the id of what was stored."""


def done_once(view: Callable[[], Response], tell: Tell) -> Response:
    """The answer of a view, or the one given before under the same key.

    :raises Unusable: the key cannot be one, or was used for another request.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return view()
    asked = KeyedRequest(access.author().user or "", _checked(key), _hash(), token_hex(16))
    kept = find_answer(access.database(), access.author(), key)
    if kept is not None and kept.sha256 != asked.sha256:
        raise Unusable([Fault(HEADER, _OTHER_REQUEST)])
    if kept is not None and (kept.status or kept.made):
        return _again(kept, tell)
    if kept is not None:
        asked = KeyedRequest(asked.user, key, asked.sha256, kept.attempt)
    return _carried_out(asked, view, tell)


_OTHER_REQUEST = Sentence("This key was used for another request; take a new one.")
_STILL_AT_IT = Sentence("This is being done under the same key just now; ask again in a moment.")
_NO_KEY = Sentence(
    "Give 1 to {longest} letters, digits or signs of ASCII, such as a new UUID.", longest=LONGEST
)


def _carried_out(asked: KeyedRequest, view: Callable[[], Response], tell: Tell) -> Response:
    try:
        with access.writing_for(asked):
            response = view()
    except AskedAlready:
        kept = find_answer(access.database(), access.author(), asked.key)
        if kept is None or kept.sha256 != asked.sha256:
            raise Unusable([Fault(HEADER, _OTHER_REQUEST)]) from None
        if not (kept.status or kept.made):
            return problem_details.answer(409, say(_STILL_AT_IT, language.translate))
        return _again(kept, tell)
    _keep(asked, response)
    return response


def _keep(asked: KeyedRequest, response: Response) -> None:
    """What was asked for is stored by now; an answer that cannot be kept is made anew if needed."""
    answer = KeptAnswer(
        asked.sha256,
        response.status_code,
        response.headers.get("Location", ""),
        response.get_data(as_text=True),
    )
    try:
        keep_answer(access.database(), access.author(), asked, answer)
    except DdtoolError:
        log.warning("an answer was not kept", extra={"path": request.path})


def _again(kept: KeptAnswer, tell: Tell) -> Response:
    if not kept.status:
        response = tell(kept.made)
    else:
        response = make_response(kept.body, kept.status)
        response.mimetype = "application/json"
        if kept.location:
            response.headers["Location"] = kept.location
        tag = json.loads(kept.body).get("etag") if kept.body else None
        if tag:
            response.headers["ETag"] = tag
    response.headers[REPLAYED] = "true"
    return response


def _checked(key: str) -> str:
    if not (0 < len(key.strip()) <= LONGEST and key.isascii() and key.isprintable()):
        raise Unusable([Fault(HEADER, _NO_KEY)])
    return key


def _hash() -> str:
    """The hash of what is asked for. The parts of a form count, not how they are parted."""
    digest = sha256(f"{request.method} {request.full_path}\n".encode(errors="replace"))
    if request.mimetype != "multipart/form-data":
        digest.update(request.get_data())
        return digest.hexdigest()
    fields = sorted((str(name), values) for name, values in request.form.lists())
    digest.update(json.dumps(fields).encode())
    for name, file in request.files.items(multi=True):
        digest.update(f"{name} {file.filename}\n".encode(errors="replace"))
        digest.update(file.stream.read())
        file.stream.seek(0)
    return digest.hexdigest()
