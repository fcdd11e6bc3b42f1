"""All sites, certificates and assessments of an organisation, in a handful of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ddtool.domain.assessment_heads import AssessmentHead, limits_of
from ddtool.domain.assessments import Assessment, Site
from ddtool.domain.certificates import Certificate
from ddtool.domain.history import Stored
from ddtool.domain.reviews import Assignment
from ddtool.domain.time_limits import DEFAULT_LIMITS, LimitMonths
from ddtool.store import (
    actions,
    answers,
    assessments,
    assignments,
    certificates,
    evidence,
    sites,
    submissions,
)
from ddtool.store.loading import documents_of, with_documents
from ddtool.store.transactions import Reading


@dataclass(frozen=True, slots=True)
class Recorded:
    """An assessment with its head; of its actions not which documents show them done.

    ``last`` is the head, the answer, rating or determination that was changed last, ``given`` says
    to whom it was given, the last one first; ``limits`` are those that it stands under.
    """

    head: Stored[AssessmentHead]
    assessment: Assessment
    last: Stored[Any]
    limits: LimitMonths = DEFAULT_LIMITS
    given: tuple[Assignment, ...] = ()


@dataclass(frozen=True, slots=True)
class Everything:
    """What an organisation has recorded: sites by name, certificates by standard."""

    sites: tuple[Stored[Site], ...]
    certificates: tuple[Stored[Certificate], ...]
    assessments: tuple[Recorded, ...]


def load_all(db: Reading, organisation: str) -> Everything:
    """All of it; how many queries that takes does not depend on how much there is."""
    recorded = sites.listed(db, organisation)
    held = certificates.listed(db, organisation)
    by_id = {one.value.id: one.value for one in recorded}
    certified = tuple(one.value for one in held)
    said = answers.said_in_all(db, organisation)
    planned = actions.of_all(db, organisation)
    shown = evidence.in_all(db, organisation)
    handed_in = submissions.last_of_all(db, organisation)
    given_to = assignments.of_all(db, organisation)
    found = []
    for head, limits in assessments.listed_with_limits(db, organisation):
        id = head.value.id
        given, rated = said.answers.get(id, ()), said.ratings.get(id, ())
        determined = said.determinations.get(id, ())
        documents = documents_of(shown.get(id, ()))
        assessment = Assessment(
            site=by_id[head.value.site],
            criteria_set=head.value.criteria_set,
            period=head.value.period,
            assessment_day=head.value.assessment_day,
            commitment_day=head.value.commitment_day,
            answers=with_documents(given, documents),
            ratings=tuple(one.value for one in rated),
            determinations=tuple(one.value for one in determined),
            evidence=documents,
            actions=planned.get(id, ()),
            certificates=certified,
            prepared_by=head.value.prepared_by,
            submission=handed_in.get(id),
        )
        last = _last((head, *given, *rated, *determined))
        to = tuple(one.value for one in given_to if one.value.assessment == id)
        under = limits_of(head.value, assessment.submission, limits)
        found.append(Recorded(head, assessment, last, under, to))
    return Everything(recorded, held, tuple(found))


def _last(changed: Iterable[Stored[Any]]) -> Stored[Any]:
    """What was changed last; everything in a database knows when."""
    return max(changed, key=lambda one: one.changed_at.timestamp() if one.changed_at else 0.0)
