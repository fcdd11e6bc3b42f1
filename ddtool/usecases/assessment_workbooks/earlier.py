"""Workbooks that were brought in before: listed, found, let go, and what they have changed."""

from ddtool.domain.people import Author, Right
from ddtool.domain.refusals import NotFound
from ddtool.store import Database, imports
from ddtool.store.imports import WorkbookImport
from ddtool.usecases.assessment_workbooks.downloads import Download, file_name
from ddtool.usecases.assessment_workbooks.forms import Means, make_form
from ddtool.usecases.assessment_workbooks.looking import look_at
from ddtool.usecases.assessment_workbooks.previews import Shown, token_of
from ddtool.usecases.assessment_workbooks.steps import differences_of, read_steps
from ddtool.usecases.assessment_workbooks.things import find_things
from ddtool.workbooks.marked import marked_workbook


def list_imports(database: Database, author: Author, assessment: str) -> tuple[WorkbookImport, ...]:
    """The workbooks brought in for an assessment, the newest first.

    :raises NotFound: the author's organisation has no such assessment.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return imports.of_assessment(db, organisation, assessment)


def find_import(database: Database, author: Author, id: str) -> WorkbookImport:
    """One workbook that was brought in.

    :raises NotFound: the author's organisation has none of that id.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return imports.find(db, organisation, id)


def changes_made(workbook: WorkbookImport) -> tuple[Shown, ...]:
    """What a workbook that was taken in has changed, thing by thing."""
    if not workbook.undo:
        return ()
    found = differences_of(read_steps(workbook.undo))
    return tuple(Shown(one, token_of(one.key), "", "") for one in found)


def let_workbook_go(database: Database, author: Author, id: str) -> None:
    """A workbook that was only shown is not wanted; its file is swept up later.

    :raises NotFound: the author's organisation has none of that id.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        workbook = imports.find(db, organisation, id)
        if workbook.state is imports.ImportState.SHOWN:
            imports.let_go(db, organisation, workbook)


def download_marked(database: Database, author: Author, means: Means, id: str) -> Download:
    """A workbook that was brought in, given back with the cells marked that cannot be used.

    :raises NotFound: the author's organisation has none of that id, its file is gone, or more than
        single cells is wrong in it.
    """
    organisation = author.tenant(Right.RECORD)
    with database.read() as db:
        workbook = imports.find(db, organisation, id)
        kept = find_things(db, organisation, workbook.assessment)
    looked = look_at(means, workbook.stored_name, name=workbook.file_name, kept=kept)
    if looked.broken:
        raise NotFound("workbook")
    form = make_form(means.library, kept.assessment.criteria_set, means.language)
    name = file_name(kept.assessment, means.language, what="marked")
    return Download(name, marked_workbook(looked.seen, form))
