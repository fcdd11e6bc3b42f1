"""Every measure of ``make bench``, in the order of the table.

A measure is a module with a function ``prepare()``: it makes what is needed, uncounted, and
returns the work itself, a function without arguments that may be called again and again.
"""

from typing import NamedTuple


class Measure(NamedTuple):
    """A job, the module that does it, and the most it may cost in calibration loops of CPU."""

    name: str
    module: str
    limit: float


MEASURES: tuple[Measure, ...] = (Measure("ddtool --help, the whole process", "bench.start", 0.6),)
