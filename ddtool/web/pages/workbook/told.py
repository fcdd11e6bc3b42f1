"""What the page of a preview shows, and what a workbook that was taken in has changed."""

from dataclasses import replace
from typing import Any

from ddtool.domain.merging import Standing
from ddtool.sentences import say
from ddtool.usecases.assessment_workbooks import Preview, WorkbookImport, changes_made
from ddtool.web import language
from ddtool.web.pages.workbook.shown import by_sheet, line_of, lines_of

FIRST_SHOWN = 60
"""How many changes are shown before somebody asks for all."""


def preview_values(preview: Preview, *, show_all: bool) -> dict[str, Any]:
    """The values of the template of a preview."""
    changes = preview.changes if show_all else preview.changes[:FIRST_SHOWN]
    return {
        "preview": preview,
        "workbook": preview.workbook,
        "warnings": [
            replace(
                one,
                place=say(one.place, language.translate),
                found=say(one.found, language.translate),
                remedy=say(one.remedy, language.translate),
            )
            for one in preview.warnings
        ],
        "conflicts": lines_of(preview, Standing.CONFLICT),
        "stale": by_sheet(preview.standing(Standing.STALE)),
        "kept": lines_of(preview, Standing.KEPT),
        "sheets": by_sheet(changes),
        "has_more": len(preview.changes) > len(changes),
        "counts": {
            "changes": len(preview.changes),
            "conflicts": len(preview.conflicts),
            "problems": len(preview.problems),
            "stale": len(preview.standing(Standing.STALE)),
            "same": preview.same,
        },
    }


def done_values(workbook: WorkbookImport, *, show_all: bool) -> dict[str, Any]:
    """The values of the template of a workbook that was taken in."""
    made = changes_made(workbook)
    shown = made if show_all else made[:FIRST_SHOWN]
    return {
        "workbook": workbook,
        "count": len(made),
        "changes": [line_of(one) for one in shown],
        "has_more": len(made) > len(shown),
    }
