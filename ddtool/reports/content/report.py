"""Everything a gap report says, in one value from which every format is written."""

from dataclasses import dataclass

from ddtool.domain.gaps import GapAnalysis
from ddtool.reports.content.ahead import Ahead, make_ahead
from ddtool.reports.content.certificates import Register, make_register
from ddtool.reports.content.cover import Cover, make_cover
from ddtool.reports.content.coverage import Coverages, make_coverages
from ddtool.reports.content.evidence import EvidenceIndex, make_evidence
from ddtool.reports.content.gaps import Gaps, make_gaps
from ddtool.reports.content.outlook import OutlookPage, make_outlook
from ddtool.reports.content.plan import Plan, make_plan
from ddtool.reports.content.reading import Reading, make_reading
from ddtool.reports.content.setaside import SetAside, make_set_aside
from ddtool.reports.content.snapshot import content_hash
from ddtool.reports.content.source import Source
from ddtool.reports.content.voice import Voice


@dataclass(frozen=True)
class ReportContent:
    """What a report says, as plain texts, numbers and days.

    ``snapshot`` is the hash of the analysis it was made from; ``language`` that of the report,
    ``criteria_language`` that of the criteria's own texts.
    """

    language: str
    criteria_language: str
    title: str
    author: str
    description: str
    snapshot: str
    cover: Cover
    outlook: OutlookPage
    gaps: Gaps
    coverage: Coverages
    certificates: Register
    ahead: Ahead
    plan: Plan
    evidence: EvidenceIndex
    set_aside: SetAside
    reading: Reading
    analysis: GapAnalysis
    voice: Voice


def make_content(analysis: GapAnalysis, voice: Voice | None = None) -> ReportContent:
    """Say what the analysis found, in the voice's language, English where none is given."""
    source = Source(analysis, voice or Voice())
    snapshot = content_hash(analysis)
    cover = make_cover(source, snapshot)
    owner = ", ".join(part for part in (cover.organisation, cover.site) if part)
    return ReportContent(
        language=source.voice.language,
        criteria_language=analysis.criteria_set.language,
        title=f"{cover.title}: {owner}",
        author=cover.organisation or cover.site,
        description=cover.subtitle,
        snapshot=snapshot,
        cover=cover,
        outlook=make_outlook(source),
        gaps=make_gaps(source),
        coverage=make_coverages(source),
        certificates=make_register(source),
        ahead=make_ahead(source),
        plan=make_plan(source),
        evidence=make_evidence(source),
        set_aside=make_set_aside(source),
        reading=make_reading(source, snapshot),
        analysis=analysis,
        voice=source.voice,
    )
