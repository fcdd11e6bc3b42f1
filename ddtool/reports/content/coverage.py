"""Section 3: criteria against certificates as marks, what is left open, and the gates."""

from dataclasses import dataclass, replace

from ddtool.domain.decisions import Coverage
from ddtool.domain.gaps import CriterionLine, Gap
from ddtool.domain.reasons import Kind
from ddtool.domain.verdicts import Outcome
from ddtool.reports.content.certificate_uses import mark_of, mark_words
from ddtool.reports.content.facts import may_apply
from ddtool.reports.content.gates import GateRow, gates_key, gates_passed, make_gates
from ddtool.reports.content.source import Source, spans
from ddtool.reports.content.told import condensed, note_texts
from ddtool.reports.content.values import Day, Explained, Sign
from ddtool.reports.content.verdicts import coverage_sign


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One criterion: a sign per certificate (None: nobody has compared) and the coverage."""

    number: str
    title: str
    may_apply: str
    explains: str
    signs: tuple[Sign | None, ...]
    coverage: Sign
    by: tuple[str, ...]
    until: Day
    set_aside: bool


@dataclass(frozen=True, slots=True)
class CoverageSection:
    """The rows of a section."""

    title: str
    rows: tuple[CoverageRow, ...]


@dataclass(frozen=True, slots=True)
class Coverages:
    """The matrix of criteria and certificates, and the gates.

    ``elsewhere`` says how many certificates of other sites are left out.
    """

    title: str
    none: str
    key: tuple[Explained, ...]
    certificates: tuple[tuple[str, str], ...]
    elsewhere: str
    sections: tuple[CoverageSection, ...]
    gates_heading: str
    gates_lead: str
    gates_key: tuple[Sign, ...]
    gates: tuple[GateRow, ...]
    gates_passed: str


def make_coverages(source: Source) -> Coverages:
    """The coverage of every criterion, explained."""
    voice, analysis = source.voice, source.analysis
    sections = (
        CoverageSection(
            section.title, tuple(_row(source, line) for line in analysis.in_section(section))
        )
        for section in analysis.criteria_set.sections
    )
    gates = make_gates(source)
    none = voice.gettext(
        "No certificate that names this site is recorded: nothing is shown by equivalence."
    )
    return Coverages(
        title=voice.gettext("Coverage explained"),
        none="" if analysis.at_site else none,
        key=coverage_key(source),
        certificates=tuple(
            (source.label(one.certificate.id), one.certificate.standard) for one in analysis.at_site
        ),
        elsewhere=source.elsewhere(),
        sections=tuple(section for section in sections if section.rows),
        gates_heading=voice.gettext("Check by check"),
        gates_lead=voice.gettext(
            "A certificate must pass every check. Where recognitions ask for different things, the "
            "worst result is shown."
        ),
        gates_key=gates_key(source),
        gates=gates,
        gates_passed=gates_passed(source, gates),
    )


def coverage_key(source: Source) -> tuple[Explained, ...]:
    """What the marks say that are used."""
    used = {
        mark_of(verdicts[0], line.decision.coverage)
        for line in source.analysis.lines
        for verdicts in source.best_verdicts(line).values()
    }
    words = mark_words(source)
    return tuple(Explained(word, "", mark) for mark, word in words.items() if mark in used)


def _row(source: Source, line: CriterionLine) -> CoverageRow:
    decision = line.decision
    return CoverageRow(
        number=line.criterion.number,
        title=line.criterion.title,
        may_apply=may_apply(source, line),
        explains=_explains(source, line),
        signs=_signs(source, line),
        coverage=_short(source, coverage_sign(source, decision.coverage)),
        by=tuple(source.label(one) for one in decision.by),
        until=source.voice.day(decision.until),
        set_aside=line.gap is Gap.NOT_APPLICABLE,
    )


def _short(source: Source, sign: Sign) -> Sign:
    """The sign with a word that fits into a narrow column."""
    if sign.mark != f"coverage-{Coverage.SUGGESTED.value}":
        return sign
    return replace(sign, word=source.voice.gettext("Not decided"))


def _signs(source: Source, line: CriterionLine) -> tuple[Sign | None, ...]:
    words = mark_words(source)
    best = source.best_verdicts(line)
    found: list[Sign | None] = []
    for one in source.analysis.at_site:
        verdicts = best.get(one.certificate.id)
        mark = mark_of(verdicts[0], line.decision.coverage) if verdicts else ""
        found.append(Sign(mark, words[mark]) if mark else None)
    return tuple(found)


def _explains(source: Source, line: CriterionLine) -> str:
    """What a partial leaves open, which fact is missing, or nothing."""
    voice, decision = source.voice, line.decision
    if decision.coverage is Coverage.PARTIAL:
        return residual_text(source, line)
    if decision.coverage is Coverage.COMBINED:
        return voice.gettext("together they reach every part; the assessor must confirm it")
    if decision.coverage is Coverage.PENDING:
        return voice.gettext("to bring: {what}", what=_to_bring(source, line))
    return ""


def residual_text(source: Source, line: CriterionLine) -> str:
    """The residual in full: what is left open, and what the matrix notes, which may say both."""
    voice, notes = source.voice, [note for _, note in notes_of_cells(source, line)]
    left = [one for one in open_ends(source, line) if one not in notes]
    said = []
    if left:
        said.append(voice.gettext("leaves open: {what}", what="; ".join(left)))
    if notes:
        noted = "; ".join(dict.fromkeys(notes))
        said.append(voice.gettext("the matrix notes: {what}", what=noted))
    return "; ".join(said)


def open_ends(source: Source, line: CriterionLine) -> tuple[str, ...]:
    """The same, one by one."""
    ids = {part.id for part in line.criterion.requirements}
    named = [one for one in line.decision.residual if one in ids]
    others = [one for one in line.decision.residual if one not in ids]
    found = []
    if named:
        found.append(
            source.voice.ngettext(
                "requirement {ids}", "requirements {ids}", len(named), ids=spans(named)
            )
        )
    reasons = [one for verdict in line.decision.verdicts for one in verdict.ruling.reasons]
    found += [note_texts(source.voice, (one,), reasons) for one in others]
    return tuple(dict.fromkeys(found))


def notes_of_cells(source: Source, line: CriterionLine) -> tuple[tuple[str, str], ...]:
    """What the matrix notes about certificates that show a part: pairs of a label and the note.

    A note says in one breath what is covered and what is not, and nobody has said whether one
    certificate closes what another leaves.
    """
    left = set(line.decision.residual)
    found = (
        (source.label(one.certificate), one.cell.gap_note)
        for one in line.decision.deciding
        if one.cell is not None and one.cell.gap_note in left
    )
    return tuple(dict.fromkeys(found))


def _to_bring(source: Source, line: CriterionLine) -> str:
    found = (
        f"{source.label(verdict.certificate)}: {' '.join(condensed(source.voice, missing))}"
        for verdict in line.decision.verdicts
        if verdict.ruling.outcome is Outcome.PENDING
        and (missing := [one for one in verdict.ruling.reasons if one.kind is Kind.FACT_MISSING])
    )
    return " ".join(dict.fromkeys(found))
