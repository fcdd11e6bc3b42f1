"""``python -m soak [WORDS]``: everything, or what has one of the words in its name.

The exit code is 1 if something did not hold.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from soak.crowd import save_all_at_once
from soak.full_disk import can_mount, fill_the_disk
from soak.kills import kill_while_saving
from soak.locks import hold_the_lock
from soak.races import race
from soak.restarts import restart_while_saving
from soak.served import make_instance, serving
from soak.visitors import LUCIA


class Found(Protocol):
    """What came of a trial, in a line."""

    @property
    def ok(self) -> bool:
        """Whether everything held."""
        ...


def _kills(at: Path) -> Found:
    passwords = make_instance(at)
    with serving(at) as served:
        return kill_while_saving(served, passwords[LUCIA], kills=200)


def _restarts(at: Path) -> Found:
    passwords = make_instance(at)
    with serving(at) as served:
        return restart_while_saving(served, passwords[LUCIA], restarts=20)


def _crowd(at: Path) -> Found:
    passwords = make_instance(at)
    with serving(at) as served:
        return save_all_at_once(served, passwords[LUCIA], writers=50, saves=20)


def _races(at: Path) -> Found:
    passwords = make_instance(at)
    with serving(at) as served:
        return race(served, dict(passwords), races=300)


def _lock(at: Path) -> Found:
    passwords = make_instance(at)
    with serving(at) as served:
        return hold_the_lock(served, passwords[LUCIA], seconds=3)


TRIALS: dict[str, Callable[[Path], Found]] = {
    "killed while saving": _kills,
    "restarted while saving": _restarts,
    "fifty save at once": _crowd,
    "two save the same": _races,
    "lock held by another": _lock,
    "disk full": fill_the_disk,
}


def main(words: list[str]) -> int:
    """Run the trials one after the other and print a line for each."""
    held = True
    for name, trial in TRIALS.items():
        if words and not any(word in name for word in words):
            continue
        if trial is fill_the_disk and not can_mount():
            print(f"{name:<23} not tried: only root may mount a small disk", flush=True)
            continue
        with TemporaryDirectory(prefix="ddtool-soak-") as folder:
            found = trial(Path(folder) / "served")
        held &= found.ok
        print(f"{name:<23} {'held' if found.ok else 'DID NOT HOLD'}: {found}", flush=True)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
