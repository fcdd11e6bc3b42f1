"""Giving an assessment to an assessment firm: offered by the producer, accepted by the firm."""

from dataclasses import replace
from datetime import date

from ddtool.domain.errors import DdtoolError
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Organisation, Right, Role, User
from ddtool.domain.refusals import AlreadyThere, NotFound
from ddtool.domain.reviews import Assignment
from ddtool.sentences import Sentence
from ddtool.store import Database, Reading, assessments, assignments, organisations, users
from ddtool.store.keeping import new_id


class EndsTooEarly(DdtoolError):
    """The last day of access lies before today."""


def list_firms(database: Database, author: Author) -> tuple[Organisation, ...]:
    """The assessment firms of the installation, by name: to choose from."""
    author.tenant(Right.SUBMIT)
    with database.read() as db:
        return organisations.firms(db)


def list_assignments(
    database: Database, author: Author, assessment: str
) -> tuple[Stored[Assignment], ...]:
    """Everybody an assessment was given to, the last one first."""
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return assignments.of_assessment(db, organisation, assessment)


def give_assessment(
    database: Database,
    author: Author,
    assessment: str,
    *,
    firm: str,
    assessor: str = "",
    ends_on: date | None = None,
) -> Stored[Assignment]:
    """Offer an assessment to a firm, or to the person of it with an e-mail address.

    :raises NotFound: there is no such assessment, firm, or assessor of that firm.
    :raises AlreadyThere: the firm has the assessment already.
    :raises EndsTooEarly: access would be over at once.
    """
    organisation = author.tenant(Right.SUBMIT)
    today = author.at.date()
    if ends_on is not None and ends_on < today:
        raise EndsTooEarly(Sentence("Choose a last day of access that is not over yet."))
    with database.write(author) as db:
        assessments.find(db, organisation, assessment)
        to = _firm(db, firm)
        person = _assessor(db, to, assessor) if assessor else None
        for one in assignments.of_assessment(db, organisation, assessment):
            same = one.value.assessor in ("", person.id if person else "")
            if one.value.firm == to.id and same and not one.value.is_over(today):
                raise AlreadyThere(Sentence("{firm} has this assessment already.", firm=to.name))
        given = Assignment(
            id=new_id(),
            assessment=assessment,
            producer=organisation,
            firm=to.id,
            assessor=person.id if person else "",
            ends_on=ends_on,
        )
        return assignments.add(db, given)


def end_assignment(database: Database, author: Author, id: str, *, version: int) -> None:
    """Take an assessment back from a firm at once.

    :raises NotFound, Conflict: nothing was changed.
    """
    organisation = author.tenant(Right.SUBMIT)
    with database.write(author) as db:
        found = assignments.find(db, organisation, id).value
        assignments.change(db, replace(found, ended_at=author.at), version=version)


def list_offered(database: Database, author: Author) -> tuple[Stored[Assignment], ...]:
    """What producers gave to the author or their firm and is not over, the last one first."""
    firm, today = author.tenant(Right.REVIEW), author.at.date()
    with database.read() as db:
        found = assignments.of_firm(db, firm, author.user or "")
    return tuple(one for one in found if not one.value.is_over(today))


def read_offered(database: Database, author: Author, id: str) -> Stored[Assignment]:
    """One of them, also when it is over.

    :raises NotFound: nothing of that id was offered to them.
    """
    firm = author.tenant(Right.REVIEW)
    with database.read() as db:
        return assignments.offered(db, firm, author.user or "", id)


def answer_assignment(
    database: Database, author: Author, id: str, *, accepted: bool, version: int
) -> Stored[Assignment]:
    """Accept or decline what was offered to the author's firm.

    :raises NotFound: nothing of that id was offered to them.
    :raises Conflict: it was changed since it was read.
    """
    firm = author.tenant(Right.REVIEW)
    with database.write(author) as db:
        offered = assignments.offered(db, firm, author.user or "", id).value
        if offered.is_over(author.at.date()):
            raise NotFound("assignment")
        answered = (
            replace(offered, accepted_at=author.at, accepted_by=author.name)
            if accepted
            else replace(offered, ended_at=author.at)
        )
        return assignments.change(db, answered, version=version)


def _firm(db: Reading, id: str) -> Organisation:
    for one in organisations.firms(db):
        if one.id == id:
            return one
    raise NotFound("organisation")


def _assessor(db: Reading, firm: Organisation, email: str) -> User:
    address = email.strip().lower()
    for user, role in users.members(db, firm.id):
        if user.email == address and role is Role.ASSESSOR and user.active:
            return user
    raise NotFound(
        "user",
        Sentence("{firm} has no assessor {email}.", firm=firm.name, email=address),
    )
