"""One criterion explained to whoever fills it in.

Why it applies, what each certificate shows and on which cell that rests, what is left and until
when. A page says the same as a report, because both are worded here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from ddtool.domain.applicability import Applies
from ddtool.domain.decisions import Coverage
from ddtool.domain.equivalency import Cell
from ddtool.domain.gaps import CriterionLine
from ddtool.domain.gate_trace import Recognised, recognised_by
from ddtool.domain.verdicts import WHOLE_LEVELS, Outcome, Verdict
from ddtool.reports.content.applicability import Applicability, explain_applicability
from ddtool.reports.content.certificate_uses import mark_of, mark_words, what_it_shows, why_not
from ddtool.reports.content.coverage import notes_of_cells, open_ends
from ddtool.reports.content.gap_block import against_rating, contradictions
from ddtool.reports.content.source import Source, spans
from ddtool.reports.content.values import Day, Fact
from ddtool.reports.content.verdicts import VerdictCell, verdict_cells, what_to_confirm
from ddtool.sentences import n_
from ddtool.wording.gates import UNRECOGNISED

_LEADS = {
    Coverage.FULL: n_("All of it. The assessor confirms the certificate."),
    Coverage.COMBINED: n_("All of it together. The assessor must confirm the combination."),
    Coverage.PARTIAL: n_("A part of it."),
    Coverage.PENDING: n_("Nothing yet: a fact is missing."),
    Coverage.SUGGESTED: n_("Nothing yet: nobody has decided what the certificates count for here."),
    Coverage.NONE: n_("Nothing today. No recorded certificate counts for this criterion."),
    Coverage.NOT_APPLICABLE: n_("Nothing has to be shown: the criterion does not apply."),
}
_STATUSES = {
    "published": n_("Published by the scheme owners."),
    "adopted": n_("Adopted by this installation."),
    "proposed": n_(
        "Suggested by this project. Nobody has decided on it, so it counts for nothing."
    ),
}


@dataclass(frozen=True, slots=True)
class CellSaid:
    """What the matrix says about a standard and a criterion, who stands behind it, and where."""

    statement: str
    status: str
    counts: bool
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class CertificateSaid:
    """What one certificate does for the criterion.

    ``mark`` is the coverage or outcome whose mark it gets; ``quiet`` where it rests on a cell that
    does not count, which is never shown in colour.
    """

    id: str
    label: str
    name: str
    number: str
    mark: Enum
    quiet: bool
    word: str
    says: tuple[str, ...]
    until: Day
    cells: tuple[CellSaid, ...]


@dataclass(frozen=True, slots=True)
class CriterionSaid:
    """Everything there is to say about a criterion besides the answers.

    ``verdicts`` are always three; ``silent`` names the certificates whose standard nobody has
    compared with it; ``elsewhere`` says how many certificates of other sites are left out;
    ``against_rating`` is what the answers say against the own rating, to be told beside it.
    """

    verdicts: tuple[VerdictCell, VerdictCell, VerdictCell]
    applicability: Applicability
    lead: str
    until: Day
    certificates: tuple[CertificateSaid, ...]
    silent: tuple[str, ...]
    elsewhere: str
    left: tuple[str, ...]
    remarks: tuple[str, ...]
    against_rating: tuple[str, ...] = ()


def explain_criterion(source: Source, line: CriterionLine) -> CriterionSaid:
    """The words for one criterion on the day of the analysis."""
    shown = tuple(_certificate(source, line, one) for one in _compared(source, line))
    told = {one.id for one in shown}
    voice, held = source.voice, source.analysis.at_site
    lead = (
        _LEADS[line.decision.coverage]
        if held
        else n_("No certificate of this site is recorded yet.")
    )
    return CriterionSaid(
        verdicts=verdict_cells(source, line),
        applicability=explain_applicability(source, line),
        lead=voice.gettext(lead),
        until=voice.day(line.decision.until),
        certificates=shown,
        silent=tuple(
            source.voice.certificate(one.certificate)
            for one in held
            if one.certificate.id not in told
        ),
        elsewhere=source.elsewhere(),
        left=tuple(_left(source, line)),
        remarks=(*what_to_confirm(source, line), *contradictions(source, line)),
        against_rating=against_rating(source, line),
    )


def _compared(source: Source, line: CriterionLine) -> Iterator[tuple[Verdict, ...]]:
    """The best verdicts of each certificate that somebody has compared, those that count first."""
    for verdicts in source.best_verdicts(line).values():
        if mark_of(verdicts[0], line.decision.coverage):
            yield verdicts


def _certificate(
    source: Source, line: CriterionLine, verdicts: tuple[Verdict, ...]
) -> CertificateSaid:
    first = verdicts[0]
    certificate = source.lines[first.certificate].certificate
    cells = tuple(dict.fromkeys(one.cell for one in verdicts if one.cell is not None))
    return CertificateSaid(
        id=certificate.id,
        label=source.label(certificate.id),
        name=source.voice.certificate(certificate),
        number=certificate.number,
        mark=verdict_mark(first, line.decision.coverage),
        quiet=not any(cell.counts for cell in cells),
        word=_word(source, line, first),
        says=tuple(_says(source, line, verdicts)),
        until=source.voice.day(first.ruling.until),
        cells=tuple(cell_said(source, cell) for cell in cells),
    )


def _word(source: Source, line: CriterionLine, verdict: Verdict) -> str:
    """What the mark says; a suggestion to count for nothing is not a decision either."""
    if recognised_by(verdict.cell) is Recognised.UNDECIDED_AS_NOTHING:
        return source.voice.gettext("recognition not decided")
    return mark_words(source)[mark_of(verdict, line.decision.coverage)]


def verdict_mark(verdict: Verdict, coverage: Coverage) -> Enum:
    """The coverage or outcome whose mark a verdict gets, where its cell was compared."""
    match verdict.ruling.outcome:
        case Outcome.COUNTS if verdict.ruling.level in WHOLE_LEVELS:
            return Coverage.FULL
        case Outcome.COUNTS:
            return Coverage.COMBINED if coverage is Coverage.COMBINED else Coverage.PARTIAL
        case Outcome.REJECTED if mark_of(verdict, coverage) == "coverage-none":
            return Coverage.NONE
    return verdict.ruling.outcome


def _says(source: Source, line: CriterionLine, verdicts: tuple[Verdict, ...]) -> Iterator[str]:
    if verdicts[0].ruling.outcome in (Outcome.COUNTS, Outcome.PENDING):
        told = (what_it_shows(source, line.criterion, one.ruling) for one in verdicts)
        for text in dict.fromkeys(told):
            yield text[:1].upper() + text[1:]
        return
    if recognised_by(verdicts[0].cell) is Recognised.UNDECIDED_AS_NOTHING:
        yield source.voice.gettext(UNRECOGNISED[Recognised.UNDECIDED_AS_NOTHING])
        return
    reason = why_not(source, verdicts[0])
    if reason:
        yield reason


def cell_said(source: Source, cell: Cell) -> CellSaid:
    """What a cell says, who stands behind it, and where it was read."""
    voice, analysis = source.voice, source.analysis
    statement = voice.gettext(
        "{standard} → {criteria_set}, criterion {number}: {level}",
        standard=voice.list_of(voice.edition(cell.standard, one) for one in cell.editions),
        criteria_set=analysis.criteria_set.short_title,
        number=cell.criterion,
        level=voice.words(cell.level),
    )
    status = voice.gettext(_STATUSES[cell.status]) if cell.status in _STATUSES else cell.status
    facts = (Fact(voice.gettext(label), text) for label, text in _facts(source, cell) if text)
    return CellSaid(statement, status, cell.counts, tuple(facts))


def _facts(source: Source, cell: Cell) -> Iterator[tuple[str, str]]:
    voice, read_in = source.voice, cell.source
    yield n_("Matrix"), source.analysis.matrix.title
    yield n_("Document"), " ".join(one for one in (read_in.document, read_in.edition) if one)
    yield n_("Page"), read_in.page
    yield n_("Read on"), voice.day(read_in.day).text if read_in.day else ""
    yield n_("Adopted by"), read_in.adopted_by
    yield n_("Adopted on"), voice.day(read_in.adopted_on).text if read_in.adopted_on else ""
    yield n_("Confirmed by"), read_in.confirmed_by
    yield n_("Why"), cell.rationale
    yield n_("Confidence"), voice.of_pack(cell.confidence)


def _left(source: Source, line: CriterionLine) -> Iterator[str]:
    """What the site has to show itself, whatever certificates say."""
    voice, coverage = source.voice, line.decision.coverage
    if coverage in (Coverage.FULL, Coverage.NOT_APPLICABLE):
        return
    if coverage in (Coverage.PARTIAL, Coverage.COMBINED):
        yield from _left_by_certificates(source, line)
        return
    asked = [one.requirement.id for one in line.requirements if one.applies is not Applies.NO]
    yield voice.gettext(
        "{ids}: the whole criterion, from the site's own evidence", ids=spans(asked)
    )


def _left_by_certificates(source: Source, line: CriterionLine) -> Iterator[str]:
    """What is left in words of its own; notes of the matrix are told as such, by certificate."""
    voice, notes = source.voice, notes_of_cells(source, line)
    told = {note for _, note in notes}
    yield from (one for one in open_ends(source, line) if one not in told)
    for label, note in notes:
        yield voice.gettext(
            "{label} shows a part only. The note on it: {note}", label=label, note=note
        )
    if len(notes) > 1:
        yield voice.gettext(
            "What one of them shows is not left, but nobody has said which of these that closes."
        )
