"""A scanner of the installation's own looks at files of evidence before they are kept for good."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from ddtool.domain.errors import DdtoolError
from ddtool.sentences import Sentence

_CLEAN, _HARMFUL = 0, 1
_SECONDS = 120


class NotClean(DdtoolError):
    """A scanner calls a file harmful, or could not look at it; nothing of it is kept."""


def require_clean(scanner: Sequence[str], path: Path) -> None:
    """Let a scanner look at a file; without one every file passes.

    The scanner is a command that is given the path. It ends with 0 where it finds nothing and with
    1 where the file is harmful, as ``clamscan`` does; any other end means that it could not look.

    :raises NotClean: the file is harmful, or nobody can tell.
    """
    if not scanner:
        return
    ended = _ended(scanner, path)
    if ended == _HARMFUL:
        raise NotClean(Sentence("The virus scanner calls this file harmful; nothing was stored."))
    if ended != _CLEAN:
        raise NotClean(
            Sentence(
                "The virus scanner could not look at this file, so it was not stored. Try again, "
                "and tell your administrator if it stays so."
            )
        )


def _ended(scanner: Sequence[str], path: Path) -> int | None:
    """How the scanner ended; None where it did not begin or went on for too long."""
    known = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    try:
        return subprocess.run(  # noqa: S603 -- the command is the administrator's setting
            [*scanner, str(path)],
            check=False,
            env=known,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
        ).returncode
    except (OSError, subprocess.TimeoutExpired):
        return None
