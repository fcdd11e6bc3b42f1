"""Coverage and gaps of the demonstration site against RRA 3.0."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from ddtool.domain.analysis import Grounds, criterion_lines, outlook_of
from ddtool.domain.gaps import Outlook
from ddtool.packs import Library
from ddtool.usecases.demonstration import read_demonstration

CRITERIA = Path(__file__).parents[1] / "criteria"
ON = date(2026, 12, 1)


def prepare() -> Callable[[], Outlook]:
    """The work: decide all 33 criteria and say the outlook."""
    library = Library((CRITERIA,))
    criteria_set = library.criteria_set("rra@3.0")
    known = Grounds(criteria_set, library.matrix("demo@2026.11"), library.standards())
    assessment = read_demonstration(CRITERIA / "demo", "DEMO-S2", library)

    def work() -> Outlook:
        _, lines = criterion_lines(assessment, criteria_set, known.matcher, as_of=ON)
        return outlook_of(lines)

    return work
