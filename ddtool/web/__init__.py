"""The web application: pages and the interface for programs, over the use cases.

``create_app`` joins the parts; ``access`` says who asks and what they may; every page package has
its line in ``pages.BLUEPRINTS``.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from ddtool.packs import Library
from ddtool.settings import Settings, read_settings
from ddtool.store import Database
from ddtool.store.files import FileStore
from ddtool.usecases.libraries import Packs
from ddtool.web import (
    access,
    api,
    cookies,
    errors,
    headers,
    health,
    limits,
    request_log,
    secret_key,
    statics,
    templating,
)
from ddtool.web.pages import BLUEPRINTS

Clock = Callable[[], datetime]


def create_app(settings: Settings | None = None, clock: Clock | None = None) -> Flask:
    """The application on the database of an installation, which has to be of the newest schema.

    ``settings`` are those of the environment unless given; ``clock`` tells the moment, with its
    time zone.

    :raises SettingsInvalid, StoreUnreachable, SecretKeyWeak: it cannot start like this.
    """
    known = settings or read_settings()
    app = Flask(__name__, template_folder=str(known.templates), static_folder=None)
    app.config.update(
        SECRET_KEY=secret_key.find(known),
        TRUSTED_HOSTS=list(known.trusted_hosts) or None,
        WTF_CSRF_TIME_LIMIT=None,
        PREFERRED_URL_SCHEME="https" if known.proxies else "http",
    )
    request_log.install(app)
    access.install(app, open_installation(known, clock))
    for part in (cookies, limits, headers, statics, templating, errors):
        part.install(app)
    # A token in a header is sent by nobody's browser on its own, so there is nothing to forge.
    CSRFProtect(app).exempt(api.blueprint)
    for blueprint in (*BLUEPRINTS, api.blueprint, api.docs.blueprint, health.blueprint):
        app.register_blueprint(blueprint)
    if known.proxies:
        count = known.proxies
        behind = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)
        setattr(app, "wsgi_app", behind)  # noqa: B010 -- Flask's way, which types do not know
    return app


def open_installation(settings: Settings, clock: Clock | None = None) -> access.Installation:
    """The database, files and packs of the settings, for an application to serve."""
    library = Library((settings.criteria, settings.private_criteria))
    return access.Installation(
        settings=settings,
        database=Database(settings.database_url),
        files=FileStore(settings.evidence, settings.scanner),
        library=library,
        packs=Packs(library),
        clock=clock or (lambda: datetime.now(UTC)),
    )
