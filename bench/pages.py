"""``python -m bench.pages``: what every page costs, and what saving one answer costs.

On the demonstration, with the answers of others in the database beside it: statements to the
database, CPU in calibration loops, size of the answer. Then saving with few and with very many
answers, and requests a second on two processes. The exit code is 1 if a promise is broken.
"""

import logging
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.calibration import compare
from bench.pages_served import Served, crowd, serve_in_process

MOST_STATEMENTS = 15
MOST_KIBIBYTES = 150
MOST_TO_SAVE = 12
FEW, MANY = 5_000, 500_000
_SAVES = 20
HELD = ("criterion.show", "assessments.tasks", "coverage.matrix")
"""The pages whose statements and size were promised."""


@dataclass(frozen=True)
class Row:
    """One page and what it cost."""

    endpoint: str
    statements: int
    loops: float
    kibibytes: float

    @property
    def holds(self) -> bool:
        """Whether it keeps its promise, if one was made."""
        return self.endpoint not in HELD or (
            self.statements <= MOST_STATEMENTS and self.kibibytes <= MOST_KIBIBYTES
        )


def main() -> int:
    """Print both tables."""
    logging.disable()
    with _instance() as folder:
        served = serve_in_process(folder)
        crowd(served, FEW)
        print(f"{'page':<28}{'statements':>12}{'CPU loops':>12}{'KiB':>8}")
        rows = [_measure(served, endpoint) for endpoint in served.endpoints()]
        for row in rows:
            promise = "" if row.holds else "  over"
            print(
                f"{row.endpoint:<28}{row.statements:>12}{row.loops:>12.3f}"
                f"{row.kibibytes:>8.0f}{promise}"
            )
        few = _saving(served)
        crowd(served, MANY - FEW)
        many = _saving(served)
        served.close()
    print(f"\nsaving one answer among {FEW:>7,}: {few[0]} statements, {few[1]:.4f} loops")
    print(f"saving one answer among {MANY:>7,}: {many[0]} statements, {many[1]:.4f} loops")
    kept = all(row.holds for row in rows) and max(few[0], many[0]) <= MOST_TO_SAVE
    return 0 if kept else 1


def _measure(served: Served, endpoint: str) -> Row:
    path = served.path(endpoint)
    served.get(path)
    with served.counting() as said:
        size = served.get(path)
    cost = compare(lambda: [served.get(path) for _ in range(5)])
    return Row(endpoint, len(said), cost.ratio / 5, size / 1024)


def _saving(served: Served) -> tuple[int, float]:
    with served.counting() as said:
        served.save()
    cost = compare(lambda: _save_often(served))
    return len(said), cost.ratio / _SAVES


def _save_often(served: Served) -> None:
    for _ in range(_SAVES):
        served.save()


@contextmanager
def _instance() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="ddtool-bench-") as folder:
        yield Path(folder) / "instance"


if __name__ == "__main__":
    sys.exit(main())
