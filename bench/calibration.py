"""CPU time as a multiple of a fixed loop: the same figure on a slow and on a busy machine."""

import resource
import statistics
from collections.abc import Callable
from typing import NamedTuple

_STEPS = 3_000_000
_ROUNDS = 5


class Result(NamedTuple):
    """The median cost in calibration loops and in CPU milliseconds, and the peak memory in MB."""

    ratio: float
    milliseconds: float
    peak_mb: float


class Round(NamedTuple):
    """One round: the work and the loop beside it, in seconds of CPU."""

    work: float
    loop: float


def compare(work: Callable[[], object]) -> Result:
    """Run the work and the loop in turn, so that a change of the machine's mood hits both.

    One round goes before and is not counted: it fills the caches.
    """
    work()
    rounds = [_one_round(work) for _ in range(_ROUNDS)]
    ratio = statistics.median(one.work / one.loop for one in rounds)
    milliseconds = 1000 * statistics.median(one.work for one in rounds)
    return Result(ratio, milliseconds, _peak_mb())


def cpu_seconds_of_the_loop() -> float:
    """What the loop takes on this machine now, for measures that count by the clock."""
    return statistics.median(_cpu_seconds(_calibrate) for _ in range(3))


def _one_round(work: Callable[[], object]) -> Round:
    loop = _cpu_seconds(_calibrate)
    return Round(_cpu_seconds(work), loop)


def _calibrate() -> int:
    x = 1
    for i in range(_STEPS):
        x = (x * 31 + i) & 0xFFFFFFFF
    return x


def _cpu_seconds(work: Callable[[], object]) -> float:
    """What the work cost; work that measures itself says it, as a float."""
    before = _cpu_so_far()
    said = work()
    return said if isinstance(said, float) else _cpu_so_far() - before


def _cpu_so_far() -> float:
    """Of this process and of all its children that have ended."""
    usages = (resource.getrusage(who) for who in _WHO)
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _peak_mb() -> float:
    return max(resource.getrusage(who).ru_maxrss for who in _WHO) / 1024


_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
