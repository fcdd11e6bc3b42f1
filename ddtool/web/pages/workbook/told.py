"""What the page of a preview shows, and what a workbook that was taken in has changed."""

from collections.abc import Sequence
from typing import Any

from ddtool.domain.merging import Standing
from ddtool.usecases.assessment_workbooks import Preview, WorkbookImport, changes_made
from ddtool.web.pages.workbook.shown import Line, by_sheet, line_of, lines_of

FIRST_SHOWN = 60
"""How many changes are shown before somebody asks for all."""


def preview_values(preview: Preview) -> dict[str, Any]:
    """The values of the template of a preview."""
    return {
        "preview": preview,
        "workbook": preview.workbook,
        "conflicts": lines_of(preview, Standing.CONFLICT),
        "stale": by_sheet(preview.standing(Standing.STALE)),
        "kept": lines_of(preview, Standing.KEPT),
        "sheets": by_sheet(preview.changes),
        "first_sheets": by_sheet(preview.changes[:FIRST_SHOWN]),
        "has_more": len(preview.changes) > FIRST_SHOWN,
        "counts": {
            "changes": len(preview.changes),
            "conflicts": len(preview.conflicts),
            "problems": len(preview.problems),
            "stale": len(preview.standing(Standing.STALE)),
            "same": preview.same,
        },
    }


def tell_changes(workbook: WorkbookImport) -> Sequence[Line]:
    """What a workbook that was taken in has changed."""
    return [line_of(one) for one in changes_made(workbook)]
