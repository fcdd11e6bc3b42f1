"""Two cookies: the secret of the session, and a signed one for forms, which names nobody.

Over https both have the prefix ``__Host-``, so that no other host and no plain connection can set
them. Neither expires by a clock here: sessions end on the server.
"""

from typing import Any

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

_SESSION = "ddtool"
_FORMS = "ddtool-forms"
_PREFIX = "__Host-"


class FormCookie(SecureCookieSessionInterface):
    """Flask's signed cookie without a time in it: a clock that was set back breaks no form.

    It holds the token against forged forms and messages for the next page, nothing else.
    """

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """What the browser sent, if we signed it."""
        sent = request.cookies.get(_name(_FORMS, request))
        try:
            return self.session_class(self._serializer(app).loads(sent) if sent else {})
        except BadSignature:
            return self.session_class()

    def save_session(self, app: Flask, session: SessionMixin, response: Any) -> None:
        """Send it again where it has changed."""
        from flask import request  # noqa: PLC0415 -- the request that is being answered

        if session.modified:
            _set(response, request, _FORMS, self._serializer(app).dumps(dict(session)))

    def _serializer(self, app: Flask) -> URLSafeSerializer:
        return URLSafeSerializer(str(app.secret_key), salt="ddtool-forms")


def install(app: Flask) -> None:
    """Use the cookie for forms in place of Flask's own."""
    app.session_interface = FormCookie()


def secret_of(request: Request) -> str:
    """The secret of the session that a request belongs to, empty where it sent none."""
    return request.cookies.get(_name(_SESSION, request), "")


def set_secret(response: Response, request: Request, secret: str) -> None:
    """Let the browser keep the secret of a session until it is closed."""
    _set(response, request, _SESSION, secret)


def forget_secret(response: Response, request: Request) -> None:
    """Let the browser forget it."""
    name = _name(_SESSION, request)
    response.delete_cookie(name, secure=request.is_secure, httponly=True, samesite="Lax")


def _set(response: Response, request: Request, name: str, value: str) -> None:
    secure = request.is_secure
    response.set_cookie(_name(name, request), value, secure=secure, httponly=True, samesite="Lax")


def _name(name: str, request: Request) -> str:
    return f"{_PREFIX}{name}" if request.is_secure else name
