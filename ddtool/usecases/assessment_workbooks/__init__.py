"""The workbook of a stored assessment: downloaded, brought in and shown, taken in, undone."""

from ddtool.store.imports import ImportState, WorkbookImport
from ddtool.usecases.assessment_workbooks.applying import (
    MINE,
    THEIRS,
    AlreadyDone,
    ChoicesMissing,
    Consent,
    PreviewOutdated,
    ProblemsLeft,
    apply_workbook,
)
from ddtool.usecases.assessment_workbooks.downloads import Download, download_workbook
from ddtool.usecases.assessment_workbooks.earlier import (
    changes_made,
    download_marked,
    find_import,
    let_workbook_go,
    list_imports,
)
from ddtool.usecases.assessment_workbooks.forms import Language, Means
from ddtool.usecases.assessment_workbooks.previews import (
    Brought,
    Preview,
    Shown,
    bring_workbook,
    preview_workbook,
)
from ddtool.usecases.assessment_workbooks.undoing import ChangedSince, undo_workbook

__all__ = [
    "MINE",
    "THEIRS",
    "AlreadyDone",
    "Brought",
    "ChangedSince",
    "ChoicesMissing",
    "Consent",
    "Download",
    "ImportState",
    "Language",
    "Means",
    "Preview",
    "PreviewOutdated",
    "ProblemsLeft",
    "Shown",
    "WorkbookImport",
    "apply_workbook",
    "bring_workbook",
    "changes_made",
    "download_marked",
    "download_workbook",
    "find_import",
    "let_workbook_go",
    "list_imports",
    "preview_workbook",
    "undo_workbook",
]
