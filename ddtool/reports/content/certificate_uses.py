"""What each certificate does for one criterion: counts, waits for a fact, or why it does not."""

from collections.abc import Mapping
from dataclasses import dataclass

from ddtool.domain.criteria import Criterion
from ddtool.domain.decisions import Coverage
from ddtool.domain.gaps import CriterionLine
from ddtool.domain.reasons import Code, Kind, Reason
from ddtool.domain.verdicts import NOT_DESCRIBED, WHOLE_LEVELS, Outcome, Ruling, Verdict
from ddtool.reports.content.source import Source, spans
from ddtool.reports.content.told import condensed, note_texts
from ddtool.reports.content.values import Day
from ddtool.reports.content.voice import Voice

_NOT_COUNTED = frozenset({"coverage-suggested", "rejected"})
_DECIDING = {
    Outcome.REJECTED: (Kind.REJECTS, Kind.CAPS),
    Outcome.SUGGESTED: (Kind.SUGGESTS,),
}


@dataclass(frozen=True, slots=True)
class CertificateUse:
    """A certificate that counts or would: what it shows and leaves, and its last good day."""

    label: str
    standard: str
    mark: str
    word: str
    says: str
    until: Day


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A certificate that does not count for the criterion, or not yet, with the reason."""

    label: str
    standard: str
    mark: str
    word: str
    reason: str


def mark_of(verdict: Verdict, coverage: Coverage) -> str:
    """The name of the mark for one verdict; empty where nobody has compared the two."""
    ruling = verdict.ruling
    if ruling.outcome is Outcome.COUNTS:
        if ruling.level in WHOLE_LEVELS:
            return "coverage-full"
        return "coverage-combined" if coverage is Coverage.COMBINED else "coverage-partial"
    if ruling.outcome is Outcome.PENDING:
        return "coverage-pending"
    if ruling.outcome is Outcome.SUGGESTED:
        return "coverage-suggested"
    if verdict.cell is None:
        return ""
    return "coverage-none" if shows_nothing(ruling) else "rejected"


def mark_words(source: Source) -> Mapping[str, str]:
    """What the marks of certificates say, in the order of a legend."""
    voice = source.voice
    return {
        "coverage-full": voice.gettext("shows all of it"),
        "coverage-combined": voice.gettext("all of it, together with others"),
        "coverage-partial": voice.gettext("shows a part"),
        "coverage-pending": voice.gettext("a fact is missing"),
        "coverage-suggested": voice.gettext("recognition not decided"),
        "rejected": voice.gettext("does not count"),
        "coverage-none": voice.gettext("shows nothing"),
    }


def shows_nothing(ruling: Ruling) -> bool:
    """Whether the matrix itself says "none", with nothing else in the way."""
    none = {Code.PUBLISHED_AS_NONE, Code.CELL_NOT_PUBLISHED}
    rejecting = {reason.code for reason in ruling.reasons if reason.kind is Kind.REJECTS}
    return bool(rejecting) and rejecting <= none


def certificate_uses(source: Source, line: CriterionLine) -> tuple[CertificateUse, ...]:
    """The certificates that count, then those that wait for a fact."""
    words = mark_words(source)
    found = [
        (verdict, source.lines[certificate].certificate.standard)
        for certificate, verdicts in source.best_verdicts(line).items()
        for verdict in verdicts
        if verdict.ruling.outcome in {Outcome.COUNTS, Outcome.PENDING}
    ]
    return tuple(
        CertificateUse(
            label=source.label(verdict.certificate),
            standard=standard,
            mark=(mark := mark_of(verdict, line.decision.coverage)),
            word=words[mark],
            says=what_it_shows(source, line.criterion, verdict.ruling),
            until=source.voice.day(verdict.ruling.until),
        )
        for verdict, standard in found
    )


def what_it_shows(source: Source, criterion: Criterion, ruling: Ruling) -> str:
    """What a certificate shows that counts, or would count; in the middle of a sentence."""
    voice = source.voice
    if ruling.outcome is Outcome.PENDING:
        missing = [one for one in ruling.reasons if one.kind is Kind.FACT_MISSING]
        return voice.gettext("would count: {facts}", facts=" ".join(condensed(voice, missing)))
    warnings = _sentences(source, ruling.reasons, Kind.WARNS)
    if ruling.level in WHOLE_LEVELS:
        shown = voice.gettext("closes the criterion; the assessor confirms")
    else:
        shown = part_shown(voice, criterion, ruling)
    return f"{shown}. {warnings}" if warnings else shown


def part_shown(voice: Voice, criterion: Criterion, ruling: Ruling) -> str:
    """Which requirements a partial shows, what it leaves open, and what the matrix notes on it.

    Such a note often begins with what is covered, so it is not told as what is left.
    """
    own = {part.id for part in criterion.requirements}
    ids = [one for one in ruling.share.requirements if one in own]
    shown = (
        voice.gettext("shows {requirements}", requirements=spans(ids))
        if ids
        else voice.gettext("shows a part")
    )
    of_gates = {reason.note for reason in ruling.reasons} | {NOT_DESCRIBED}
    left = [note for note in ruling.notes if note in of_gates]
    noted = [note for note in ruling.notes if note not in of_gates]
    if left:
        notes = note_texts(voice, left, ruling.reasons)
        shown = voice.gettext("{shown}; leaves open: {notes}", shown=shown, notes=notes)
    if noted:
        notes = "; ".join(noted)
        shown = voice.gettext("{shown}; the matrix notes: {notes}", shown=shown, notes=notes)
    return shown


def _sentences(source: Source, reasons: tuple[Reason, ...], *kinds: Kind) -> str:
    told = condensed(source.voice, (one for one in reasons if one.kind in kinds))
    return " ".join(told)


def not_counted(source: Source, line: CriterionLine) -> tuple[NotCounted, ...]:
    """Those that nobody has decided on, then the certificates that something keeps from counting.

    Where the matrix says that a standard shows nothing, nothing keeps a certificate from counting.
    """
    words = mark_words(source)
    found = [
        verdicts[0]
        for verdicts in source.best_verdicts(line).values()
        if mark_of(verdicts[0], line.decision.coverage) in _NOT_COUNTED
    ]
    found.sort(key=lambda verdict: verdict.ruling.outcome is Outcome.REJECTED)
    return tuple(
        NotCounted(
            label=source.label(verdict.certificate),
            standard=source.standard(verdict.certificate),
            mark=(mark := mark_of(verdict, line.decision.coverage)),
            word=words[mark],
            reason=why_not(source, verdict),
        )
        for verdict in found
    )


def why_not(source: Source, verdict: Verdict) -> str:
    """The reasons that keep a certificate from counting, gravest kind only."""
    ruling = verdict.ruling
    for kind in _DECIDING.get(ruling.outcome, ()):
        told = _sentences(source, ruling.reasons, kind)
        if told:
            return told
    return ""
