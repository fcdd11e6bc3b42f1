"""A whole assessment, with everything that is said in it, in a handful of queries."""

from collections.abc import Iterable
from dataclasses import replace

from ddtool.domain.assessment_heads import KeptEvidence, StoredAssessment, limits_of
from ddtool.domain.assessments import Answer, Assessment, Evidence
from ddtool.domain.history import Stored
from ddtool.store import (
    actions,
    answers,
    assessments,
    certificates,
    evidence,
    submissions,
)
from ddtool.store.transactions import Reading


def load(db: Reading, organisation: str, id: str) -> StoredAssessment:
    """Everything said in one assessment, and the certificates the organisation holds.

    :raises NotFound: the organisation has no such assessment.
    """
    head, site, limits, put_aside = assessments.find_for_work(db, organisation, id)
    given, carried = answers.with_carried(db, organisation, id)
    rated = answers.ratings_of(db, organisation, id)
    documents = documents_of(kept.value for kept in evidence.of_assessment(db, organisation, id))
    determined = answers.determinations_of(db, organisation, id)
    handed_in = submissions.listed(db, organisation, id)
    assessment = Assessment(
        site=site,
        criteria_set=head.value.criteria_set,
        period=head.value.period,
        assessment_day=head.value.assessment_day,
        commitment_day=head.value.commitment_day,
        answers=with_documents(given, documents),
        ratings=tuple(one.value for one in rated),
        determinations=tuple(one.value for one in determined),
        evidence=documents,
        actions=tuple(one.value for one in actions.of_assessment(db, organisation, id)),
        certificates=tuple(one.value for one in certificates.listed(db, organisation)),
        prepared_by=head.value.prepared_by,
        submission=handed_in[-1] if handed_in else None,
    )
    return StoredAssessment(
        head=head,
        assessment=assessment,
        kept_answers={one.value.requirement: one for one in given},
        kept_ratings={one.value.criterion: one for one in rated},
        carried=carried,
        earlier=answers.earlier_of(db, organisation, head.value),
        limits=limits_of(head.value, assessment.submission, limits),
        put_aside=put_aside,
    )


def documents_of(kept: Iterable[KeptEvidence]) -> tuple[Evidence, ...]:
    """Documents as an assessment names them: one with a file lies where that is called."""
    return tuple(
        replace(one.evidence, location=one.file.name if one.file else one.evidence.location)
        for one in kept
    )


def with_documents(
    given: tuple[Stored[Answer], ...], documents: tuple[Evidence, ...]
) -> tuple[Answer, ...]:
    """Each answer with the ids of the documents that show its requirement."""
    shown: dict[str, list[str]] = {}
    for document in documents:
        for requirement in document.requirements:
            shown.setdefault(requirement, []).append(document.id)
    return tuple(
        replace(one.value, evidence=tuple(shown.get(one.value.requirement, ()))) for one in given
    )
