"""Values for tests: each factory makes a sound one; name only what your test is about."""

from dataclasses import replace
from datetime import date
from typing import Any

from ddtool.domain.assessments import Assessment, OwnRating, Site
from ddtool.domain.certificates import Certificate, Edition, Standard, Standards
from ddtool.domain.criteria import CriteriaSet, Criterion, Rating, RatingWord, Requirement, Section
from ddtool.domain.decisions import Aspect
from ddtool.domain.equivalency import Cell, Conditions, Level, Matrix
from ddtool.domain.places import Place

ON = date(2026, 6, 1)
"""The day on which most tests ask."""


def make_certificate(**changes: Any) -> Certificate:
    """An ISO 45001 certificate of the site S1, valid from March 2024 to February 2027."""
    certificate = Certificate(
        id="k45",
        standard="ISO 45001",
        edition="2018",
        issued=date(2024, 3, 1),
        valid_until=date(2027, 2, 28),
        last_audit=date(2025, 11, 10),
        sites=("S1",),
        activities=("mining", "smelting", "refining"),
        accredited=True,
        has_report=True,
    )
    return replace(certificate, **changes)


def make_conditions(**changes: Any) -> Conditions:
    """Edition 2018 and nothing else."""
    return replace(Conditions(editions=("2018",)), **changes)


def make_cell(**changes: Any) -> Cell:
    """A published cell: ISO 45001:2018 shows criterion 17 of rra@3.0 in full.

    Changes that are conditions may be named directly.
    """
    conditions = {key: changes.pop(key) for key in list(changes) if key in _CONDITIONS}
    cell = Cell(
        criteria_set="rra@3.0",
        criterion="17",
        standard="ISO 45001",
        level=Level.FULL,
        conditions=make_conditions(**conditions),
        status="published",
    )
    return replace(cell, **changes)


_CONDITIONS = frozenset(Conditions.__dataclass_fields__)


def make_place(**changes: Any) -> Place:
    """The site S1, which smelts and refines."""
    return replace(Place("S1", activities=("smelting", "refining")), **changes)


def make_aspect(**changes: Any) -> Aspect:
    """Criterion 17 of rra@3.0, undivided."""
    return replace(Aspect("rra@3.0", "17"), **changes)


def make_requirement(id: str, **changes: Any) -> Requirement:
    """A requirement that always applies."""
    return replace(Requirement(id, f"Text of {id}."), **changes)


def make_criterion(number: str = "17", *letters: str, **changes: Any) -> Criterion:
    """A criterion of section "social" with a requirement for each letter."""
    requirements = tuple(make_requirement(f"{number}.{letter}") for letter in letters)
    criterion = Criterion(number, f"Title {number}", "social", f"Summary {number}.", requirements)
    return replace(criterion, **changes)


def make_criteria_set(*criteria: Criterion, **changes: Any) -> CriteriaSet:
    """The set rra@3.0 with these criteria, or with criterion 17 in two requirements."""
    criteria_set = CriteriaSet(
        id="rra",
        edition="3.0",
        title="Risk Readiness Assessment 3.0",
        short_title="RRA 3.0",
        publisher="Publisher",
        label="working text",
        rights="Own words.",
        sections=(
            Section("governance", "Governance"),
            Section("social", "Social"),
            Section("environmental", "Environmental"),
        ),
        criteria=criteria or (make_criterion("17", "a", "b"),),
        ratings=tuple(RatingWord(rating, _WORDS[rating]) for rating in Rating),
    )
    return replace(criteria_set, **changes)


_WORDS = {
    Rating.FULLY_MEETS: "Fully meets",
    Rating.PARTIALLY_MEETS: "Partially meets",
    Rating.DOES_NOT_MEET: "Does not meet",
    Rating.NOT_APPLICABLE: "Not applicable",
}


def make_matrix(*cells: Cell, **changes: Any) -> Matrix:
    """The matrix test@1 with these cells."""
    return replace(Matrix("test", "1", "Test matrix", cells=cells), **changes)


def make_standards(*standards: Standard) -> Standards:
    """ISO 45001 with its edition 2018, and whatever else is given."""
    iso = Standard("ISO 45001", "Occupational health and safety", editions=(Edition("2018"),))
    return Standards((iso, *standards))


def make_site(**changes: Any) -> Site:
    """The fictional site S1, which smelts and refines zinc."""
    site = Site(
        id="S1",
        name="North smelter",
        organisation="Example Metals",
        country="Germany",
        activities=("smelting", "refining"),
        metals=("zinc",),
        fictional=True,
    )
    return replace(site, **changes)


def make_assessment(**changes: Any) -> Assessment:
    """An assessment of S1 against rra@3.0 in which nothing has been answered."""
    assessment = Assessment(make_site(), "rra@3.0", period="2026")
    return replace(assessment, **changes)


def make_rating(
    criterion: str = "17", rating: Rating | None = Rating.FULLY_MEETS, **changes: Any
) -> OwnRating:
    """The producer's own rating of criterion 17."""
    return replace(OwnRating(criterion, rating), **changes)
