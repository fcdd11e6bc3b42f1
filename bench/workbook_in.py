"""Measure: read the filled workbook of the demonstration back, guard included."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.workbook_out import SITE, make_form
from ddtool.settings import find_data
from ddtool.workbooks import read_assessment_folder, read_workbook, write_workbook


def prepare() -> Callable[[], object]:
    """Write the workbook; the work is reading it."""
    criteria = find_data("criteria")
    form = make_form(criteria)
    path = Path(tempfile.mkdtemp()) / "in.xlsx"
    write_workbook(path, read_assessment_folder(criteria / "demo" / SITE, form), form)
    return lambda: read_workbook(path, lambda _: form)
