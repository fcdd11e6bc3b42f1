"""Every measure of ``make bench``, in the order of the table.

A measure is a module with a function ``prepare()``: it makes what is needed, uncounted, and
returns the work itself, a function without arguments that may be called again and again.
"""

from typing import NamedTuple


class Measure(NamedTuple):
    """A job, the module that does it, and the most it may cost.

    ``limit`` is in calibration loops of CPU, ``peak_mb`` in megabytes. A job of many ``items`` may
    also have a limit in milliseconds an item; 0 says that nothing was promised.
    """

    name: str
    module: str
    limit: float = 0
    peak_mb: float = 0
    items: int = 0
    milliseconds_each: float = 0


MEASURES: tuple[Measure, ...] = (
    Measure("ddtool --help, the whole process", "bench.start", 0.6),
    Measure(
        "from an empty folder to the first page",
        "bench.first_page",
        items=1,
        milliseconds_each=10_000,
        peak_mb=200,
    ),
    Measure("workbook out, RRA 3.0", "bench.workbook_out", 0.6),
    Measure("workbook in, RRA 3.0", "bench.workbook_in", 0.5),
    Measure("coverage and gaps of one site", "bench.one_site", 0.02),
    Measure("PDF report of one site", "bench.report_measures", 10, peak_mb=250),
    Measure("Excel report of one site", "bench.excel_measures", 0.6),
    Measure(
        "coverage of 1,000 sites x 71 criteria x 5",
        "bench.portfolio_tenth",
        items=1_000,
        milliseconds_each=0.5,
        peak_mb=300,
    ),
    Measure(
        "coverage of 10,000 sites x 71 criteria x 5",
        "bench.portfolio",
        items=10_000,
        milliseconds_each=0.5,
        peak_mb=300,
    ),
    Measure(
        "portfolio of 1,000 sites, the whole page",
        "bench.portfolio_page_tenth",
        items=1,
        milliseconds_each=100,
    ),
    Measure(
        "portfolio of 10,000 sites, the whole page",
        "bench.portfolio_page",
        items=1,
        milliseconds_each=300,
    ),
)
