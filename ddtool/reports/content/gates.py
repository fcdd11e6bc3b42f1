"""The gates of the matching rules against the certificates: passed or not, and why not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ddtool.domain.equivalency import Cell
from ddtool.domain.gaps import CriterionLine
from ddtool.domain.reasons import Code, Kind, Reason
from ddtool.reports.content.source import Source
from ddtool.reports.content.told import condensed
from ddtool.reports.content.values import Sign
from ddtool.wording.gates import GATE_TITLES, RECOGNITION_TITLE

_WORST_FIRST = (Kind.REJECTS, Kind.FACT_MISSING, Kind.CAPS, Kind.WARNS)


@dataclass(frozen=True, slots=True)
class GateRow:
    """One gate: a sign per certificate (None: not asked), and what was found."""

    title: str
    signs: tuple[Sign | None, ...]
    found: str


def make_gates(source: Source) -> tuple[GateRow, ...]:
    """The gates at which some certificate was stopped, lowered or warned of."""
    reasons = _reasons_by_certificate(source.analysis.lines)
    judged = {one for one in reasons if reasons[one] is not None}
    gates = (_row(source, gate, reasons, judged) for gate in GATE_TITLES)
    return tuple(row for row in (_recognition(source), *gates) if row.found)


def _recognition(source: Source) -> GateRow:
    """What stands before all gates: for whom anything was decided, over all criteria."""
    voice = source.voice
    passed, stopped, *_ = gates_key(source)
    signs: list[Sign | None] = []
    undecided: list[str] = []
    for line in source.analysis.at_site:
        cells = _cells(source, line.certificate.id)
        decided = any(cell.counts for cell in cells)
        signs.append((passed if decided else stopped) if cells else None)
        if cells and not decided:
            undecided.append(source.label(line.certificate.id))
    found = voice.ngettext(
        "Nobody has decided yet what {names} counts for.",
        "Nobody has decided yet what {names} count for.",
        len(undecided),
        names=voice.list_of(undecided),
    )
    return GateRow(voice.gettext(RECOGNITION_TITLE), tuple(signs), found if undecided else "")


def _cells(source: Source, certificate: str) -> list[Cell]:
    return [
        verdict.cell
        for line in source.analysis.lines
        for verdict in line.decision.verdicts
        if verdict.certificate == certificate and verdict.cell is not None
    ]


_Found = Mapping[str, tuple[Reason, ...] | None]


def _reasons_by_certificate(lines: Iterable[CriterionLine]) -> _Found:
    """All reasons of a certificate over all criteria; None where no gate was asked."""
    found: dict[str, dict[Reason, None] | None] = {}
    for line in lines:
        for verdict in line.decision.verdicts:
            known = found.setdefault(verdict.certificate, None)
            of_gates = [one for one in verdict.ruling.reasons if one.gate in GATE_TITLES]
            if verdict.cell is not None or of_gates:
                known = {} if known is None else known
                known.update(dict.fromkeys(of_gates))
                found[verdict.certificate] = known
    return {one: None if known is None else tuple(known) for one, known in found.items()}


def _row(source: Source, gate: str, reasons: _Found, judged: set[str]) -> GateRow:
    voice = source.voice
    signs: list[Sign | None] = []
    told: list[str] = []
    for line in source.analysis.at_site:
        one = line.certificate.id
        here = [reason for reason in reasons.get(one) or () if reason.gate == gate]
        asked = one in judged and not _stopped_before(reasons.get(one) or (), gate)
        signs.append(_sign(source, here) if asked else None)
        if here:
            told.append(f"{source.label(one)}: {' '.join(condensed(voice, here))}")
    return GateRow(voice.gettext(GATE_TITLES[gate]), tuple(signs), " ".join(told))


def _stopped_before(reasons: tuple[Reason, ...], gate: str) -> bool:
    """Evidence that is no third-party assessment meets no other gate."""
    alone = any(reason.code is Code.SUPPORTING_EVIDENCE_ONLY for reason in reasons)
    return alone and gate != "G2"


def _sign(source: Source, reasons: list[Reason]) -> Sign:
    kinds = {reason.kind for reason in reasons}
    worst = next((kind for kind in _WORST_FIRST if kind in kinds), None)
    passed, *others = gates_key(source)
    return passed if worst is None else others[_WORST_FIRST.index(worst)]


def gates_key(source: Source) -> tuple[Sign, ...]:
    """What can happen at a gate: passed first, then gravest first."""
    voice = source.voice
    return (
        Sign("closed", voice.gettext("passed")),
        Sign("rejected", voice.gettext("stopped")),
        Sign("coverage-pending", voice.gettext("a fact is missing")),
        Sign("coverage-partial", voice.gettext("lowered")),
        Sign("warning", voice.gettext("warning")),
    )


def gates_passed(source: Source, rows: tuple[GateRow, ...]) -> str:
    """The gates that every certificate passed which was asked, in a sentence."""
    told = {row.title for row in rows}
    titles = [source.voice.gettext(title) for title in GATE_TITLES.values()]
    others = [title for title in titles if title not in told]
    if not others or not source.analysis.at_site:
        return ""
    return source.voice.gettext("No certificate failed here: {gates}.", gates=", ".join(others))
