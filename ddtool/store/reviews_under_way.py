"""The reviews that are under way in the whole installation, for whoever looks after it."""

from datetime import date

from sqlalchemy import exists, func, or_, select

from ddtool.domain.people import Role
from ddtool.store.schema_assessments import submissions
from ddtool.store.schema_people import memberships, users
from ddtool.store.schema_reviews import assignments, sign_offs
from ddtool.store.transactions import Reading


def assessors_at_hand(db: Reading, *, on: date) -> tuple[int, ...]:
    """For each review under way, how many assessors of its firm may sign in.

    Under way is what was handed in and taken on, and is not signed as it was last handed in.
    """
    given, handed, signed = assignments.c, submissions.c, sign_offs.c
    last = (
        select(func.max(handed.number))
        .where(
            handed.organisation_id == given.organisation_id,
            handed.assessment_id == given.assessment_id,
        )
        .scalar_subquery()
    )
    is_signed = exists().where(
        signed.organisation_id == given.organisation_id,
        signed.assessment_id == given.assessment_id,
        signed.submission == last,
    )
    of_firm = (
        select(func.count())
        .select_from(memberships.join(users, users.c.id == memberships.c.user_id))
        .where(
            memberships.c.organisation_id == given.firm_id,
            memberships.c.role == Role.ASSESSOR.value,
            users.c.active.is_(True),
        )
        .scalar_subquery()
    )
    query = select(given.organisation_id, given.assessment_id, of_firm.label("assessors")).where(
        given.accepted_at.is_not(None),
        given.ended_at.is_(None),
        or_(given.ends_on.is_(None), given.ends_on >= on),
        last.is_not(None),
        ~is_signed,
    )
    return tuple(int(row["assessors"]) for row in db.rows(query.distinct()))
