"""Certificates of an assessment given to an assessor: what was handed in, and what holds now."""

from collections.abc import Mapping
from dataclasses import replace

from ddtool.domain.assessment_heads import AssessmentState
from ddtool.domain.certificates import Certificate
from ddtool.domain.people import Author
from ddtool.store import Database, accesses, assessments, certificates, looking


def certificates_changed_since(
    database: Database, author: Author, assessment: str
) -> Mapping[str, Certificate | None]:
    """The certificates that are not recorded as they were handed in, by id; None if one is gone.

    Nothing is told while the assessment is with its producer: what they change then comes with the
    next submission.

    :raises NotFound: it was not given to the author.
    :raises NotSubmitted: nothing was handed in yet.
    """
    with accesses.looking_at(database, author, assessment) as db:
        producer = looking.given_to(db, author, assessment)
        head = assessments.find(db, producer, assessment).value
        if head.state is not AssessmentState.SUBMITTED:
            return {}
        then = looking.certificates_handed_in(db, producer, assessment)
        now = {one.value.id: one.value for one in certificates.listed(db, producer)}
    return {one.id: now.get(one.id) for one in then if _plain(one) != _plain(now.get(one.id))}


def _plain(certificate: Certificate | None) -> Certificate | None:
    """Without the number that the register gives, which says nothing of the certificate."""
    return replace(certificate, register_number=0) if certificate else None
