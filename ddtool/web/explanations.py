"""What an analysis says of one criterion, in the reader's words."""

from dataclasses import replace

from ddtool.domain.gaps import CriterionLine, GapAnalysis, RequirementLine
from ddtool.reports.content import Day, Voice
from ddtool.reports.content.ahead import NotHeld, explain_not_held, make_ahead
from ddtool.reports.content.applicability import Applicability, explain_applicability
from ddtool.reports.content.calendar import other_ends
from ddtool.reports.content.certificates import make_register
from ddtool.reports.content.criterion import CriterionSaid, explain_criterion, verdict_mark
from ddtool.reports.content.facts import facts_to_answer
from ddtool.reports.content.gate_by_gate import explain_pair
from ddtool.reports.content.outlook import make_outlook
from ddtool.reports.content.plan import make_plan
from ddtool.reports.content.setaside import make_set_aside
from ddtool.reports.content.source import Source, spans
from ddtool.web import language

__all__ = [
    "Applicability",
    "CriterionSaid",
    "Day",
    "NotHeld",
    "Source",
    "Voice",
    "applicability_of",
    "explain",
    "explain_not_held",
    "explain_pair",
    "facts_to_answer",
    "make_ahead",
    "make_outlook",
    "make_plan",
    "make_register",
    "make_set_aside",
    "other_ends",
    "source_of",
    "spans",
    "verdict_mark",
]


def source_of(analysis: GapAnalysis) -> Source:
    """An analysis with the reader's words for it; its site is called by name."""
    voice, site = language.voice(), analysis.assessment.site
    return Source(analysis, replace(voice, sites={**voice.sites, site.id: site.name}))


def explain(analysis: GapAnalysis, line: CriterionLine) -> CriterionSaid:
    """Why it applies, what certificates show and on what that rests, what is left, until when."""
    return explain_criterion(source_of(analysis), line)


def applicability_of(analysis: GapAnalysis, line: CriterionLine | RequirementLine) -> Applicability:
    """Why a criterion or requirement applies, may apply or does not."""
    return explain_applicability(source_of(analysis), line)
