"""Files that a browser has downloaded, opened again: the numbers they say."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
from openpyxl import load_workbook
from pypdf import PdfReader

import ddtool.reports

_SCHEMA = Path(ddtool.reports.__file__).parent / "schema" / "gap-report-1.json"


class Numbers(NamedTuple):
    """How many criteria are in which gap."""

    blocking: int
    open: int
    minor: int
    to_confirm: int
    closed: int
    not_applicable: int


def json_numbers(path: Path) -> Numbers:
    """The numbers of a report in JSON that keeps to its schema."""
    report: Any = json.loads(path.read_text(encoding="utf-8"))
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(report)
    gaps = [one["gap"] for one in report["criteria"]]
    return Numbers(*(gaps.count(name) for name in Numbers._fields))


def excel_numbers(path: Path) -> Numbers:
    """The numbers of the last line of the table by section."""
    sheet = load_workbook(path, read_only=True)["Outlook"]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    heads = next(row for row in rows if row[0] == "Section")
    found = next(row for row in rows if row[0] == "All")
    by_word = {str(head)[2:]: number for head, number in zip(heads, found, strict=True) if head}
    words = ("Blocking", "Open", "Improvement plan", "To confirm", "Closed", "Not applicable")
    return Numbers(*(int(str(by_word[word])) for word in words))


def pdf_text(path: Path) -> str:
    """All that a PDF says, white space folded."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())
