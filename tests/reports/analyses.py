"""What tests report on: the demonstration, a site without answers, one that meets nothing."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from ddtool.domain.assessments import Assessment, OwnRating, Site
from ddtool.domain.criteria import Rating
from ddtool.domain.gaps import GapAnalysis
from ddtool.packs import Library
from ddtool.reports.content import ReportContent
from ddtool.usecases.demonstration import read_demonstration
from ddtool.usecases.reports import Reader, analyse_assessment, content_of

CRITERIA = Path(__file__).parents[2] / "criteria"
LIBRARY = Library((CRITERIA,))
DAY = date(2026, 12, 1)


@cache
def demonstration(site: str = "DEMO-S2") -> GapAnalysis:
    """A fictional site on the day of its expected results."""
    return analyse(read_demonstration(CRITERIA / "demo", site, LIBRARY))


@cache
def nothing_answered() -> GapAnalysis:
    """A site of which only the name is known."""
    return analyse(Assessment(site=Site("S1", "Old smelter"), criteria_set="rra@3.0"))


@cache
def everything_missing() -> GapAnalysis:
    """A site that meets none of the 33 criteria."""
    criteria = LIBRARY.criteria_set("rra@3.0").criteria
    ratings = tuple(OwnRating(one.number, Rating.DOES_NOT_MEET) for one in criteria)
    site = replace(demonstration().assessment.site, facts={})
    return analyse(Assessment(site=site, criteria_set="rra@3.0", ratings=ratings))


def analyse(assessment: Assessment) -> GapAnalysis:
    """The analysis on the day of the demonstration, against the matrix that fits the site."""
    return analyse_assessment(assessment, LIBRARY, as_of=DAY)


def content(analysis: GapAnalysis | None = None) -> ReportContent:
    """What a report says, in English; of the demonstration if nothing else is given."""
    return content_of(analysis or demonstration(), LIBRARY, Reader())
