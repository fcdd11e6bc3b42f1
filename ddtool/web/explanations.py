"""What an analysis says of one criterion, in the reader's words."""

from ddtool.domain.gaps import CriterionLine, GapAnalysis, RequirementLine
from ddtool.reports.content.criterion import (
    Applicability,
    CriterionSaid,
    explain_applicability,
    explain_criterion,
)
from ddtool.reports.content.source import Source
from ddtool.web import language

__all__ = ["Applicability", "CriterionSaid", "applicability_of", "explain"]


def explain(analysis: GapAnalysis, line: CriterionLine) -> CriterionSaid:
    """Why it applies, what certificates show and on what that rests, what is left, until when."""
    return explain_criterion(Source(analysis, language.voice()), line)


def applicability_of(analysis: GapAnalysis, line: CriterionLine | RequirementLine) -> Applicability:
    """Why a criterion or requirement applies, may apply or does not."""
    return explain_applicability(Source(analysis, language.voice()), line)
