"""Examine the machine: is everything there that ddtool needs, and how is it mended if not."""

import ctypes.util
import importlib.util
import os
import platform
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from ddtool.sentences import Sentence
from ddtool.store.engines import journal_sentence
from ddtool.usecases.doctor.checks import Check

__all__ = ["Check", "examine", "settings_check"]

_PACKAGE = Path(__file__).resolve().parents[2]

_INSTALL = "make install"
_PANGO = (
    "apt-get install -y --no-install-recommends "
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)
_LIBRARIES = {
    "pango-1.0": Sentence("lays out the text of the PDF report"),
    "pangoft2-1.0": Sentence("finds the fonts of the PDF report"),
    "harfbuzz-subset": Sentence("keeps the PDF report small and quick to make"),
}
_CJK_FONTS = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")


def examine(*, instance: Path, templates: Path, criteria: Path) -> tuple[Check, ...]:
    """Look at the machine and at these folders; the order is that of an installation."""
    cjk = Sentence("Chinese, Japanese and Korean in the PDF report")
    return (
        _python(),
        *(_library(name, purpose) for name, purpose in _LIBRARIES.items()),
        _weasyprint(),
        _module("defusedxml", Sentence("reads workbooks safely")),
        *(_module(name, cjk) for name in _CJK_FONTS),
        Check(Sentence("database"), ok=True, found=journal_sentence()),
        _own_fonts(_PACKAGE / "reports" / "fonts"),
        _folder(Sentence("templates"), templates, pattern="reports/*.html"),
        _folder(Sentence("criteria"), criteria, pattern="sets/*/set.toml"),
        _instance(instance),
    )


def settings_check(problems: Iterable[object]) -> Check:
    """What reading the settings came to; each problem already says how to mend it."""
    told = " ".join(str(problem) for problem in problems)
    if not told:
        return Check(Sentence("settings"), ok=True, found=Sentence("understood"))
    return Check(
        Sentence("settings"),
        ok=False,
        found=told,
        remedy=Sentence("change or remove the setting named here"),
    )


def _python() -> Check:
    version = platform.python_version()
    return Check(
        "Python",
        ok=sys.version_info >= (3, 11),
        found=version,
        remedy=Sentence("install Python 3.11 or newer, then make clean install"),
    )


def _library(name: str, purpose: str) -> Check:
    found = ctypes.util.find_library(name)
    return Check(
        f"lib{name}",
        ok=found is not None,
        found=found or Sentence("missing: {purpose}", purpose=purpose),
        remedy=_PANGO,
    )


def _weasyprint() -> Check:
    """Ask a child process: a library that cannot be loaded may take its process with it."""
    answer = subprocess.run(
        [sys.executable, "-c", "import weasyprint; print(weasyprint.__version__)"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if answer.returncode == 0:
        return Check("WeasyPrint", ok=True, found=answer.stdout.strip())
    reason = (answer.stderr.strip().splitlines() or [Sentence("it ended without a word")])[-1]
    remedy = _INSTALL if "ModuleNotFoundError" in reason else _PANGO
    return Check(
        "WeasyPrint",
        ok=False,
        found=Sentence("cannot be loaded: {reason}", reason=reason),
        remedy=remedy,
    )


def _module(name: str, purpose: str) -> Check:
    there = importlib.util.find_spec(name) is not None
    return Check(
        name,
        ok=there,
        found=Sentence("present") if there else Sentence("missing: {purpose}", purpose=purpose),
        remedy=_INSTALL,
    )


def _own_fonts(folder: Path) -> Check:
    fonts = sorted(path.name for path in folder.glob("*.ttf"))
    return Check(
        Sentence("fonts"),
        ok=len(fonts) > 1,
        found=", ".join(fonts) or Sentence("none in {folder}", folder=folder),
        remedy=Sentence("get ddtool anew: its own fonts are part of it"),
    )


def _folder(name: str, folder: Path, *, pattern: str) -> Check:
    count = sum(1 for _ in folder.glob(pattern))
    return Check(
        name,
        ok=count > 0,
        found=Sentence(
            "{folder} ({count} of {pattern})", folder=folder, count=count, pattern=pattern
        ),
        remedy=Sentence("get ddtool anew: this folder is part of it"),
    )


def _instance(folder: Path) -> Check:
    name = Sentence("instance folder")
    if not folder.exists():
        return _instance_to_be(name, folder)
    if not os.access(folder, os.W_OK | os.X_OK):
        return Check(
            name,
            ok=False,
            found=Sentence("{folder} cannot be written", folder=folder),
            remedy=f"chown -R $(id -u) '{folder}'",
        )
    mode = folder.stat().st_mode & 0o777
    return Check(
        name,
        ok=mode & 0o077 == 0,
        found=Sentence("{folder} (mode {mode:04o})", folder=folder, mode=mode),
        remedy=f"chmod 700 '{folder}'",
    )


def _instance_to_be(name: str, folder: Path) -> Check:
    parent = next(path for path in folder.parents if path.exists())
    return Check(
        name,
        ok=os.access(parent, os.W_OK | os.X_OK),
        found=Sentence("{folder} (not there yet; made when first needed)", folder=folder),
        remedy=f"mkdir -p -m 700 '{folder}'",
    )
