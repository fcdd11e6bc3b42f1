"""A small set of criteria with two sections, and a site to assess against it."""

from dataclasses import replace
from datetime import date
from typing import Any

from ddtool.domain.applicability import AppliesWhen, Condition, ConditionKind
from ddtool.domain.assessments import Action, Answer, AnswerCode, Assessment, Evidence, Site
from ddtool.domain.certificates import Certificate, Edition, Standard, Standards
from ddtool.domain.criteria import CriteriaSet, Criterion, Rating, RatingWord, Requirement, Section
from ddtool.domain.vocabulary import SiteFact, Term, Vocabulary

_RATING_WORDS = (
    RatingWord(Rating.FULLY_MEETS, "Fully meets"),
    RatingWord(Rating.PARTIALLY_MEETS, "Partially meets"),
    RatingWord(Rating.DOES_NOT_MEET, "Does not meet"),
    RatingWord(Rating.NOT_APPLICABLE, "Not applicable"),
)

_CERTIFICATE = Certificate(
    id="C1",
    standard="ISO 14001",
    edition="2015",
    issued=date(2025, 1, 1),
    valid_until=date(2025, 12, 31),
    last_audit=date(2025, 1, 15),
    sites=("S1",),
    activities=("mining",),
    accredited=True,
)
"""Valid all of 2025."""

_SITE = Site(
    id="S1",
    name="Tirso mine",
    organisation="Minera Tirso",
    activities=("mining",),
    metals=("copper",),
    facts={"has_tailings": True},
)


def make_requirement(id: str, **changes: Any) -> Requirement:
    """A requirement that always applies."""
    return replace(Requirement(id=id, text=f"Requirement {id}."), **changes)


def make_criterion(number: str, *parts: str, **changes: Any) -> Criterion:
    """A criterion of the section governance with a requirement for each part."""
    requirements = tuple(make_requirement(f"{number}.{part}") for part in parts)
    criterion = Criterion(
        number=number,
        title=f"Criterion {number}",
        section="governance",
        summary=f"What criterion {number} is about.",
        requirements=requirements,
    )
    return replace(criterion, **changes)


def make_criteria_set(*criteria: Criterion, **changes: Any) -> CriteriaSet:
    """The set ``test@1``; unless told otherwise with a criterion in parts and one without."""
    chosen = CriteriaSet(
        id="test",
        edition="1",
        title="Test criteria 1",
        short_title="Test 1",
        publisher="Nobody",
        label="working text",
        rights="None.",
        sections=(Section("governance", "Governance"), Section("social", "Social")),
        criteria=criteria or (make_criterion("1", "a", "b"), make_criterion("2", section="social")),
        ratings=_RATING_WORDS,
        sha256="0" * 64,
    )
    return replace(chosen, **changes)


def make_applies_when(*facts: str, activities: tuple[str, ...] = ()) -> AppliesWhen:
    return AppliesWhen(
        (
            *(Condition(ConditionKind.FACT, fact) for fact in facts),
            *(Condition(ConditionKind.ACTIVITY, activity) for activity in activities),
        )
    )


def make_vocabulary(**changes: Any) -> Vocabulary:
    """Two activities, two metals, two facts."""
    vocabulary = Vocabulary(
        activities=(Term("mining", "Mining"), Term("smelting", "Smelting")),
        metals=(Term("copper", "Copper"), Term("zinc", "Zinc")),
        facts=(
            SiteFact("has_tailings", "Does the site have tailings?", "Decides on tailings."),
            SiteFact("has_housing", "Does the site provide housing?"),
        ),
    )
    return replace(vocabulary, **changes)


def make_standards(*ids: str) -> Standards:
    """Standards of these ids, each with an edition 2015."""
    return Standards(
        tuple(
            Standard(id, f"Title of {id}", editions=(Edition("2015"),))
            for id in ids or ("ISO 14001", "ISO 45001", "IRMA")
        )
    )


def make_site(**changes: Any) -> Site:
    """A mine with tailings."""
    return replace(_SITE, **changes)


def make_certificate(**changes: Any) -> Certificate:
    """A certificate valid all of 2025; name only what your test is about."""
    return replace(_CERTIFICATE, **changes)


def make_answer(requirement: str, answer: AnswerCode = AnswerCode.MET, **changes: Any) -> Answer:
    """An answer, "met" unless told otherwise."""
    return replace(Answer(requirement, answer), **changes)


def make_evidence(id: str = "E-01", **changes: Any) -> Evidence:
    """A document without dates."""
    return replace(Evidence(id=id, title=f"Document {id}"), **changes)


def make_action(id: str = "ACT-01", **changes: Any) -> Action:
    """A planned action for criterion 1."""
    return replace(Action(id=id, criterion="1", title="Do what is missing"), **changes)


def make_assessment(**changes: Any) -> Assessment:
    """An assessment of one mine against ``test@1`` with nothing answered."""
    assessment = Assessment(
        site=make_site(),
        criteria_set="test@1",
        period="2025",
        assessment_day=date(2025, 9, 1),
        commitment_day=date(2025, 3, 1),
        prepared_by="A. Person",
    )
    return replace(assessment, **changes)
