from datetime import UTC, datetime, timedelta

import pytest

from ddtool.domain.people import Author, Role, User
from ddtool.domain.refusals import LastLead, LinkUseless, NotAllowed, NotFound
from ddtool.store import Database
from ddtool.usecases.accounts import (
    NewUser,
    accept_invitation,
    add_user,
    invite,
    reset_password,
)
from ddtool.usecases.history import history_of
from ddtool.usecases.people import (
    change_role,
    invite_again,
    join,
    list_people,
    offer_reset_to_member,
    offered,
    remove_member,
    withdraw_invitation,
)
from ddtool.usecases.sign_in import Visitor, session_of, sign_in

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NOW = Author("nobody yet", None, AT)
PASSWORD = "seven copper kettles"


def make_user(database: Database, name: str, role: Role, organisation: str) -> User:
    new = NewUser(f"{name}@x.example", role, name.title(), organisation)
    return add_user(database, NOW, new, PASSWORD)


def enter(database: Database, name: str) -> tuple[Author, str]:
    session, secret = sign_in(database, NOW, Visitor(f"{name}@x.example", PASSWORD))
    return session.author(AT), secret


@pytest.fixture
def ben(database: Database) -> User:
    """A member of North Metals; Ana leads it. South Metals is led by Sue."""
    make_user(database, "ana", Role.PRODUCER_LEAD, "North Metals")
    make_user(database, "sue", Role.PRODUCER_LEAD, "South Metals")
    return make_user(database, "ben", Role.PRODUCER_MEMBER, "North Metals")


@pytest.fixture
def ana(database: Database, ben: User) -> Author:
    return enter(database, "ana")[0]


@pytest.fixture
def sue(database: Database, ben: User) -> Author:
    return enter(database, "sue")[0]


def roles(database: Database, lead: Author) -> list[tuple[str, Role]]:
    return [(one.user.name, one.role) for one in list_people(database, lead).members]


def test_members_and_open_invitations_are_listed(database: Database, ana: Author, sue: Author):
    invite(database, ana, "cy@x.example", Role.PRODUCER_MEMBER)
    invite(database, sue, "secret@x.example", Role.PRODUCER_MEMBER)

    people = list_people(database, ana)

    assert people.organisation.name == "North Metals"
    assert roles(database, ana) == [("Ana", Role.PRODUCER_LEAD), ("Ben", Role.PRODUCER_MEMBER)]
    assert [one.email for one in people.invitations] == ["cy@x.example"]


def test_a_member_sees_no_list(database: Database, ana: Author):
    ben, _secret = enter(database, "ben")

    with pytest.raises(NotAllowed):
        list_people(database, ben)


def test_a_new_link_replaces_the_first(database: Database, ana: Author):
    invitation, first = invite(database, ana, "cy@x.example", Role.PRODUCER_MEMBER)

    renewed, second = invite_again(database, ana, invitation.id)

    assert renewed.expires_at == AT + timedelta(days=7)
    with pytest.raises(LinkUseless):
        offered(database, NOW, first)
    assert offered(database, NOW, second).organisation.name == "North Metals"


def test_an_invitation_that_was_taken_back_opens_nothing(database: Database, ana: Author):
    invitation, link = invite(database, ana, "cy@x.example", Role.PRODUCER_MEMBER)

    withdraw_invitation(database, ana, invitation.id)

    assert list_people(database, ana).invitations == ()
    with pytest.raises(LinkUseless):
        accept_invitation(database, NOW, link, name="Cy", password=PASSWORD)


@pytest.mark.parametrize("deed", [invite_again, withdraw_invitation])
def test_an_invitation_of_another_organisation_is_not_found(
    database: Database, ana: Author, sue: Author, deed
):
    invitation, _link = invite(database, sue, "cy@x.example", Role.PRODUCER_MEMBER)

    with pytest.raises(NotFound):
        deed(database, ana, invitation.id)


def test_a_new_role_holds_at_once_and_is_in_the_history(database: Database, ana: Author, ben: User):
    _author, secret = enter(database, "ben")

    change_role(database, ana, ben.id, Role.PRODUCER_LEAD)

    assert session_of(database, NOW, secret) is None
    author, _secret = enter(database, "ben")
    assert author.role is Role.PRODUCER_LEAD
    told = [
        (one.verb, dict(one.old), dict(one.new)) for one in history_of_member(database, ana, ben)
    ]
    assert told[0] == ("changed", {"role": "producer_member"}, {"role": "producer_lead"})


def history_of_member(database: Database, lead: Author, user: User):
    return history_of(database, lead, "membership", user.id)


def test_whoever_is_removed_is_out_at_once(database: Database, ana: Author, ben: User):
    _author, secret = enter(database, "ben")

    remove_member(database, ana, ben.id)

    assert session_of(database, NOW, secret) is None
    assert roles(database, ana) == [("Ana", Role.PRODUCER_LEAD)]


def test_the_last_lead_stays(database: Database, ana: Author):
    with pytest.raises(LastLead):
        remove_member(database, ana, ana.user or "")
    with pytest.raises(LastLead):
        change_role(database, ana, ana.user or "", Role.PRODUCER_MEMBER)


def test_a_lead_may_go_when_another_is_there(database: Database, ana: Author, ben: User):
    change_role(database, ana, ben.id, Role.PRODUCER_LEAD)

    remove_member(database, ana, ana.user or "")

    assert roles(database, enter(database, "ben")[0]) == [("Ben", Role.PRODUCER_LEAD)]


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.PROGRAMME_ADMIN])
def test_nobody_gives_a_role_above_their_own(
    database: Database, ana: Author, ben: User, role: Role
):
    with pytest.raises(NotAllowed):
        change_role(database, ana, ben.id, role)


def test_people_of_another_organisation_are_not_found(database: Database, ben: User, sue: Author):
    with pytest.raises(NotFound):
        change_role(database, sue, ben.id, Role.PRODUCER_LEAD)
    with pytest.raises(NotFound):
        remove_member(database, sue, ben.id)
    with pytest.raises(NotFound):
        offer_reset_to_member(database, sue, ben.id)


def test_a_lead_hands_over_a_link_to_a_new_password(database: Database, ana: Author, ben: User):
    link = offer_reset_to_member(database, ana, ben.id)

    reset_password(database, NOW, link, "nine copper kettles")

    assert sign_in(database, NOW, Visitor("ben@x.example", "nine copper kettles"))


def test_somebody_who_has_a_login_joins_with_it(database: Database, ana: Author, sue: Author):
    _invitation, link = invite(database, ana, "sue@x.example", Role.PRODUCER_MEMBER)
    assert offered(database, NOW, link).has_login

    joined = join(database, sue, link)

    assert joined.name == "North Metals"
    assert ("Sue", Role.PRODUCER_MEMBER) in roles(database, ana)
    with pytest.raises(LinkUseless):
        join(database, sue, link)


def test_nobody_joins_by_the_invitation_of_another(database: Database, ana: Author, sue: Author):
    _invitation, link = invite(database, ana, "cy@x.example", Role.PRODUCER_MEMBER)

    with pytest.raises(NotAllowed):
        join(database, sue, link)


def test_no_lead_gets_into_another_organisation_by_a_link_to_a_new_password(
    database: Database, ana: Author, sue: Author
):
    _invitation, link = invite(database, ana, "sue@x.example", Role.PRODUCER_MEMBER)
    join(database, sue, link)

    with pytest.raises(NotAllowed):
        offer_reset_to_member(database, ana, sue.user or "")
