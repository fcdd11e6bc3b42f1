"""Processes of our own: how ddtool is started once more, and how none outlives its reason."""

import contextlib
import ctypes
import os
import signal
import sys
from pathlib import Path

_PACKAGE_HOME = str(Path(__file__).resolve().parents[2])
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


def own_program(module: str, *arguments: str) -> list[str]:
    """The command that runs a module of this very ddtool; see :func:`own_environment`."""
    return [sys.executable, "-P", "-m", module, *arguments]


def own_environment() -> dict[str, str]:
    """The environment in which :func:`own_program` finds this ddtool, wherever it was started."""
    path = os.pathsep.join(filter(None, (_PACKAGE_HOME, os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path}


def die_with(parent: int) -> None:
    """End this process at once when its parent does, where the system can do that."""
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
