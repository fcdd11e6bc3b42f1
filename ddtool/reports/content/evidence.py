"""Section 7: every document with its dates, what it shows, and its hash."""

from dataclasses import dataclass

from ddtool.domain.assessments import Evidence
from ddtool.reports.content.source import Source, spans
from ddtool.reports.content.values import NOTHING, Day

_HASH_SHOWN = 8


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A document. ``ends_early``: before the assessment, or before the report's day."""

    id: str
    title: str
    dated: Day
    valid_until: Day
    ends_early: bool
    shows: str
    location: str
    sha256: str
    hash: str


@dataclass(frozen=True, slots=True)
class EvidenceIndex:
    """All evidence, in order."""

    title: str
    none: str
    lead: str
    rows: tuple[EvidenceRow, ...]


def make_evidence(source: Source) -> EvidenceIndex:
    """The index of evidence."""
    voice, assessment = source.voice, source.analysis.assessment
    return EvidenceIndex(
        title=voice.gettext("Evidence index"),
        none="" if assessment.evidence else voice.gettext("No evidence is recorded yet."),
        lead=voice.gettext(
            "Bold: its validity ends before the planned assessment day. Hashes show their first "
            "eight characters."
        ),
        rows=tuple(_row(source, one) for one in assessment.evidence),
    )


def _row(source: Source, evidence: Evidence) -> EvidenceRow:
    voice, analysis = source.voice, source.analysis
    day = analysis.assessment.assessment_day or analysis.as_of
    return EvidenceRow(
        id=evidence.id,
        title=evidence.title,
        dated=voice.day(evidence.document_date),
        valid_until=voice.day(evidence.valid_until),
        ends_early=evidence.valid_until is not None and evidence.valid_until < day,
        shows=_shows(source, evidence),
        location=evidence.location,
        sha256=evidence.sha256,
        hash=evidence.sha256[:_HASH_SHOWN] or NOTHING,
    )


def _shows(source: Source, evidence: Evidence) -> str:
    """What the document names itself, and the answers that name it, in the order of the set."""
    named = set(evidence.requirements)
    answers = source.analysis.assessment.answers
    named |= {one.requirement for one in answers if evidence.id in one.evidence}
    order = [
        one
        for line in source.analysis.lines
        for one in (line.criterion.number, *(part.id for part in line.criterion.assessed))
    ]
    return spans(one for one in dict.fromkeys(order) if one in named) or NOTHING
