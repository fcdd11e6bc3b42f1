"""Section 7: every document with its dates, what it shows, and its hash."""

from dataclasses import dataclass

from ddtool.domain.assessments import Evidence
from ddtool.domain.gaps import GapAnalysis
from ddtool.reports.content.source import Source, spans
from ddtool.reports.content.values import NOTHING, Day

_HASH_SHOWN = 8


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A document. ``remark`` tells that it has expired, or ends before the planned assessment.

    ``requirements`` and criteria are those it shows, named by itself or by an answer, in order.
    """

    id: str
    label: str
    title: str
    dated: Day
    valid_until: Day
    remark: str
    requirements: tuple[str, ...]
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
            "Bold: it has expired, or ends before the planned assessment day. Hashes show their "
            "first eight characters."
        ),
        rows=tuple(_row(source, one) for one in assessment.evidence),
    )


def _row(source: Source, evidence: Evidence) -> EvidenceRow:
    voice, shown = source.voice, shown_by(source.analysis, evidence)
    return EvidenceRow(
        id=evidence.id,
        label=source.documents.get(evidence.id, evidence.id),
        title=evidence.title,
        dated=voice.day(evidence.document_date),
        valid_until=voice.day(evidence.valid_until),
        remark=_remark(source, evidence),
        requirements=shown,
        shows=spans(shown) or NOTHING,
        location=evidence.location,
        sha256=evidence.sha256,
        hash=evidence.sha256[:_HASH_SHOWN] or NOTHING,
    )


def _remark(source: Source, evidence: Evidence) -> str:
    voice, ends = source.voice, evidence.valid_until
    planned = source.analysis.assessment.assessment_day
    if ends is None:
        return ""
    if ends < source.analysis.as_of:
        return voice.gettext("expired on {day}", day=voice.day(ends).text)
    if planned is not None and ends < planned:
        return voice.gettext("ends before the assessment")
    return ""


def shown_by(analysis: GapAnalysis, evidence: Evidence) -> tuple[str, ...]:
    """What a document shows, linked from either side, in the order of the set; others last."""
    named = [shown for shown, ids in analysis.assessment.evidence_for.items() if evidence.id in ids]
    order = [
        one
        for line in analysis.lines
        for one in (line.criterion.number, *(part.id for part in line.criterion.assessed))
    ]
    known = [one for one in dict.fromkeys(order) if one in named]
    return (*known, *(one for one in named if one not in known))
