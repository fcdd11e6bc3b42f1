"""The section that compares this cycle with the last."""

from dataclasses import dataclass

from ddtool.domain.comparison import ComparedCriterion, Comparison, Movement, Promised
from ddtool.domain.criteria import Rating
from ddtool.domain.gaps import Gap
from ddtool.reports.content.source import Source, runs
from ddtool.reports.content.values import NOTHING, Day, Fact, Sign
from ddtool.sentences import n_

_MOVEMENTS = {
    Movement.WORSE: ("blocking", n_("Worse")),
    Movement.BETTER: ("closed", n_("Better")),
    Movement.SAME: ("not_applicable", n_("Same")),
    Movement.NOW_ASSESSED: ("to_confirm", n_("Assessed for the first time")),
    Movement.NOT_RATED_YET: ("open", n_("Not rated yet in this cycle")),
    Movement.RATED_NOW: ("to_confirm", n_("Set aside then, rated now")),
    Movement.APPLIES_NOW: ("open", n_("Applies now")),
    Movement.APPLIES_NO_LONGER: ("not_applicable", n_("Applies no longer")),
    Movement.NEW: ("open", n_("New in this criteria set")),
}


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One criterion then and now; ``came_from`` names what it was in another criteria set."""

    number: str
    title: str
    came_from: str
    before: Sign
    now: Sign
    rating_before: str
    rating_now: str
    moved: Sign


@dataclass(frozen=True, slots=True)
class PromisedRow:
    """An action of the last cycle and what became of it."""

    criterion: str
    title: str
    owner: str
    due: Day
    kept: Sign


@dataclass(frozen=True, slots=True)
class Compared:
    """The comparison. ``none`` is said where there is no earlier cycle to compare with."""

    title: str
    lead: str
    none: str
    outlooks: tuple[Fact, ...]
    counts: tuple[tuple[Sign, int], ...]
    criteria_heading: str
    criteria: tuple[ComparedRow, ...]
    promised_heading: str
    no_promises: str
    promised: tuple[PromisedRow, ...]


def make_comparison(source: Source, comparison: Comparison | None) -> Compared:
    """The comparison in the reader's words."""
    voice = source.voice
    title = voice.gettext("Compared with the last cycle")
    if comparison is None:
        none = voice.gettext("There is no earlier assessment of this site to compare with.")
        return Compared(title, "", none, (), (), "", (), "", "", ())
    earlier = comparison.earlier
    return Compared(
        title=title,
        lead=_lead(source, comparison),
        none="",
        outlooks=(
            Fact(voice.gettext("Outlook then"), voice.words(earlier.outlook)),
            Fact(voice.gettext("Outlook now"), voice.words(comparison.now.outlook)),
        ),
        counts=tuple(
            (_moved(source, kind), len(comparison.moved(kind)))
            for kind in Movement
            if comparison.moved(kind)
        ),
        criteria_heading=voice.gettext("Criterion by criterion"),
        criteria=tuple(_row(source, one) for one in comparison.criteria),
        promised_heading=voice.gettext("What was promised"),
        no_promises=""
        if comparison.promised
        else voice.gettext("The last cycle had no improvement plan."),
        promised=tuple(_promise(source, one) for one in comparison.promised),
    )


def _lead(source: Source, comparison: Comparison) -> str:
    voice, earlier, now = source.voice, comparison.earlier, comparison.now
    cycles = voice.gettext(
        "{earlier}, state on {then}, against {now}, state on {today}.",
        earlier=earlier.assessment.period or NOTHING,
        then=voice.long_day(earlier.as_of),
        now=now.assessment.period or NOTHING,
        today=voice.long_day(now.as_of),
    )
    if earlier.criteria_set.name == now.criteria_set.name:
        return cycles
    other = voice.gettext(
        "Then it was {earlier_set}: each criterion is set beside those it came from, and the "
        "gravest of them is told.",
        earlier_set=earlier.criteria_set.short_title,
    )
    return f"{cycles} {other}"


def _moved(source: Source, movement: Movement) -> Sign:
    mark, word = _MOVEMENTS[movement]
    return Sign(mark, source.voice.gettext(word))


def _row(source: Source, one: ComparedCriterion) -> ComparedRow:
    return ComparedRow(
        number=one.criterion.number,
        title=one.criterion.title,
        came_from=_came_from(source, one),
        before=source.gap(one.before) if one.before else Sign(Gap.OPEN.value, NOTHING),
        now=source.gap(one.now),
        rating_before=_rating_then(source, one),
        rating_now=_rating(source, one.rating_now),
        moved=_moved(source, one.movement),
    )


def _came_from(source: Source, one: ComparedCriterion) -> str:
    if not one.came_from:
        return ""
    return source.voice.gettext("then {numbers}", numbers=runs(one.came_from))


def _rating_then(source: Source, one: ComparedCriterion) -> str:
    if one.decided_then and one.rating_before is Rating.NOT_APPLICABLE:
        return source.voice.gettext("Not applicable, as the assessor decided")
    return _rating(source, one.rating_before)


def _rating(source: Source, rating: Rating | None) -> str:
    return source.rating(rating) if rating else NOTHING


def _promise(source: Source, one: Promised) -> PromisedRow:
    voice, action = source.voice, one.action
    mark = "closed" if one.kept else "blocking"
    return PromisedRow(
        criterion=action.requirement or action.criterion,
        title=action.title,
        owner=action.owner,
        due=voice.day(action.due),
        kept=Sign(mark, voice.words(action.state)),
    )
