"""Inviting an assessor by e-mail whose firm has no account here: it is made when they accept.

The programme sees such firms like all others. Nobody of a producer becomes an assessor so: an
address that has a login is told to its lead or to whoever it belongs to, and not let in.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ddtool.domain.assessor_invitations import AssessorInvitation
from ddtool.domain.errors import DdtoolError
from ddtool.domain.people import Author, Organisation, OrganisationKind, Right, Role, User
from ddtool.domain.refusals import LinkUseless
from ddtool.domain.reviews import Assignment
from ddtool.passwords import hash_password, new_secret, refuse_weak, secret_hash
from ddtool.sentences import Sentence
from ddtool.store import (
    Database,
    Reading,
    assessments,
    assessor_invitations,
    assignments,
    organisations,
    users,
)
from ddtool.store.keeping import new_id

_LASTS = timedelta(days=7)
_EMAIL = re.compile(r"[^@\s\x00-\x1f]{1,64}@[^@\s\x00-\x1f]{1,255}")


class CannotInvite(DdtoolError):
    """This address cannot be invited to assess, or not in this way."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What an invitation offers: to assess for a producer, until a day."""

    invitation: AssessorInvitation
    producer: Organisation


@dataclass(frozen=True, slots=True)
class NewFirm:
    """What whoever accepts says of their firm and themselves."""

    firm: str
    name: str
    password: str


def invite_assessor(
    database: Database,
    author: Author,
    assessment: str,
    email: str,
    *,
    ends_on: date | None = None,
) -> tuple[AssessorInvitation, str]:
    """Invite somebody to assess; the secret of the link goes with the invitation.

    :raises NotFound: the author's organisation has no such assessment.
    :raises CannotInvite: it is no address, or one that is here already.
    """
    organisation, address = author.tenant(Right.SUBMIT), email.strip().lower()
    if not _EMAIL.fullmatch(address):
        raise CannotInvite(Sentence("{text!r} is no e-mail address.", text=email))
    if ends_on is not None and ends_on < author.at.date():
        raise CannotInvite(Sentence("Choose a last day of access that is not over yet."))
    secret = new_secret()
    invitation = AssessorInvitation(
        new_id(), organisation, assessment, address, author.at + _LASTS, ends_on
    )
    with database.write(author) as db:
        assessments.find(db, organisation, assessment)
        _refuse_known(db, organisation, assessment, address)
        assessor_invitations.add(db, invitation, secret_hash(secret))
    return invitation, secret


def withdraw_assessor_invitation(database: Database, author: Author, id: str) -> None:
    """Take an invitation back.

    :raises NotFound: there is none of that id, or it was taken.
    """
    organisation = author.tenant(Right.SUBMIT)
    with database.write(author) as db:
        found = assessor_invitations.find_open(db, organisation, id)
        assessor_invitations.withdraw(db, found)


def offered_assessment(database: Database, author: Author, secret: str) -> Offered:
    """What the invitation of a link offers; ``author`` only tells the moment.

    :raises LinkUseless: it was used, taken back or has expired.
    """
    with database.read() as db:
        found = _good(db, author, secret)
        return Offered(found, organisations.find(db, found.producer))


def accept_as_new_firm(
    database: Database, author: Author, secret: str, new: NewFirm
) -> tuple[User, Organisation]:
    """Make the firm, the login of its first assessor, and their access; all or nothing, once.

    :raises LinkUseless: the invitation was used, taken back or has expired.
    :raises WeakPassword, AlreadyThere: the password, or the name of the firm; try again.
    """
    with database.read() as reading:
        email = _good(reading, author, secret).email
    user = User(new_id(), email, new.name)
    refuse_weak(new.password, email=email, name=new.name)
    kept = hash_password(new.password)
    firm = Organisation(new_id(), new.firm.strip(), OrganisationKind.ASSESSMENT_FIRM)
    writer = Author(user.name, Role.ASSESSOR, author.at)
    with database.write(writer) as db:
        found = _good(db, author, secret)
        if not assessor_invitations.use(db, found):
            raise _useless()
        organisations.add(db, firm)
        users.add(db, user, kept)
        users.join(db, firm.id, user.id, Role.ASSESSOR)
        given = Assignment(
            id=new_id(),
            assessment=found.assessment,
            producer=found.producer,
            firm=firm.id,
            accepted_at=author.at,
            accepted_by=user.name,
            ends_on=found.ends_on,
        )
        assignments.add(db, given)
        return users.find(db, user.id).value, firm


def _refuse_known(db: Reading, organisation: str, assessment: str, address: str) -> None:
    known = users.with_email(db, address)
    for one in known.memberships if known else ():
        if one.organisation.kind is OrganisationKind.ASSESSMENT_FIRM:
            raise CannotInvite(
                Sentence(
                    "{email} assesses for {firm}: choose that firm above.",
                    email=address,
                    firm=one.organisation.name,
                )
            )
        if one.organisation.id == organisation:
            raise CannotInvite(
                Sentence(
                    "{email} belongs to your organisation; an assessor is independent of it.",
                    email=address,
                )
            )
    waiting = assessor_invitations.open_ones(db, organisation, assessment)
    if address in {one.email for one in waiting}:
        raise CannotInvite(
            Sentence("{email} is invited already; take that invitation back first.", email=address)
        )


def _good(db: Reading, author: Author, secret: str) -> AssessorInvitation:
    found = assessor_invitations.with_secret(db, secret_hash(secret))
    if found is None or found.used_at is not None or found.expires_at <= author.at:
        raise _useless()
    return found


def _useless() -> LinkUseless:
    return LinkUseless(Sentence("This link was used already or has expired; ask for a new one."))
