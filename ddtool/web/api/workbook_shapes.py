"""Workbooks that were brought in, as they are told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import Field

from ddtool.domain.merging import Change, Standing
from ddtool.domain.statements import WHOLE
from ddtool.sentences import Problem, say
from ddtool.usecases.assessment_workbooks import (
    ImportState,
    Preview,
    Shown,
    WorkbookImport,
    changes_made,
)
from ddtool.web import language
from ddtool.web.api.fields import Told


class DifferenceTold(Told):
    """One field, or one whole row, in which the workbook and what is stored here differ."""

    token: str
    noun: str
    thing: str = Field(description="What it is about: a requirement, a criterion, a row.")
    field: str = Field(description="Empty for a whole row.")
    change: Change
    here: Any = Field(description="What is stored here; null where it is not there.")
    file: Any = Field(description="What the workbook says; null where it is not there.")
    sheet: str
    cell: str
    changed_by: str


class ProblemTold(Told):
    """Something in the workbook that cannot be used."""

    sheet: str
    place: str
    says: str


class WorkbookTold(Told):
    """A workbook that was brought in: shown, or taken in with what it changed."""

    id: str | None
    assessment: str
    state: ImportState
    file_name: str
    sha256: str
    brought_at: datetime
    brought_by: str
    applied_at: datetime | None
    digest: str = Field(description="Names exactly this preview.")
    broken: bool = Field(description="More than single cells is wrong: nothing can be taken in.")
    same: int = Field(description="How many fields say the same in both.")
    changes: tuple[DifferenceTold, ...] = Field(description="What is taken in.")
    conflicts: tuple[DifferenceTold, ...] = Field(description="What both sides have changed.")
    stale: tuple[DifferenceTold, ...] = Field(description="Changed here since; that stays.")
    kept: tuple[DifferenceTold, ...] = Field(description="What a workbook cannot change.")
    problems: tuple[ProblemTold, ...]
    warnings: tuple[ProblemTold, ...] = Field(
        description="Cells that are taken in as they are, but are worth a look."
    )
    renamed: tuple[str, ...] = Field(
        description="The ids of new rows that get a number of this installation when taken in."
    )


def preview_told(preview: Preview) -> WorkbookTold:
    """What would become of a workbook."""
    return _workbook(
        preview.workbook,
        digest=preview.digest,
        broken=preview.broken,
        same=preview.same,
        changes=_differences(preview.changes),
        conflicts=_differences(preview.conflicts),
        stale=_differences(preview.standing(Standing.STALE)),
        kept=_differences(preview.standing(Standing.KEPT)),
        problems=tuple(map(_problem, preview.problems)),
        warnings=tuple(map(_problem, preview.warnings)),
        renamed=preview.renamed,
    )


def workbook_told(workbook: WorkbookImport) -> WorkbookTold:
    """What a workbook that was taken in has changed."""
    return _workbook(
        workbook,
        digest="",
        broken=False,
        same=0,
        changes=_differences(changes_made(workbook)),
        conflicts=(),
        stale=(),
        kept=(),
        problems=(),
        warnings=(),
        renamed=(),
    )


def _workbook(workbook: WorkbookImport, **found: Any) -> WorkbookTold:
    names = (
        "id", "assessment", "state", "file_name", "sha256", "brought_at", "brought_by",
        "applied_at",
    )  # fmt: skip
    return WorkbookTold(**{name: getattr(workbook, name) for name in names}, **found)


def _differences(shown: Sequence[Shown]) -> tuple[DifferenceTold, ...]:
    return tuple(map(_difference, shown))


def _difference(one: Shown) -> DifferenceTold:
    difference, thing = one.difference, one.difference.key.thing
    is_whole = difference.key.field == WHOLE
    row = dict(difference.fields) if is_whole else None
    return DifferenceTold(
        token=one.token,
        noun=thing.noun,
        thing=thing.id,
        field="" if is_whole else difference.key.field,
        change=difference.change,
        here=(row if difference.here else None) if is_whole else difference.here,
        file=(row if difference.file else None) if is_whole else difference.file,
        sheet=one.sheet,
        cell=one.cell,
        changed_by=one.changed_by,
    )


def _problem(problem: Problem) -> ProblemTold:
    return ProblemTold(
        sheet=problem.file,
        place=say(problem.place, language.translate),
        says=problem.told(language.translate),
    )
