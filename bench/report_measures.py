"""Measure: the demonstration's full report against RRA 3.0 as a PDF, words, layout and printing.

Each print is the first of its process, as in life. The process is a copy of one that has the
libraries loaded: what it costs to load them is not part of a report.
"""

import gc
import os
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


def prepare() -> Callable[[], None]:
    """The work: say, arrange and print everything in a process of its own."""
    library = Library((CRITERIA,))
    assessment = read_demonstration(CRITERIA / "demo", "DEMO-S2", library)
    analysis = analyse_assessment(assessment, library, as_of=ON)
    voice = Voice(vocabulary=library.vocabulary(), standards=library.standards())

    def print_once() -> bool:
        sheets = make_sheets(make_content(analysis, voice))
        fonts = {name: str(path) for name, path in sheets.fonts.items()}
        pdf, complaints = printer.print_pdf(sheets.html, sheets.images, fonts, sheets.faces)
        return pdf.endswith(b"%%EOF\n") and not complaints

    make_sheets(make_content(analysis, voice))
    return lambda: _in_a_process_of_its_own(print_once)


def _in_a_process_of_its_own(work: Callable[[], bool]) -> None:
    child = os.fork()
    if child == 0:
        gc.freeze()
        gc.disable()
        os._exit(0 if work() else 1)
    _, status = os.waitpid(child, 0)
    if status != 0:
        raise RuntimeError("the report was not printed")
