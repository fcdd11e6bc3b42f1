"""The matrix workbench: editions made in the installation, adopted line by line by two people.

``editions`` begins and reads them, ``lines`` works on their lines, ``effects`` says what a change
would do before it counts, ``bringing`` takes a workbook in, and ``issuing`` ends it: from then on
an edition never changes, and everybody's library has it.
"""

from ddtool.usecases.matrix_workbench.bringing import (
    BroughtLook,
    Workbook,
    bring_matrix,
    look_at_brought,
    take_over,
)
from ddtool.usecases.matrix_workbench.comparing import MOST, Effect, Touched
from ddtool.usecases.matrix_workbench.editions import (
    ListedEdition,
    Workbench,
    begin_edition,
    change_edition,
    discard_edition,
    list_workbench,
    read_edition,
    read_history,
)
from ddtool.usecases.matrix_workbench.effects import (
    IssueLook,
    effect_of_line,
    effect_of_withdrawing,
    look_at_issue,
)
from ddtool.usecases.matrix_workbench.issuing import StillWaiting, issue_edition, take_by_default
from ddtool.usecases.matrix_workbench.lines import (
    Read,
    add_line,
    adopt_line,
    confirm_line,
    confirm_lines,
    may_confirm,
    remove_line,
    rewrite_line,
    send_line_back,
    withdraw_line,
)
from ddtool.usecases.matrix_workbench.texts import Edition, LineProblem, cell_read, problems_of

__all__ = [
    "MOST",
    "BroughtLook",
    "Edition",
    "Effect",
    "IssueLook",
    "LineProblem",
    "ListedEdition",
    "Read",
    "StillWaiting",
    "Touched",
    "Workbench",
    "Workbook",
    "add_line",
    "adopt_line",
    "begin_edition",
    "bring_matrix",
    "cell_read",
    "change_edition",
    "confirm_line",
    "confirm_lines",
    "discard_edition",
    "effect_of_line",
    "effect_of_withdrawing",
    "issue_edition",
    "list_workbench",
    "look_at_brought",
    "look_at_issue",
    "may_confirm",
    "problems_of",
    "read_edition",
    "read_history",
    "remove_line",
    "rewrite_line",
    "send_line_back",
    "take_by_default",
    "take_over",
    "withdraw_line",
]
