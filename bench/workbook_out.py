"""Measure: write the workbook of the demonstration's assessment against the whole RRA 3.0."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from ddtool.packs import Library
from ddtool.settings import find_data
from ddtool.workbooks import Form, read_assessment_folder, write_workbook

CRITERIA = "rra@3.0"
SITE = "DEMO-S2"


def prepare() -> Callable[[], object]:
    """Load the packs and the site; the work is one workbook on disk."""
    criteria = find_data("criteria")
    form = make_form(criteria)
    assessment = read_assessment_folder(criteria / "demo" / SITE, form)
    path = Path(tempfile.mkdtemp()) / "out.xlsx"
    return lambda: write_workbook(path, assessment, form)


def make_form(criteria: Path) -> Form:
    """What the workbook is made from, out of the shipped packs."""
    library = Library((criteria,))
    return Form(library.criteria_set(CRITERIA), library.standards(), library.vocabulary())
