"""What would change a verdict: what the producer can bring, what only others can change."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ddtool.domain.analysis import place_of
from ddtool.domain.certificates import Certificate
from ddtool.domain.equivalency import Cell, Level
from ddtool.domain.gaps import CriterionLine
from ddtool.domain.gate_trace import Trace
from ddtool.domain.imagining import at_best
from ddtool.domain.lines import aspect_of
from ddtool.domain.reasons import Code, Kind, Reason
from ddtool.domain.verdicts import Outcome, Ruling, Verdict
from ddtool.reports.content.certificate_uses import what_it_shows
from ddtool.reports.content.source import Source
from ddtool.reports.content.told import condensed
from ddtool.wording import n_
from ddtool.wording.gates import can_be_mended, remedy

_ABOUT_ACTIVITIES = frozenset({Code.ACTIVITY_NOT_COVERED, Code.ACTIVITIES_MISSING})
_SAYS_NONE = Reason(Code.PUBLISHED_AS_NONE, "cell", Kind.REJECTS)


@dataclass(frozen=True, slots=True)
class Mending:
    """``to_do`` are pairs of what helps and what was found; ``beyond`` what no producer changes.

    ``at_best`` says what would follow with all of it done; empty where there is nothing to do, or
    where that is what the certificate shows already.
    """

    to_do: tuple[tuple[str, str], ...]
    beyond: tuple[str, ...]
    at_best: str


def make_mending(
    source: Source,
    line: CriterionLine,
    certificate: Certificate,
    *,
    verdict: Verdict,
    trace: Trace,
) -> Mending:
    """What would change the verdict on a certificate. Nothing is asked for that would not help."""
    cell = verdict.cell
    if cell is None:
        beyond = [one for one in trace.reasons if not can_be_mended(one)]
        return Mending((), _remedies(source, beyond), "")
    best = _best(source, line, certificate, cell)
    if best.outcome is Outcome.REJECTED:
        return Mending((), tuple(dict.fromkeys(_never(source, cell, best))), "")
    stays = {one for one in best.reasons if one.kind is not Kind.WARNS}
    to_do = [one for one in trace.reasons if one not in stays and can_be_mended(one)]
    lasting = [one for one in trace.reasons if one in stays or not can_be_mended(one)]
    helps = any(one.kind is not Kind.WARNS for one in to_do)
    return Mending(
        tuple(_to_do(source, to_do)),
        tuple(dict.fromkeys(_lasting(source, cell, one) for one in lasting)),
        _with_all_of_it(source, line, best) if helps else "",
    )


def as_sentence(text: str) -> str:
    """A text with a capital letter and a full stop."""
    ended = text if text.endswith(".") else f"{text}."
    return ended[:1].upper() + ended[1:]


def _best(source: Source, line: CriterionLine, certificate: Certificate, cell: Cell) -> Ruling:
    analysis = source.analysis
    return at_best(
        cell,
        certificate,
        aspect_of(analysis.assessment, analysis.criteria_set.name, line.criterion),
        place=place_of(analysis.assessment),
        on=analysis.as_of,
        standards=source.voice.standards,
    )


def _never(source: Source, cell: Cell, best: Ruling) -> Iterator[str]:
    """Why it would count for nothing even at its best."""
    voice = source.voice
    for reason in best.reasons:
        if reason.code is Code.ACTIVITY_NOT_COVERED:
            yield voice.gettext(
                n_(
                    "The cell speaks only of {activities}, which this site does not do. Nothing "
                    "you could bring changes this; show the criterion by evidence of your own."
                ),
                activities=voice.activities(cell.conditions.activities),
            )
        elif cell.level is Level.NONE and reason.gate == "cell":
            yield voice.gettext(remedy(_SAYS_NONE))
        elif reason.kind is Kind.REJECTS:
            yield voice.gettext(remedy(reason))


def _to_do(source: Source, reasons: Sequence[Reason]) -> Iterator[tuple[str, str]]:
    """Findings with the same help stand together."""
    by_help: dict[str, list[Reason]] = {}
    for one in reasons:
        by_help.setdefault(remedy(one), []).append(one)
    for text, alike in by_help.items():
        yield source.voice.gettext(text), " ".join(condensed(source.voice, alike))


def _lasting(source: Source, cell: Cell, reason: Reason) -> str:
    """What helps where nothing about the certificate can be changed."""
    voice = source.voice
    if reason.code in _ABOUT_ACTIVITIES:
        return voice.gettext(
            n_("The cell speaks only of {activities}; show the rest by evidence of your own."),
            activities=voice.activities(cell.conditions.activities),
        )
    return voice.gettext(remedy(reason))


def _remedies(source: Source, reasons: Iterable[Reason]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source.voice.gettext(remedy(one)) for one in reasons))


def _with_all_of_it(source: Source, line: CriterionLine, best: Ruling) -> str:
    voice = source.voice
    if best.outcome is not Outcome.COUNTS:
        return voice.gettext(
            n_("Even then it would only be a hint, because nobody has adopted the cell.")
        )
    # The warning about the last day stands in the list already.
    kept = tuple(one for one in best.reasons if one.code is not Code.LAPSES_BEFORE_ASSESSMENT)
    shown = as_sentence(what_it_shows(source, line.criterion, best._replace(reasons=kept)))
    if best.until is None or best.until == date.max:
        return voice.gettext(n_("With all of this: {shown}"), shown=shown)
    until = voice.day(best.until).text
    return voice.gettext(n_("With all of this: {shown} Until {day}."), shown=shown, day=until)
