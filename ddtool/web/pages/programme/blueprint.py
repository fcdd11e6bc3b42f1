"""The blueprint, and what all pages of the settings share."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response

from ddtool.domain.history import Stored
from ddtool.sentences import n_
from ddtool.usecases.programme_settings import read_setting
from ddtool.web import access
from ddtool.web.forms import said

blueprint = Blueprint("programme", __name__, url_prefix="/programme")

HERE = "programme"
"""Their place in the navigation."""

Shown = Response | tuple[str, int] | str
Faults = Sequence[tuple[str, str]]

_STORED = n_("The settings are stored.")


def kept(name: str) -> Stored[Any] | None:
    """A setting as it stands; None while nobody has changed it."""
    return read_setting(access.database(), access.author(), name)


def version_of(stored: Stored[Any] | None) -> str:
    """The version for a form: 0 while nobody has changed a setting."""
    return str(stored.version if stored else 0)


def stored_well() -> Response:
    """Back to all settings, with word that this one is stored."""
    flash(said(_STORED), "ok")
    return redirect(url_for("programme.settings"), 303)
