"""A line in the log for every request: who, what, with what end; never what was sent.

Addresses are told by their pattern and by the ids in them. Secrets of one-time links stand in
addresses too, so no other part of an address is ever written down.
"""

import logging
import re
import secrets
import time
from uuid import UUID

from flask import Flask, g, request
from werkzeug.wrappers import Response

log = logging.getLogger("ddtool.web.requests")

_QUIET = ("static_files.file",)
_NAME = re.compile(r"[A-Za-z0-9._@-]{1,24}")


def install(app: Flask) -> None:
    """Give every request a number, and log its end."""
    app.before_request(_begin)
    app.after_request(_end)


def address_for_logs() -> str:
    """The path of this request without anything that could be a secret."""
    if request.url_rule is not None:
        return request.url_rule.rule
    parts = request.path.split("/")
    return "/".join(one if not one or _NAME.fullmatch(one) else "..." for one in parts)[:200]


def _begin() -> None:
    g.request_id = secrets.token_hex(8)
    g.begun = time.perf_counter()


def _end(response: Response) -> Response:
    if "request_id" not in g:
        _begin()
    response.headers["X-Request-Id"] = g.request_id
    if response.status_code < 400 and request.endpoint in _QUIET:
        return response
    level = logging.INFO if response.status_code < 400 else logging.WARNING
    says = "denied" if response.status_code in (401, 403) else "request"
    log.log(level, says, extra=_about(response))
    return response


def _about(response: Response) -> dict[str, object]:
    session, author = g.get("session"), g.get("author")
    known = author or (session.author(session.seen_at) if session else None)
    ids = {name: str(value) for name, value in (request.view_args or {}).items() if _is_id(value)}
    return {
        "request": g.request_id,
        "method": request.method,
        "address": address_for_logs(),
        "ids": ids,
        "status": response.status_code,
        "milliseconds": round((time.perf_counter() - g.begun) * 1000, 1),
        "user": known.user if known else None,
        "organisation": known.organisation if known else None,
        "client": request.remote_addr,
    }


def _is_id(value: object) -> bool:
    try:
        return isinstance(value, UUID) or bool(UUID(str(value)))
    except ValueError:
        return False
