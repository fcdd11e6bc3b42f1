"""Reading a filled workbook back: everything that is wrong is named at once, or nothing is."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from ddtool.domain.assessments import Assessment
from ddtool.domain.statements import Key
from ddtool.sentences import Problem
from ddtool.spreadsheets.guard import OpenedWorkbook, open_safely
from ddtool.wording import Translate, n_
from ddtool.workbooks import layout
from ddtool.workbooks.cells import plain_text
from ddtool.workbooks.findings import Refusal
from ddtool.workbooks.form import Form
from ddtool.workbooks.identity import MISSING, Identity, parse_identity, refusal
from ddtool.workbooks.places import Places
from ddtool.workbooks.problems import WorkbookProblems
from ddtool.workbooks.sheets import SheetReader

_OTHER_SET = n_("{file} was made for {found}, not for {expected}.")

Opener = Callable[[Path], AbstractContextManager[OpenedWorkbook]]
"""How a file is opened: here, or in a process of its own."""


@dataclass(frozen=True)
class FilledWorkbook:
    """What a filled workbook says.

    ``ignored`` are the titles of sheets that are none of ours. ``pack_changed`` tells that the
    criteria have another text today than when the workbook was made. ``reopened`` are the ids whose
    "not applicable" was ddtool's own and was taken back, because the site facts were changed.
    """

    assessment: Assessment
    language: str = "en"
    pack_changed: bool = False
    ignored: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()


@dataclass(frozen=True)
class SeenWorkbook:
    """A workbook as far as it can be used, and everything that cannot.

    ``refused`` are the statements whose cells cannot be used; ``filled`` says nothing there.
    ``broken`` tells that more than single cells is wrong, so that ``filled`` is worth nothing.
    """

    filled: FilledWorkbook
    identity: Identity
    problems: tuple[Problem, ...]
    broken: bool
    refused: Mapping[Key, Refusal]
    places: Places


def read_workbook(
    path: Path,
    find_form: Callable[[Identity], Form],
    *,
    expected: str = "",
    translate: Translate = str,
) -> FilledWorkbook:
    """Read a filled workbook. ``find_form`` is asked once what the workbook was made from.

    ``expected`` is the criteria set that it has to be for, where that is known before.

    :raises NotAWorkbook: the file cannot be, or must not be, opened.
    :raises WrongWorkbook: it is not one of ours, was touched, or is for another criteria set.
    :raises WorkbookProblems: everything else that is wrong, cell by cell.
    """
    seen = look_through(path, find_form, expected=expected, translate=translate)
    if seen.problems:
        raise WorkbookProblems(seen.problems)
    return seen.filled


def look_through(
    path: Path,
    find_form: Callable[[Identity], Form],
    *,
    expected: str = "",
    translate: Translate = str,
    opener: Opener = open_safely,
) -> SeenWorkbook:
    """The same for people who may mend or leave out what is wrong: problems are handed back.

    :raises NotAWorkbook, WrongWorkbook: as :func:`read_workbook`.
    """
    with opener(path) as opened:
        identity = _identity(path.name, opened, translate)
        made_for = identity.criteria_set
        if expected and made_for != expected:
            raise refusal(_OTHER_SET, path.name, translate, found=made_for, expected=expected)
        form = find_form(identity)
        reader = SheetReader(opened, identity, form)
        reader.read()
    filled = FilledWorkbook(
        assessment=reader.reopened.assessment,
        language=identity.language,
        pack_changed=identity.pack_sha256 != form.criteria_set.sha256,
        ignored=tuple(reader.ignored),
        reopened=reader.reopened.ids,
    )
    findings = reader.findings
    return SeenWorkbook(
        filled=filled,
        identity=identity,
        problems=tuple(findings.problems),
        broken=findings.broken,
        refused=reader.places.refused(findings.cells),
        places=reader.places,
    )


def _identity(file: str, opened: OpenedWorkbook, translate: Translate) -> Identity:
    sheet = opened.sheet(layout.HIDDEN_TITLE)
    if sheet is None:
        raise refusal(MISSING, file, translate)
    rows = ([plain_text(cell.value) for cell in row.cells[:4]] for row in sheet.rows())
    return parse_identity(file, [row for row in rows if row[0]], translate)
