"""Measure: what it costs to start ddtool and read its help."""

import subprocess
import sys
from collections.abc import Callable


def prepare() -> Callable[[], object]:
    """Nothing to make; the work is one whole process."""
    return _show_help


def _show_help() -> object:
    return subprocess.run(
        [sys.executable, "-m", "ddtool", "--help"], check=True, capture_output=True
    )
