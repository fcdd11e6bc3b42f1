"""Filling in workbooks as people do: by sheet and cell, with openpyxl in the part of Excel."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from ddtool.domain.assessments import Assessment
from ddtool.workbooks import (
    FilledWorkbook,
    Form,
    WorkbookProblems,
    read_workbook,
    write_workbook,
)
from tests.workbooks.samples import (
    make_assessment,
    make_criteria_set,
    make_standards,
    make_vocabulary,
)

Edit = Callable[[Workbook], None]


def make_form(**changes: Any) -> Form:
    values: dict[str, Any] = {
        "criteria_set": make_criteria_set(),
        "standards": make_standards(),
        "vocabulary": make_vocabulary(),
    }
    return Form(**{**values, **changes})


def written(folder: Path, assessment: Assessment | None = None, form: Form | None = None) -> Path:
    path = folder / "workbook.xlsx"
    write_workbook(path, assessment or make_assessment(), form or make_form())
    return path


def edited(path: Path, edit: Edit) -> Path:
    workbook = load_workbook(path)
    edit(workbook)
    workbook.save(path)
    return path


def set_cells(sheet: str, **cells: Any) -> Edit:
    """An edit that types values into cells: ``set_cells("Site", C4="Tirso")``."""

    def edit(workbook: Workbook) -> None:
        for address, value in cells.items():
            workbook[sheet][address] = value

    return edit


def read(path: Path, form: Form | None = None) -> FilledWorkbook:
    return read_workbook(path, lambda _: form or make_form())


def problems_of(folder: Path, *edits: Edit, form: Form | None = None) -> Sequence[str]:
    """What is said about a fresh workbook after these edits, line by line."""
    path = written(folder, form=form)
    for edit in edits:
        edited(path, edit)
    with pytest.raises(WorkbookProblems) as refused:
        read(path, form)
    return [str(problem) for problem in refused.value.problems]
