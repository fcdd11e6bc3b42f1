"""What is kept of an assessment so that ten thousand sites can be looked at side by side.

A result holds one letter for each criterion and one for each requirement, in the order of the
criteria set: short to keep, and quick to count column by column.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ddtool.domain.decisions import Coverage
from ddtool.domain.gaps import TO_BE_CLOSED, Gap, GapAnalysis, Lack, Outlook
from ddtool.domain.look_ahead import ForecastDay

LETTERS: dict[Gap, str] = {
    Gap.BLOCKING: "b",
    Gap.OPEN: "o",
    Gap.MINOR: "m",
    Gap.TO_CONFIRM: "t",
    Gap.CLOSED: "c",
    Gap.NOT_APPLICABLE: "-",
}
"""The letter of each gap in a result, the gravest first."""

GAPS: dict[str, Gap] = {letter: gap for gap, letter in LETTERS.items()}

LACK_LETTERS: dict[Lack, str] = {
    Lack.NOT_MET: "n",
    Lack.PARTLY_MET: "p",
    Lack.UNANSWERED: "u",
    Lack.NO_EVIDENCE: "e",
    Lack.NO_REASON: "r",
}
"""The letter of what is missing on a requirement."""

NOTHING_LACKS = "."

CLOSES, HINTS = "=", "~"
"""What stands between a standard and the number of gaps it closes, or only hints at."""

BETWEEN = "|"
"""What stands between the parts of a text that are counted one by one."""

_KEPT_LAPSES = 4
_A_DAY = timedelta(days=1)
_WORTH = {Coverage.FULL: 3, Coverage.COMBINED: 2, Coverage.PARTIAL: 1}


class Stage(Enum):
    """How far an assessment has come between its producer and its assessor."""

    IN_PROGRESS = "in_progress"
    HANDED_IN = "handed_in"
    RETURNED = "returned"
    SIGNED_OFF = "signed_off"
    SIGN_OFF_BROKEN = "sign_off_broken"


@dataclass(frozen=True, slots=True)
class Lapse:
    """The last day on which coverage stands that is lost then if nothing is renewed.

    ``standards`` are those of the certificates that cease to count, ``criteria`` the numbers of
    the criteria that lose something.
    """

    day: date
    standards: tuple[str, ...]
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What follows from an assessment on a day, as short as it is kept.

    ``holds_until`` is the last day on which it is the same if nobody changes anything; None says
    for ever. ``fault`` tells why nothing follows, where nothing does.
    """

    as_of: date
    holds_until: date | None = None
    outlook: Outlook | None = None
    gaps: str = ""
    lacks: str = ""
    helps: str = ""
    lapses: tuple[Lapse, ...] = ()
    fault: str = ""

    @property
    def blocking(self) -> int:
        """How many criteria have a blocking gap."""
        return self.gaps.count(LETTERS[Gap.BLOCKING])

    @property
    def to_close(self) -> int:
        """How many criteria have a gap that asks somebody to do something."""
        return sum(self.gaps.count(LETTERS[gap]) for gap in TO_BE_CLOSED)


@dataclass(frozen=True, slots=True)
class Result:
    """The summary of one assessment of a site, and what it rests on.

    ``submission`` is the number of what was handed in, 0 where nothing ever was. ``newest`` says
    that it is the one that counts for the site and criteria set to its producer,
    ``newest_submitted`` to the programme. ``day`` is when it was handed in, else ``as_of``;
    ``grounds`` the hash of the packs, ``event`` the last event of the history it knows of.
    """

    organisation: str
    site: str
    assessment: str
    criteria_set: str
    matrix: str
    grounds: str
    event: int
    submission: int
    day: date
    summary: Summary
    newest: bool = True
    newest_submitted: bool = True
    stage: Stage = Stage.IN_PROGRESS
    country: str = ""
    activities: tuple[str, ...] = ()
    metals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One site with its result, and what it and its organisation are called."""

    name: str
    organisation: str
    fictional: bool
    result: Result


def summary_of(analysis: GapAnalysis, *, with_what_comes: bool = True) -> Summary:
    """What is kept of an analysis; without what comes it is kept as it was on that day, for good.

    What happens to coverage between two days is known from the forecast, so a summary holds until
    the day before the next one of it.
    """
    forecast = analysis.forecast if with_what_comes else ()
    return Summary(
        as_of=analysis.as_of,
        holds_until=forecast[0].day - _A_DAY if forecast else None,
        outlook=analysis.outlook,
        gaps="".join(LETTERS[line.gap] for line in analysis.lines),
        lacks=_lacks(analysis),
        helps=BETWEEN.join(_helps(analysis)) if with_what_comes else "",
        lapses=tuple(_lapses(analysis, forecast))[:_KEPT_LAPSES],
    )


def _lacks(analysis: GapAnalysis) -> str:
    found = {
        one.requirement.id: LACK_LETTERS[one.lack]
        for line in analysis.lines
        for one in line.lacking
        if one.lack is not None
    }
    parts = (part.id for line in analysis.lines for part in line.criterion.assessed)
    return "".join(found.get(id, NOTHING_LACKS) for id in parts)


def _helps(analysis: GapAnalysis) -> Iterator[str]:
    for one in analysis.what_if:
        closed = len(one.closes) + len(one.completes)
        if closed:
            yield f"{one.standard}{CLOSES}{closed}"
        if one.hints:
            yield f"{one.standard}{HINTS}{len(one.hints)}"


def _lapses(analysis: GapAnalysis, forecast: tuple[ForecastDay, ...]) -> Iterator[Lapse]:
    standards = {one.certificate.id: one.certificate.standard for one in analysis.certificates}
    for one in forecast:
        lost = [
            change
            for change in one.changes
            if _WORTH.get(change.after, 0) < _WORTH.get(change.before, 0)
        ]
        if lost:
            ended = (id for change in lost for id in change.certificates_lost)
            names = {standards[id] for id in ended if id in standards}
            yield Lapse(
                one.day - _A_DAY, tuple(sorted(names)), tuple(change.criterion for change in lost)
            )
