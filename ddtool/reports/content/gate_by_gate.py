"""One certificate and one criterion, gate by gate: what was asked, found, and what would help."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from ddtool.domain.analysis import place_of
from ddtool.domain.certificates import Certificate
from ddtool.domain.decisions import Coverage
from ddtool.domain.gaps import CriterionLine
from ddtool.domain.gate_trace import Passing, Recognised, Trace, trace_gates
from ddtool.domain.verdicts import Outcome, Verdict
from ddtool.reports.content.certificate_uses import what_it_shows
from ddtool.reports.content.criterion import CellSaid, cell_said, verdict_mark
from ddtool.reports.content.gate_facts import GateFacts, GateSaid, gate_said, recognition_said
from ddtool.reports.content.mending import Mending, as_sentence, make_mending
from ddtool.reports.content.source import Source
from ddtool.reports.content.told import condensed
from ddtool.reports.content.voice import Voice
from ddtool.wording import n_
from ddtool.wording.gates import UNRECOGNISED

_BEST_FIRST = (Outcome.COUNTS, Outcome.PENDING, Outcome.SUGGESTED, Outcome.REJECTED)

_TITLES = {
    Outcome.COUNTS: n_("What {certificate} shows for criterion {number}"),
    Outcome.PENDING: n_("Why {certificate} does not count yet for criterion {number}"),
    Outcome.SUGGESTED: n_("Why {certificate} does not count yet for criterion {number}"),
    Outcome.REJECTED: n_("Why {certificate} does not count for criterion {number}"),
}


@dataclass(frozen=True, slots=True)
class CellTrace:
    """The gates against one cell. ``cell`` is None where only the certificate's own were asked.

    ``recognition`` stands before all ``gates``; ``remarks`` are what the cell says itself;
    ``shows`` is empty where nothing counts.
    """

    cell: CellSaid | None
    outcome: Outcome
    shows: str
    recognition: GateSaid
    gates: tuple[GateSaid, ...]
    remarks: tuple[str, ...]
    mending: Mending


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
    mark = _mark(line, best, trace.recognised)
    return PairSaid(
        title=_title(source, best, mark, certificate=name, number=number),
        mark=mark,
        quiet=not any(one.cell is not None and one.cell.counts for one in verdicts),
        word=voice.words(mark) if mark else voice.gettext("Not compared"),
        summary=tuple(_summary(source, certificate, trace)),
        traces=tuple(_told(source, line, certificate, one, trace) for one, trace in traced),
    )


def _mark(line: CriterionLine, best: Verdict, recognised: Recognised) -> Enum | None:
    """What stands over everything; an open decision before all that is wrong besides."""
    if recognised is Recognised.NOT_COMPARED:
        return None
    if recognised.is_open:
        return Outcome.SUGGESTED
    return verdict_mark(best, line.decision.coverage)


def _title(source: Source, best: Verdict, mark: Enum | None, **names: str) -> str:
    if mark is None:
        text = n_("{certificate} and criterion {number}: nobody has compared them")
    elif mark is Coverage.NONE:
        text = n_("Why {certificate} shows nothing for criterion {number}")
    elif mark is Outcome.SUGGESTED:
        text = _TITLES[Outcome.SUGGESTED]
    else:
        text = _TITLES[best.ruling.outcome]
    return source.voice.gettext(text, **names)


def _traced(source: Source, certificate: Certificate, verdict: Verdict) -> Trace:
    analysis = source.analysis
    return trace_gates(verdict, certificate, place_of(analysis.assessment), on=analysis.as_of)


def _summary(source: Source, certificate: Certificate, trace: Trace) -> Iterator[str]:
    """What was decided, where that stops it; then how many gates did what, gravest first."""
    voice = source.voice
    counts = {one: sum(step.passing is one for step in trace.steps) for one in Passing}
    decided = trace.recognised is Recognised.DECIDED
    if trace.recognised.is_open:
        yield voice.gettext(
            "Nobody has decided yet what {standard} counts for, so it counts for nothing here.",
            standard=voice.certificate(certificate),
        )
    elif trace.recognised is Recognised.DECIDED_AS_NOTHING:
        yield voice.gettext(UNRECOGNISED[Recognised.DECIDED_AS_NOTHING])
    else:
        yield from condensed(voice, trace.of_the_cell)
    if counts[Passing.REJECTED]:
        yield _stopped(voice, counts[Passing.REJECTED], besides=not decided)
    if counts[Passing.FACT_MISSING]:
        yield voice.ngettext(
            "At one check a fact is missing.",
            "At {n} checks a fact is missing.",
            counts[Passing.FACT_MISSING],
        )
    if counts[Passing.LOWERED]:
        yield voice.ngettext(
            "One check lowers what it shows.",
            "{n} checks lower what it shows.",
            counts[Passing.LOWERED],
        )
    if counts[Passing.WARNED]:
        yield voice.ngettext(
            "One check warns, and stops nothing.",
            "{n} checks warn, and stop nothing.",
            counts[Passing.WARNED],
        )
    told = len(trace.steps) - counts[Passing.PASSED] - counts[Passing.NOT_ASKED]
    if not told and decided:
        yield voice.gettext("It passes every check that is made.")


def _stopped(voice: Voice, number: int, *, besides: bool) -> str:
    """How many gates stop it; ``besides`` where what was decided stops it already."""
    if besides:
        return voice.ngettext(
            "Besides, one check stops it.", "Besides, {n} checks stop it.", number
        )
    return voice.ngettext("One check stops it.", "{n} checks stop it.", number)


def _told(
    source: Source, line: CriterionLine, certificate: Certificate, verdict: Verdict, trace: Trace
) -> CellTrace:
    voice, cell = source.voice, verdict.cell
    place = place_of(source.analysis.assessment)
    facts = GateFacts(voice, certificate, place, source.analysis.as_of)
    if cell is not None:
        facts = GateFacts(voice, certificate, place, source.analysis.as_of, cell.conditions)
    counts = verdict.ruling.outcome is Outcome.COUNTS
    said = cell_said(source, cell) if cell is not None else None
    return CellTrace(
        cell=said,
        outcome=verdict.ruling.outcome,
        shows=as_sentence(what_it_shows(source, line.criterion, verdict.ruling)) if counts else "",
        recognition=recognition_said(voice, trace.recognised, said.status if said else ""),
        gates=tuple(gate_said(facts, step, without_cell=cell is None) for step in trace.steps),
        remarks=condensed(voice, trace.of_the_cell),
        mending=make_mending(source, line, certificate, verdict=verdict, trace=trace),
    )
