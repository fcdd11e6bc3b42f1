"""Who asks, what they may, and what a view may ask for: database, files, packs, the moment.

Nothing is open by itself: a view carries ``@public``, ``@signed_in`` or ``@requires(Right...)``,
and a request for one that carries none is refused. While somebody still has to give a code or to
set up a second factor, only views that carry ``@signed_in_before(Step...)`` answer them.
People show the cookie of their session; programs, which ask the blueprint ``API``, show a token,
and no cookie tells who they are.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from flask import Flask, current_app, g, redirect, request, url_for
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized
from werkzeug.wrappers import Response

from ddtool.domain.keyed_requests import KeyedRequest
from ddtool.domain.people import RIGHTS, Author, Right, Session, Step
from ddtool.packs import Library
from ddtool.settings import Settings
from ddtool.store import Database
from ddtool.store.files import FileStore
from ddtool.usecases.libraries import Packs
from ddtool.usecases.sign_in import author_with_token, session_of
from ddtool.web import cookies

View = TypeVar("View", bound=Callable[..., Any])

PAGES_OF_STEPS = {Step.CODE: "account.code", Step.ENROL: "account.set_up"}
"""Where each step of signing in is done."""

API = "api"
"""The blueprint that programs ask."""

_KEY = "ddtool"
_FORM = "application/x-www-form-urlencoded"
_ACCESS = "ddtool_access"


@dataclass(frozen=True)
class Installation:
    """Everything that the process has opened once. ``library`` are the packs in its folders."""

    settings: Settings
    database: Database
    files: FileStore
    library: Library
    packs: Packs
    clock: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Access:
    """Who may call a view: anybody, whoever is signed in, or whoever has a right.

    ``before``: the steps of signing in that may still be missing.
    """

    public: bool = False
    right: Right | None = None
    before: frozenset[Step] = frozenset()


def public(view: View) -> View:
    """Anybody may call this view."""
    return _marked(view, Access(public=True))


def signed_in(view: View) -> View:
    """Whoever is signed in may call this view, in whatever role."""
    return _marked(view, Access())


def signed_in_before(*steps: Step) -> Callable[[View], View]:
    """Whoever is signed in may call this view, also where these steps are still missing."""
    return lambda view: _marked(view, Access(before=frozenset(steps)))


def requires(right: Right) -> Callable[[View], View]:
    """Whoever has this right in the organisation they act for may call the view."""
    return lambda view: _marked(view, Access(right=right))


def access_of(view: Callable[..., Any]) -> Access | None:
    """Who may call a view; None where nobody has said."""
    return getattr(view, _ACCESS, None)


def install(app: Flask, installation: Installation) -> None:
    """Guard every request of an application."""
    app.extensions[_KEY] = installation
    app.before_request(_guard)


def installation() -> Installation:
    """What the process has opened."""
    found: Installation = current_app.extensions[_KEY]
    return found


def database() -> Database:
    """The database of the installation, within ``writing_for`` bound to a program's request."""
    bound: Database | None = g.get("database")
    return bound or installation().database


@contextmanager
def writing_for(asked: KeyedRequest) -> Iterator[None]:
    """Whatever is written meanwhile is stored together with the request that asked for it."""
    g.database = installation().database.asked_by(asked)
    try:
        yield
    finally:
        del g.database


def files() -> FileStore:
    """The folder of evidence and reports."""
    return installation().files


def library() -> Library:
    """The packs of the installation, with what was issued and loaded by the time of this request.

    What comes meanwhile is there in the next one, in whatever process.
    """
    if "library" not in g:
        known, reader = installation(), session()
        version = reader.packs_version if reader else None
        g.library = known.packs.at(known.database, version)
    found: Library = g.library
    return found


def settings() -> Settings:
    """The settings of the installation."""
    return installation().settings


def now() -> datetime:
    """The moment of this request, the same for all that happens in it."""
    if "now" not in g:
        g.now = installation().clock()
    moment: datetime = g.now
    return moment


def today() -> date:
    """The day on the calendar of this machine."""
    return now().astimezone().date()


def session() -> Session | None:
    """The session this request belongs to, if its cookie is good."""
    if "session" not in g:
        secret = cookies.secret_of(request)
        g.session = session_of(database(), nobody(), secret) if secret else None
    found: Session | None = g.session
    return found


def missing_step() -> Step | None:
    """What whoever is signed in still has to do first; a program can do none of it."""
    known = session() if request.blueprint != API else None
    return known.next_step if known else None


def author() -> Author:
    """Whoever is signed in, as the author of what this request does; nobody's name if nobody is."""
    if request.blueprint == API:
        return _author_by_token() or nobody()
    known = session()
    return known.author(now()) if known else nobody()


def nobody() -> Author:
    """An author that only tells the moment."""
    return Author("", None, now())


def may(right: Right) -> bool:
    """Whether whoever is signed in has a right in the organisation they act for, or over all."""
    if missing_step() is not None:
        return False
    role = author().role
    return role is not None and right in RIGHTS[role]


def _marked(view: View, access: Access) -> View:
    setattr(view, _ACCESS, access)
    return view


def _guard() -> Response | None:
    if request.endpoint is None:
        return None
    asked = access_of(current_app.view_functions[request.endpoint])
    if asked is None:
        raise Forbidden
    if asked.public:
        return None
    if request.blueprint == API:
        _require_token()
    elif session() is None:
        return _to_sign_in()
    step = missing_step()
    if step is not None and step not in asked.before:
        return redirect(url_for(PAGES_OF_STEPS[step], next=_wanted()))
    if asked.right is not None and not may(asked.right):
        raise Forbidden
    return None


def _require_token() -> None:
    if _author_by_token() is None:
        raise Unauthorized(www_authenticate=WWWAuthenticate("bearer"))


def _author_by_token() -> Author | None:
    if "author" not in g:
        sent = request.authorization
        secret = sent.token if sent is not None and sent.type == "bearer" else None
        g.author = author_with_token(database(), nobody(), secret) if secret else None
    known: Author | None = g.author
    return known


def _to_sign_in() -> Response:
    """To signing in; but whoever has typed something first gets it back, to copy it.

    :raises Unauthorized: there is something to give back.
    """
    if request.mimetype == _FORM and set(request.form) - {"csrf_token"}:
        raise Unauthorized
    return redirect(url_for("account.sign_in", next=_wanted()))


def _wanted() -> str | None:
    """Where they wanted to go, to be sent back there afterwards, if that is a page."""
    return request.full_path.rstrip("?") if request.method == "GET" else None
