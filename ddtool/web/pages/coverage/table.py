"""The table of criteria and certificates, as far as a filter shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from flask import request

from ddtool.domain.decisions import Coverage
from ddtool.domain.gaps import CertificateLine, CriterionLine
from ddtool.domain.reasons import Code
from ddtool.domain.verdicts import Outcome, Verdict
from ddtool.sentences import n_
from ddtool.web.explanations import Day, Source, spans, verdict_mark
from ddtool.web.marks import Mark, mark_of

_SHORT = 16
_WIDTHS = ((4, "few"), (6, "some"), (8, "more"))
_WORDS: Mapping[Enum, str] = {
    Coverage.FULL: n_("All"),
    Coverage.NONE: n_("Nothing"),
    Outcome.PENDING: n_("Fact missing"),
    Outcome.SUGGESTED: n_("Not decided"),
    Outcome.REJECTED: n_("Rejected"),
}
_REJECTED: Mapping[Code, str] = {
    Code.SUPPORTING_EVIDENCE_ONLY: n_("No audit"),
    Code.NOT_ACTIVE: n_("Not active"),
    Code.NOT_YET_VALID: n_("Not valid yet"),
    Code.EXPIRED: n_("Expired"),
    Code.CELL_NOT_IN_FORCE: n_("Not in force"),
    Code.EDITION_NOT_RECOGNISED: n_("Other edition"),
    Code.EDITION_WITHDRAWN: n_("Edition ended"),
    Code.AUDIT_TOO_OLD: n_("Audit too old"),
    Code.NOT_ACCREDITED: n_("Not accredited"),
    Code.RECOGNISED_SECOND_HAND: n_("Second-hand"),
    Code.SITE_NOT_COVERED: n_("Other site"),
    Code.ACTIVITY_NOT_COVERED: n_("Other activities"),
    Code.BELOW_THRESHOLD: n_("Result too low"),
    Code.COMPANION_MISSING: n_("Document missing"),
    Code.CRITICAL_NONCONFORMITY: n_("Nonconformity"),
}
"""Why not, in a word or two; where several things stand in the way, the first gate's."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What is shown of the table, as it stands in the address; empty shows all."""

    section: str = ""
    certificate: str = ""
    state: str = ""

    @classmethod
    def asked(cls) -> "Filter":
        """The filter of this request; a state that is not known is left out."""
        state = request.args.get("state", "")
        return cls(
            section=request.args.get("section", "")[:100],
            certificate=request.args.get("certificate", "")[:36],
            state=state if state in {one.value for one in Coverage} else "",
        )

    @property
    def query(self) -> dict[str, str]:
        """The same for an address."""
        pairs = {
            "section": self.section,
            "certificate": self.certificate,
            "state": self.state,
        }
        return {name: value for name, value in pairs.items() if value}


@dataclass(frozen=True, slots=True)
class Column:
    """A certificate at the head of the table.

    ``too_early`` tells that it ends before the assessment, ``in_part`` that it names some of the
    site's areas only.
    """

    id: str
    label: str
    name: str
    until: Day
    counts: bool
    too_early: bool = False
    in_part: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What one certificate does for one criterion: a mark, a word, and all of it in a sentence."""

    certificate: str
    mark: Mark
    word: str
    whole: str


@dataclass(frozen=True, slots=True)
class Row:
    """A criterion; its cells are None where nobody has compared it with the certificate.

    ``together`` is a shorter word for its coverage, empty where the usual one is short.
    """

    line: CriterionLine
    together: str
    cells: tuple[Cell | None, ...]
    until: Day


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of a section."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Criteria by sections against certificates, as far as they are shown."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]

    @property
    def width(self) -> str:
        """How wide it is; the style sheet knows on which screens each of these fits."""
        n = len(self.columns)
        return next((word for most, word in _WIDTHS if n <= most), "many")

    @property
    def symbols(self) -> frozenset[str]:
        """The symbols that stand in it, which is what its key explains."""
        cells = (cell.mark for row in self.rows for cell in row.cells if cell)
        together = (mark_of(row.line.coverage) for row in self.rows)
        return frozenset(mark.symbol for mark in (*cells, *together))

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows shown."""
        return tuple(row for group in self.groups for row in group.rows)


def make_table(source: Source, asked: Filter) -> Table:
    """The table of an analysis as a filter shows it, in the order of the set."""
    analysis = source.analysis
    held = [one for one in analysis.at_site if asked.certificate in ("", one.certificate.id)]
    groups = (
        Group(
            section.title,
            tuple(
                _row(source, line, held)
                for line in analysis.in_section(section)
                if asked.state in ("", line.coverage.value)
            ),
        )
        for section in analysis.criteria_set.sections
        if asked.section in ("", section.id)
    )
    return Table(
        tuple(column_of(source, one) for one in held), tuple(one for one in groups if one.rows)
    )


def column_of(source: Source, line: CertificateLine) -> Column:
    """A certificate by label, name and last day."""
    one, assessment = line.certificate, source.analysis.assessment
    ends, planned = one.valid_until, assessment.assessment_day
    return Column(
        id=one.id,
        label=source.label(one.id),
        name=source.voice.certificate(one),
        until=source.voice.day(one.valid_until),
        counts=line.counts,
        too_early=ends is not None and planned is not None and ends < planned,
        in_part=bool(one.areas) and not set(assessment.site.areas) <= set(one.areas),
    )


def _row(source: Source, line: CriterionLine, held: list[CertificateLine]) -> Row:
    best = source.best_verdicts(line)
    undecided = line.coverage is Coverage.SUGGESTED
    return Row(
        line,
        source.voice.gettext(_WORDS[Outcome.SUGGESTED]) if undecided else "",
        tuple(cell_of(source, line, best.get(one.certificate.id, ())) for one in held),
        source.voice.day(line.decision.until),
    )


def cell_of(source: Source, line: CriterionLine, verdicts: tuple[Verdict, ...]) -> Cell | None:
    """What the best verdicts on a certificate say; None where nobody has compared the two."""
    if not verdicts or verdicts[0].cell is None:
        return None
    first, voice = verdicts[0], source.voice
    value = verdict_mark(first, line.decision.coverage)
    mark = mark_of(value)
    if not any(one.cell is not None and one.cell.counts for one in verdicts):
        mark = mark._replace(tone="off")
    word = _word(source, line, verdicts, value)
    return Cell(first.certificate, mark, word, voice.words(value))


def _word(source: Source, line: CriterionLine, verdicts: tuple[Verdict, ...], value: Enum) -> str:
    if value is Outcome.REJECTED:
        codes = verdicts[0].ruling.handed_on
        text = next((_REJECTED[one] for one in codes if one in _REJECTED), _WORDS[value])
        return source.voice.gettext(text)
    if value in _WORDS:
        return source.voice.gettext(_WORDS[value])
    return _parts(source, line, verdicts)


def _parts(source: Source, line: CriterionLine, verdicts: tuple[Verdict, ...]) -> str:
    """The requirements shown, or how many where they are too many to name."""
    shown = {one for verdict in verdicts for one in verdict.ruling.share.requirements}
    ids = [one.id for one in line.criterion.requirements if one.id in shown]
    text = spans(ids)
    if not ids:
        return source.voice.words(Coverage.PARTIAL)
    if len(text) <= _SHORT:
        return text
    return source.voice.gettext("{n} of {all}", n=len(ids), all=len(line.criterion.requirements))
