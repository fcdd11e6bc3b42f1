"""Everything a gap report says, in one value from which every format is written."""

from dataclasses import dataclass, field
from functools import cached_property

from ddtool.domain.comparison import Comparison
from ddtool.domain.gaps import GapAnalysis
from ddtool.domain.letterheads import Letterhead
from ddtool.domain.review_records import NO_REVIEW, ReviewRecord
from ddtool.reports.content.ahead import Ahead, make_ahead
from ddtool.reports.content.certificates import Register, make_register
from ddtool.reports.content.comparison import Compared, make_comparison
from ddtool.reports.content.cover import Cover, make_cover
from ddtool.reports.content.coverage import Coverages, make_coverages
from ddtool.reports.content.evidence import EvidenceIndex, make_evidence
from ddtool.reports.content.gaps import Gaps, make_gaps
from ddtool.reports.content.outlook import OutlookPage, make_outlook
from ddtool.reports.content.plan import Plan, make_plan
from ddtool.reports.content.programme import Programme, make_programme
from ddtool.reports.content.reading import Reading, make_reading
from ddtool.reports.content.review import Review, make_review
from ddtool.reports.content.setaside import SetAside, make_set_aside
from ddtool.reports.content.snapshot import content_hash
from ddtool.reports.content.source import Source
from ddtool.reports.content.voice import Voice
from ddtool.reports.kinds import ASSESSOR, GAP, Kind


@dataclass(frozen=True)
class ReportContent:
    """What a report says, as plain texts, numbers and days.

    ``snapshot`` is the hash of the analysis it was made from; ``language`` that of the report,
    ``criteria_language`` that of the criteria's own texts. ``kind`` is the id of a kind of report,
    ``chosen`` the anchors of the sections that are told, in order; the others are there and are
    not told.
    """

    language: str
    criteria_language: str
    title: str
    author: str
    description: str
    snapshot: str
    cover: Cover
    programme: Programme
    outlook: OutlookPage
    gaps: Gaps
    coverage: Coverages
    certificates: Register
    ahead: Ahead
    plan: Plan
    review: Review
    comparison: Compared
    evidence: EvidenceIndex
    set_aside: SetAside
    reading: Reading
    analysis: GapAnalysis
    voice: Voice
    kind: str
    chosen: tuple[str, ...]
    record: ReviewRecord

    @cached_property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """The sections that are told: anchor and title, in order."""
        titles = {
            "outlook": self.outlook.title,
            "comparison": self.comparison.title,
            "gaps": self.gaps.title,
            "coverage": self.coverage.title,
            "register": self.certificates.title,
            "ahead": self.ahead.title,
            "plan": self.plan.title,
            "review": self.review.title,
            "evidence": self.evidence.title,
            "na": self.set_aside.title,
            "how": self.reading.title,
        }
        return tuple((anchor, titles[anchor]) for anchor in self.chosen)

    def number(self, anchor: str) -> int:
        """The number of a section that is told, the first being 1."""
        return self.chosen.index(anchor) + 1


@dataclass(frozen=True)
class Wanted:
    """What a report is to tell besides the analysis, and which of its sections.

    Without ``sections`` all of the kind are told; the review only where there was one, but always
    in an assessor's report. ``letterhead`` is what the programme adds.
    """

    kind: Kind = GAP
    sections: tuple[str, ...] = ()
    review: ReviewRecord = NO_REVIEW
    comparison: Comparison | None = None
    letterhead: Letterhead = field(default_factory=Letterhead)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The anchors of the sections in order."""
        found = self.kind.chosen(self.sections)
        if self.kind is GAP and not self.review.is_there:
            return tuple(one for one in found if one != "review")
        return found


USUAL = Wanted()
"""A gap report with all its sections, of an assessment that nobody has reviewed."""


def make_content(
    analysis: GapAnalysis, voice: Voice | None = None, wanted: Wanted = USUAL
) -> ReportContent:
    """Say what the analysis found, in the voice's language, English where none is given."""
    source = Source(analysis, voice or Voice(), wanted.review)
    snapshot = content_hash(analysis)
    review = make_review(source)
    signature = review.signature.says if wanted.review.is_there else ""
    programme = make_programme(source, wanted.letterhead)
    cover = make_cover(source, snapshot, wanted.kind, programme=programme, signature=signature)
    assessor = wanted.review.assessor if wanted.kind is ASSESSOR else ""
    owner = ", ".join(part for part in (cover.organisation, cover.site) if part)
    return ReportContent(
        language=source.voice.language,
        criteria_language=analysis.criteria_set.language,
        title=f"{cover.title}: {owner}",
        author=assessor or cover.organisation or cover.site,
        description=cover.subtitle,
        snapshot=snapshot,
        cover=cover,
        programme=programme,
        outlook=make_outlook(source),
        gaps=make_gaps(source),
        coverage=make_coverages(source),
        certificates=make_register(source),
        ahead=make_ahead(source),
        plan=make_plan(source),
        review=review,
        comparison=make_comparison(source, wanted.comparison),
        evidence=make_evidence(source),
        set_aside=make_set_aside(source),
        reading=make_reading(source, snapshot),
        analysis=analysis,
        voice=source.voice,
        kind=wanted.kind.id,
        chosen=wanted.chosen,
        record=wanted.review,
    )
