"""Serving the web application: the one door between the command line and ``ddtool.web``.

Nothing of it is loaded by any command but ``ddtool serve``. Administrators who serve with a program
of their own name :func:`application`: ``gunicorn "ddtool.serving:application()"``.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def application() -> "Flask":
    """The application for a server of one's own, on a database that has the newest schema.

    :raises SettingsInvalid, HostsMissing, SecretKeyWeak, SchemaTooOld: it cannot start like this.
    """
    from ddtool.serving.opening import open_application  # noqa: PLC0415 -- Flask loads late
    from ddtool.settings import read_settings  # noqa: PLC0415 -- as above

    return open_application(read_settings())
