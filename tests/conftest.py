"""What all tests share: no settings from outside, and no test skipped without a word."""

import atexit
import ctypes.util
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from ddtool.store import Database, upgrading
from tests import databases

# Marker -> whether what it needs is on this machine, and the Debian package that brings it.
_NEEDS = {
    "pango": (bool(ctypes.util.find_library("pangoft2-1.0")), "libpangoft2-1.0-0"),
    "poppler": (shutil.which("pdftotext") is not None, "poppler-utils"),
    "qpdf": (shutil.which("qpdf") is not None, "qpdf"),
    "postgresql": (databases.find_programs() is not None, "postgresql"),
    "chromium": (shutil.which("chromium") is not None, "chromium"),
    "libreoffice": (shutil.which("soffice") is not None, "libreoffice-calc-nogui"),
}
_MISSING = {marker: package for marker, (is_there, package) in _NEEDS.items() if not is_there}
_IN_CI = os.environ.get("CI") == "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for marker, package in _MISSING.items():
            if item.get_closest_marker(marker) and not _IN_CI:
                item.add_marker(pytest.mark.skip(reason=f"{package} is not installed"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    missing = [package for marker, package in _MISSING.items() if item.get_closest_marker(marker)]
    if missing:
        pytest.fail(f"CI must not skip this test: install {', '.join(missing)}", pytrace=False)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for marker, package in _MISSING.items():
        terminalreporter.write_line(
            f"Not tried here: tests marked {marker!r}, because {package} is not installed."
        )


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/store/ddtool.sqlite"
    return databases.server().url(databases.server().make_database())


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with all tables and nothing in them, of each kind in turn."""
    if request.param == "sqlite":
        return _sqlite_url(tmp_path)
    return databases.server().url(databases.server().make_database(_postgresql_template()))


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A database with all tables and nothing in them, of each kind in turn."""
    opened = Database(url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_database(tmp_path: Path) -> Iterator[Database]:
    """The same on SQLite alone: for what lies above the store and takes long."""
    opened = Database(_sqlite_url(tmp_path))
    yield opened
    opened.close()


def _sqlite_url(folder: Path) -> str:
    target = folder / "store" / "ddtool.sqlite"
    target.parent.mkdir()
    shutil.copy(_sqlite_template(), target)
    return f"sqlite:///{target}"


@cache
def _sqlite_template() -> Path:
    path = Path(tempfile.mkdtemp(prefix="ddtool-sqlite-")) / "template.sqlite"
    atexit.register(shutil.rmtree, path.parent)
    _upgrade(f"sqlite:///{path}")
    return path


@cache
def _postgresql_template() -> str:
    name = databases.server().make_database()
    _upgrade(databases.server().url(name))
    return name


def _upgrade(url: str) -> None:
    made = Database(url)
    upgrading.upgrade(made)
    made.close()


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each test has an instance folder of its own and none of the developer's settings."""
    for name in list(os.environ):
        if name.startswith("DDTOOL_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("DDTOOL_INSTANCE", str(tmp_path / "instance"))
