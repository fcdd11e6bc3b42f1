"""Measure: the demonstration's full report against RRA 3.0 as a PDF, words, layout and printing.

Each print is the first of a new process, as in life. The process tells what the report itself cost
it: loading the libraries is not part of a report.
"""

import gc
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from ddtool.packs import Library
from ddtool.reports import printer
from ddtool.reports.content import Voice, make_content
from ddtool.reports.printing import make_sheets
from ddtool.usecases.demonstration import read_demonstration
from ddtool.usecases.reports import analyse_assessment

CRITERIA = Path(__file__).parents[1] / "criteria"
ON = date(2026, 12, 1)


def prepare() -> Callable[[], float]:
    """The work: a process that prints once; it returns the seconds of CPU spent on the report."""

    def work() -> float:
        command = [sys.executable, "-m", "bench.report_measures"]
        answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        return float(answer.stdout)

    return work


def print_once() -> float:
    """Say, arrange and print everything; the seconds of CPU it took."""
    library = Library((CRITERIA,))
    assessment = read_demonstration(CRITERIA / "demo", "DEMO-S2", library)
    analysis = analyse_assessment(assessment, library, as_of=ON)
    voice = Voice(vocabulary=library.vocabulary(), standards=library.standards())
    gc.freeze()
    gc.disable()
    before = time.process_time()
    sheets = make_sheets(make_content(analysis, voice))
    fonts = {name: str(path) for name, path in sheets.fonts.items()}
    pdf, complaints = printer.print_pdf(sheets.html, sheets.images, fonts, sheets.faces)
    spent = time.process_time() - before
    if complaints or not pdf.endswith(b"%%EOF\n"):
        raise RuntimeError("the report was not printed")
    return spent


if __name__ == "__main__":
    print(print_once())
