"""A stored assessment with a little of everything, and people who take its workbook away."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ddtool.domain.assessments import Action, Answer, AnswerCode, Assessment, Evidence, OwnRating
from ddtool.domain.criteria import Rating
from ddtool.domain.people import Author
from ddtool.packs import Library
from ddtool.store import Database, actions, answers, certificates, evidence, loading
from ddtool.store.files import FileStore
from ddtool.usecases.assessment_workbooks import (
    Brought,
    Consent,
    Means,
    Preview,
    apply_workbook,
    bring_workbook,
    download_workbook,
    preview_workbook,
)
from tests.factories import make_certificate
from tests.store.makers import ANA, ASSESSMENT, NORTH, SITE

CRITERIA = Path(__file__).parents[2] / "criteria"
LIBRARY = Library((CRITERIA,))
CERTIFICATE = "e0000000-0000-4000-8000-000000000001"
DOCUMENT = "f0000000-0000-4000-8000-000000000001"
ACTION = "90000000-0000-4000-8000-000000000001"

Edit = Callable[[Workbook], None]


def fill_assessment(database: Database) -> None:
    """Answers, ratings, a certificate, a document and an action for the assessment."""
    with database.write(ANA) as db:
        said = Answer("17.a", AnswerCode.PARTLY_MET, "Half of it")
        answers.save_answer(db, NORTH, ASSESSMENT, said, version=0)
        answers.save_answer(db, NORTH, ASSESSMENT, Answer("17.b", AnswerCode.MET), version=0)
        rating = OwnRating("17", Rating.PARTIALLY_MEETS, "Not yet")
        answers.save_rating(db, NORTH, ASSESSMENT, rating, version=0)
        certificates.add(db, NORTH, make_certificate(id=CERTIFICATE, sites=(SITE,)))
        evidence.add(db, NORTH, Evidence(DOCUMENT, "Policy", date(2026, 1, 2)))
        evidence.show(db, NORTH, ASSESSMENT, DOCUMENT, shown=("17.a", "17"))
        actions.add(db, NORTH, ASSESSMENT, Action(ACTION, "17", "Write it down", "17.a"))


def means_in(folder: Path) -> Means:
    return Means(FileStore(folder / "files"), LIBRARY)


def download(database: Database, *edits: Edit) -> bytes:
    """The workbook of the assessment, edited as people do."""
    content = download_workbook(database, ANA, LIBRARY, ASSESSMENT).content
    return edited(content, *edits)


def edited(content: bytes, *edits: Edit) -> bytes:
    workbook = load_workbook(BytesIO(content))
    for edit in edits:
        edit(workbook)
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def bring(
    database: Database, means: Means, content: bytes, *, author: Author = ANA, name: str = "a.xlsx"
) -> Preview:
    """Bring a workbook in and look at its preview."""
    brought = Brought(name, BytesIO(content), largest=10_000_000)
    workbook = bring_workbook(database, author, means, ASSESSMENT, brought)
    return preview_workbook(database, author, means, workbook.id)


def take_in(database: Database, means: Means, seen: Preview, **choices: Any) -> int:
    consent = Consent(seen.digest, choices.pop("choices", {}), **choices)
    return apply_workbook(database, ANA, means, seen.workbook.id, consent)


def stored(database: Database) -> Assessment:
    with database.read() as db:
        return loading.load(db, NORTH, ASSESSMENT).assessment


def row_of(workbook: Workbook, id: str) -> tuple[Worksheet, int]:
    """The sheet and row in which an id stands in the first column."""
    for sheet in workbook.worksheets[1:]:
        for row in range(4, sheet.max_row + 1):
            if str(sheet.cell(row, 1).value) == id:
                return sheet, row
    raise LookupError(id)


def put_in(id: str, head: str, value: Any) -> Edit:
    """An edit that types a value into the row of an id, below the head of a column."""

    def edit(workbook: Workbook) -> None:
        sheet, row = row_of(workbook, id)
        heads = [cell.value for cell in sheet[3]]
        sheet.cell(row, heads.index(head) + 1).value = value

    return edit


def add_row(title: str, **values: Any) -> Edit:
    """An edit that fills the first spare row of a register, by the heads of its columns."""

    def edit(workbook: Workbook) -> None:
        sheet = workbook[title]
        heads = [str(cell.value) for cell in sheet[3]]
        row = next(row for row in range(4, sheet.max_row + 2) if not sheet.cell(row, 1).value)
        for head, value in values.items():
            sheet.cell(row, heads.index(head.replace("_", " ")) + 1).value = value

    return edit


def take_out(id: str) -> Edit:
    """An edit that deletes the row of an id."""

    def edit(workbook: Workbook) -> None:
        sheet, row = row_of(workbook, id)
        sheet.delete_rows(row)

    return edit
