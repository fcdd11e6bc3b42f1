"""One certificate and one criterion, gate by gate: what was asked, found, and what would help."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ddtool.domain.analysis import place_of
from ddtool.domain.certificates import Certificate
from ddtool.domain.decisions import Coverage
from ddtool.domain.gaps import CriterionLine
from ddtool.domain.gate_trace import Passing, Trace, trace_gates
from ddtool.domain.imagining import at_best
from ddtool.domain.lines import aspect_of
from ddtool.domain.reasons import Code, Reason
from ddtool.domain.verdicts import Outcome, Ruling, Verdict
from ddtool.reports.content.certificate_uses import what_it_shows
from ddtool.reports.content.criterion import CellSaid, cell_said, verdict_mark
from ddtool.reports.content.gate_facts import GateFacts, GateSaid, gate_said
from ddtool.reports.content.source import Source
from ddtool.reports.content.told import condensed
from ddtool.wording import n_
from ddtool.wording.gates import can_be_mended, remedy

_BEST_FIRST = (Outcome.COUNTS, Outcome.PENDING, Outcome.SUGGESTED, Outcome.REJECTED)

_TITLES = {
    Outcome.COUNTS: n_("What {certificate} shows for criterion {number}"),
    Outcome.PENDING: n_("Why {certificate} does not count yet for criterion {number}"),
    Outcome.SUGGESTED: n_("Why {certificate} is only a hint for criterion {number}"),
    Outcome.REJECTED: n_("Why {certificate} does not count for criterion {number}"),
}


@dataclass(frozen=True, slots=True)
class CellTrace:
    """The gates against one cell. ``cell`` is None where only the certificate's own were asked.

    ``remarks`` are what the cell says itself; ``at_best`` what it would give with every gate
    passed, empty where that is what it gives now.
    """

    cell: CellSaid | None
    outcome: Outcome
    shows: str
    gates: tuple[GateSaid, ...]
    remarks: tuple[str, ...]
    to_do: tuple[tuple[str, str], ...]
    beyond: tuple[str, ...]
    at_best: str


@dataclass(frozen=True, slots=True)
class PairSaid:
    """A certificate and a criterion. ``mark`` is None where nobody has compared the two.

    ``quiet`` where all rests on cells that do not count, which is never shown in colour.
    """

    title: str
    mark: Enum | None
    quiet: bool
    word: str
    summary: tuple[str, ...]
    traces: tuple[CellTrace, ...]


def explain_pair(source: Source, line: CriterionLine, certificate: Certificate) -> PairSaid:
    """Every gate for one certificate of the analysis, for each cell that was judged, best first.

    A criterion that does not apply to the site has no traces.
    """
    verdicts = sorted(
        (one for one in line.decision.verdicts if one.certificate == certificate.id),
        key=lambda one: _BEST_FIRST.index(one.ruling.outcome),
    )
    voice, name = source.voice, source.voice.certificate(certificate)
    number = line.criterion.number
    if not verdicts:
        title = voice.gettext(
            "{certificate} and criterion {number}", certificate=name, number=number
        )
        return PairSaid(
            title, Coverage.NOT_APPLICABLE, False, voice.words(Coverage.NOT_APPLICABLE), (), ()
        )
    traced = [(one, _traced(source, certificate, one)) for one in verdicts]
    best, trace = traced[0]
    compared = best.cell is not None
    mark = verdict_mark(best, line.decision.coverage) if compared else None
    return PairSaid(
        title=_title(source, best, mark, certificate=name, number=number),
        mark=mark,
        quiet=not any(one.cell is not None and one.cell.counts for one in verdicts),
        word=voice.words(mark) if mark else voice.gettext("Nobody has compared them"),
        summary=tuple(_summary(source, best, trace)),
        traces=tuple(_told(source, line, certificate, one, trace) for one, trace in traced),
    )


def _title(source: Source, best: Verdict, mark: Enum | None, **names: str) -> str:
    if mark is None:
        text = n_("{certificate} and criterion {number}: nobody has compared them")
    elif mark is Coverage.NONE:
        text = n_("Why {certificate} shows nothing for criterion {number}")
    else:
        text = _TITLES[best.ruling.outcome]
    return source.voice.gettext(text, **names)


def _traced(source: Source, certificate: Certificate, verdict: Verdict) -> Trace:
    analysis = source.analysis
    return trace_gates(verdict, certificate, place_of(analysis.assessment), on=analysis.as_of)


def _summary(source: Source, best: Verdict, trace: Trace) -> Iterator[str]:
    """How many gates did what, gravest first, and then what the cell says itself."""
    voice = source.voice
    counts = {one: sum(step.passing is one for step in trace.steps) for one in Passing}
    if counts[Passing.REJECTED]:
        yield voice.ngettext("One gate stops it.", "{n} gates stop it.", counts[Passing.REJECTED])
    if counts[Passing.FACT_MISSING]:
        yield voice.ngettext(
            "At one gate a fact is missing.",
            "At {n} gates a fact is missing.",
            counts[Passing.FACT_MISSING],
        )
    if counts[Passing.LOWERED]:
        yield voice.ngettext(
            "One gate lowers what it shows.",
            "{n} gates lower what it shows.",
            counts[Passing.LOWERED],
        )
    if counts[Passing.WARNED]:
        yield voice.ngettext("One gate warns.", "{n} gates warn.", counts[Passing.WARNED])
    told = len(trace.steps) - counts[Passing.PASSED] - counts[Passing.NOT_ASKED]
    if not told and best.cell is not None:
        yield voice.gettext("It passes every gate that is asked.")
    yield from condensed(voice, trace.of_the_cell)


def _told(
    source: Source, line: CriterionLine, certificate: Certificate, verdict: Verdict, trace: Trace
) -> CellTrace:
    voice, cell = source.voice, verdict.cell
    place = place_of(source.analysis.assessment)
    facts = GateFacts(voice, certificate, place, source.analysis.as_of)
    if cell is not None:
        facts = GateFacts(voice, certificate, place, source.analysis.as_of, cell.conditions)
    mendable = [one for one in trace.reasons if can_be_mended(one)]
    beyond = [one for one in trace.reasons if not can_be_mended(one)]
    counts = verdict.ruling.outcome is Outcome.COUNTS
    return CellTrace(
        cell=cell_said(source, cell) if cell is not None else None,
        outcome=verdict.ruling.outcome,
        shows=_sentence(what_it_shows(source, line.criterion, verdict.ruling)) if counts else "",
        gates=tuple(gate_said(facts, step, without_cell=cell is None) for step in trace.steps),
        remarks=condensed(voice, trace.of_the_cell),
        to_do=tuple(_to_do(source, mendable)),
        beyond=_remedies(source, beyond),
        at_best=_at_best(source, line, certificate, verdict) if mendable else "",
    )


def _to_do(source: Source, reasons: Sequence[Reason]) -> Iterator[tuple[str, str]]:
    """What was found and what helps against it; findings with the same help stand together."""
    by_help: dict[str, list[Reason]] = {}
    for one in reasons:
        by_help.setdefault(remedy(one), []).append(one)
    for text, alike in by_help.items():
        yield source.voice.gettext(text), " ".join(condensed(source.voice, alike))


def _remedies(source: Source, reasons: Iterable[Reason]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source.voice.gettext(remedy(one)) for one in reasons))


def _at_best(
    source: Source, line: CriterionLine, certificate: Certificate, verdict: Verdict
) -> str:
    """What would follow with all of it mended; empty where there is no cell to ask."""
    if verdict.cell is None:
        return ""
    analysis, voice = source.analysis, source.voice
    ruling = at_best(
        verdict.cell,
        certificate,
        aspect_of(analysis.assessment, analysis.criteria_set.name, line.criterion),
        place=place_of(analysis.assessment),
        on=analysis.as_of,
        standards=voice.standards,
    )
    if ruling.outcome is not Outcome.COUNTS:
        return voice.gettext("Even then it would count for nothing, because of the cell itself.")
    shown = _sentence(what_it_shows(source, line.criterion, _bare(ruling)))
    if ruling.until is None or ruling.until == date.max:
        return voice.gettext("With all of this: {shown}", shown=shown)
    until = voice.day(ruling.until).text
    return voice.gettext("With all of this: {shown} Until {day}.", shown=shown, day=until)


def _bare(ruling: Ruling) -> Ruling:
    """Without the warning about the last day, which the list has already."""
    kept = tuple(one for one in ruling.reasons if one.code is not Code.LAPSES_BEFORE_ASSESSMENT)
    return ruling._replace(reasons=kept)


def _sentence(text: str) -> str:
    ended = text if text.endswith(".") else f"{text}."
    return ended[:1].upper() + ended[1:]
