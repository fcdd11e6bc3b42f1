"""What all tests share: no settings from outside, and no test skipped without a word."""

import ctypes.util
import os
import shutil
from pathlib import Path

import pytest

# Marker -> whether what it needs is on this machine, and the Debian package that brings it.
_NEEDS = {
    "pango": (bool(ctypes.util.find_library("pangoft2-1.0")), "libpangoft2-1.0-0"),
    "poppler": (shutil.which("pdftotext") is not None, "poppler-utils"),
    "qpdf": (shutil.which("qpdf") is not None, "qpdf"),
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


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each test has an instance folder of its own and none of the developer's settings."""
    for name in list(os.environ):
        if name.startswith("DDTOOL_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("DDTOOL_INSTANCE", str(tmp_path / "instance"))
