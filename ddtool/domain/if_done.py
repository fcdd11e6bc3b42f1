"""What would follow if every action of the plan closed the gap it is for."""

from dataclasses import dataclass, replace

from ddtool.domain.analysis import outlook_of
from ddtool.domain.gaps import CriterionLine, Gap, GapAnalysis, Outlook

_TO_BE_PLANNED = (Gap.BLOCKING, Gap.MINOR)


@dataclass(frozen=True, slots=True)
class IfDone:
    """The outlook then, the criteria whose gap closes, and those to be closed that stay.

    Criteria are numbers in the order of the set. What is unanswered or waits for the assessor stays
    as it is: no action answers a question or confirms a coverage.
    """

    outlook: Outlook
    closes: tuple[str, ...]
    stay: tuple[str, ...]


def if_all_done(analysis: GapAnalysis) -> IfDone:
    """The outlook if all actions close, whatever state they are in now."""
    after = [_after(line) for line in analysis.lines]
    changed = zip(analysis.lines, after, strict=True)
    return IfDone(
        outlook=outlook_of(after),
        closes=tuple(old.criterion.number for old, new in changed if old.gap is not new.gap),
        stay=tuple(one.criterion.number for one in after if one.gap in _TO_BE_PLANNED),
    )


def is_planned_whole(line: CriterionLine) -> bool:
    """Whether actions are for everything that is missing on a criterion."""
    if any(not action.requirement for action in line.actions):
        return True
    if not line.lacking:
        return bool(line.actions)
    return all(part.actions for part in line.lacking)


def lacks_a_plan(line: CriterionLine) -> bool:
    """Whether a gap is to be closed and would stay, were every action done."""
    return line.gap in _TO_BE_PLANNED and not is_planned_whole(line)


def _after(line: CriterionLine) -> CriterionLine:
    closes = line.gap in _TO_BE_PLANNED and is_planned_whole(line)
    return replace(line, gap=Gap.CLOSED) if closes else line
