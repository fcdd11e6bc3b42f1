import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from flask import Flask

from ddtool.settings import read_settings
from ddtool.store import Database, upgrading
from ddtool.web import create_app, open_installation
from tests.web.browser import Browser
from tests.web.north import make_north
from tests.web.people import ANA, AT, BEN, SUE, add_people


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """The application on a database of its own, with people and nothing else, on 1 Dec 2026.

    A test may put something in place of a view, but not add one: then it makes an application.
    """
    instance = tmp_path / "instance"
    instance.mkdir(mode=0o700)
    shutil.copy(_database_with_people(), instance / "ddtool.sqlite")
    made, views = _application()
    known = read_settings({"DDTOOL_INSTANCE": str(instance)})
    made.extensions["ddtool"] = open_installation(known, lambda: AT)
    yield made
    made.extensions["ddtool"].database.close()
    made.view_functions.update(views)


@pytest.fixture
def anybody(app: Flask) -> Browser:
    """Somebody who is not signed in."""
    return Browser(app)


@pytest.fixture
def ana(app: Flask) -> Browser:
    """The lead of North Metals, signed in."""
    return _signed_in(app, ANA)


@pytest.fixture
def ben(app: Flask) -> Browser:
    """A member of North Metals, signed in."""
    return _signed_in(app, BEN)


@pytest.fixture
def north(app: Flask) -> str:
    """North Metals has a site and a certificate; the id of the organisation."""
    return make_north(app)


@pytest.fixture
def assessed(app: Flask) -> str:
    """North Metals has an open assessment of its site besides; the id of the organisation."""
    return make_north(app, assessed=True)


@pytest.fixture
def sue(app: Flask) -> Browser:
    """The lead of South Metals, a competitor, signed in."""
    return _signed_in(app, SUE)


def _signed_in(app: Flask, email: str) -> Browser:
    browser = Browser(app)
    browser.arrive(email)
    return browser


@cache
def _application() -> tuple[Flask, Mapping[str, Callable[..., Any]]]:
    """The application and its views. To make it takes longer than most tests of its pages, and it
    knows nothing of the installation it serves; so each test gives it another one.
    """
    instance = Path(mkdtemp(prefix="ddtool-application-"))
    made = create_app(read_settings({"DDTOOL_INSTANCE": str(instance)}))
    made.extensions["ddtool"].database.close()
    return made, dict(made.view_functions)


@cache
def _database_with_people() -> Path:
    path = Path(mkdtemp(prefix="ddtool-web-")) / "ddtool.sqlite"
    made = Database(f"sqlite:///{path}")
    upgrading.upgrade(made)
    add_people(made)
    made.close()
    return path
