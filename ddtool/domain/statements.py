"""An assessment as single statements, so that two of them can be compared field by field."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from ddtool.domain.assessments import Answer, Assessment, OwnRating, Site

T = TypeVar("T")

Value = str | date | tuple[str, ...] | None
"""What is said: a text, a day, a list; codes for enums; "yes" or "no"; None for nothing."""

SITE, HEAD, ANSWER, RATING = "site", "assessment", "answer", "rating"
CERTIFICATE, EVIDENCE, ACTION = "certificate", "evidence", "action"

LISTED = (CERTIFICATE, EVIDENCE, ACTION)
"""What comes and goes as a whole; everything else is always there, if only empty."""

FACT = "fact."
"""Stands before the id of a fact among the fields of a site."""

WHOLE = ""
"""The field that says whether something is there at all."""

THERE = "listed"
"""What the field :data:`WHOLE` says of everything that is there."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    SITE: ("organisation", "name", "country", "place", "activities", "metals", "areas"),
    HEAD: ("assessment_day", "commitment_day", "period", "prepared_by"),
    ANSWER: ("answer", "note"),
    RATING: ("rating", "reason", "open_case"),
    CERTIFICATE: (
        "standard", "edition", "number", "body", "accredited", "evidence_type", "status",
        "status_since", "issued", "valid_until", "last_audit", "sites", "areas", "activities",
        "results", "companions", "has_report", "result_basis", "nonconformity", "note",
    ),
    EVIDENCE: ("title", "document_date", "valid_until", "requirements", "location", "sha256"),
    ACTION: (
        "criterion", "requirement", "title", "root_cause", "owner", "due", "state", "cost",
        "closure",
    ),
}  # fmt: skip
"""What can be said of each kind of thing. A site also has its facts."""

_SAYS_NOTHING: Mapping[str, object] = {"open_case": False, "has_report": False}
_UNORDERED = frozenset({"requirements", "activities", "metals", "sites"})


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """What statements are about: its kind, and its label, requirement or criterion."""

    noun: str
    id: str


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What one statement is about: a thing and one of its fields."""

    thing: Thing
    field: str


Statements = Mapping[Thing, Mapping[str, Value]]
"""What is said of each thing, field by field; what says nothing is left out."""


def statements(assessment: Assessment) -> Statements:
    """Everything an assessment says that its producer may change, in the order of a workbook."""
    said: dict[Thing, Mapping[str, Value]] = {}
    for thing, value in things(assessment):
        found = fields_of(thing.noun, value)
        if found:
            said[thing] = found
    return said


def things(assessment: Assessment) -> Iterator[tuple[Thing, Any]]:
    """Everything that statements are made about, with its value."""
    yield Thing(SITE, ""), assessment.site
    yield Thing(HEAD, ""), assessment
    for answer in assessment.answers:
        yield Thing(ANSWER, answer.requirement), answer
    for rating in assessment.ratings:
        yield Thing(RATING, rating.criterion), rating
    listed: tuple[tuple[str, Iterable[Any]], ...] = (
        (CERTIFICATE, assessment.certificates),
        (EVIDENCE, assessment.evidence),
        (ACTION, assessment.actions),
    )
    for noun, values in listed:
        for value in values:
            yield Thing(noun, value.id), value


def fields_of(noun: str, value: Any) -> Mapping[str, Value]:
    """What is said of one thing, field by field; what says nothing is left out."""
    found = {name: plain(name, getattr(value, name)) for name in FIELDS[noun]}
    if isinstance(value, Site):
        found |= {FACT + fact: plain(fact, said) for fact, said in value.facts.items()}
    if noun in LISTED:
        found[WHOLE] = THERE
    if noun == ANSWER and found["answer"] == "unanswered":
        found["answer"] = None
    return {name: said for name, said in found.items() if said is not None}


def plain(field: str, said: object) -> Value:
    """One value in a form in which equal statements are equal; None where nothing is said."""
    if said is None or said in ("", ()) or said == _SAYS_NOTHING.get(field):
        return None
    if isinstance(said, bool):
        return "yes" if said else "no"
    if isinstance(said, Enum):
        return str(said.value)
    if isinstance(said, Mapping):
        return tuple(sorted(f"{name}={value}" for name, value in said.items())) or None
    if isinstance(said, tuple | list):
        return tuple(sorted(said)) if field in _UNORDERED else tuple(said)
    return said if isinstance(said, date) else str(said)


def with_fields(value: T, other: T, fields: Iterable[str]) -> T:
    """The first value with some fields of the second."""
    names = list(fields)
    changed: dict[str, Any] = {
        name: getattr(other, name) for name in names if name != WHOLE and not name.startswith(FACT)
    }
    if isinstance(value, Site) and isinstance(other, Site):
        facts = dict(value.facts)
        for name in names:
            if name.startswith(FACT):
                fact = name.removeprefix(FACT)
                facts[fact] = other.facts.get(fact)
        changed["facts"] = {fact: said for fact, said in facts.items() if said is not None}
    return replace(value, **changed)  # type: ignore[type-var]


def empty(thing: Thing) -> Answer | OwnRating:
    """What stands where nothing has been said about a requirement or criterion yet."""
    return Answer(thing.id) if thing.noun == ANSWER else OwnRating(thing.id)
