from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select, table, text

from ddtool.addresses import NotAnEmail
from ddtool.domain.people import Author, OrganisationKind, Role, Session, User
from ddtool.domain.refusals import (
    AlreadyThere,
    LinkUseless,
    NotAllowed,
    NotFound,
    TooManyTries,
    WeakPassword,
)
from ddtool.store import Database, sessions, tokens, users
from ddtool.store.tries import wait_after
from ddtool.usecases.accounts import (
    NewUser,
    accept_invitation,
    add_token,
    add_user,
    invite,
    offer_reset,
    reset_password,
    revoke_token,
)
from ddtool.usecases.sign_in import (
    SignInRefused,
    Visitor,
    author_with_token,
    session_of,
    sign_in,
    sign_out,
    sign_out_everywhere,
)

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NOW = Author("nobody yet", None, AT)
PASSWORD = "seven copper kettles"
ANA = Visitor("Ana@North.example ", PASSWORD, address="192.0.2.1", agent="Browser")
WRONG = replace(ANA, password="eight copper kettles")


def after(**time: int) -> Author:
    return replace(NOW, at=AT + timedelta(**time))


@pytest.fixture
def ana(database: Database) -> User:
    """Ana, lead of North Metals."""
    new = NewUser("ana@north.example", Role.PRODUCER_LEAD, "Ana Alvarez", "North Metals")
    return add_user(database, NOW, new, PASSWORD)


@pytest.fixture
def lead(database: Database, ana: User) -> Author:
    """Ana, signed in."""
    return sign_in(database, NOW, ANA)[0].author(AT)


def everything(database: Database) -> str:
    with database.reading() as connection:
        names = ("users", "sessions", "tokens", "invitations", "password_resets", "events")
        found = [connection.execute(select(text("*")).select_from(table(one))) for one in names]
        return "".join(repr(rows.all()) for rows in found)


def test_a_user_belongs_to_the_organisation_that_is_made_for_them(ana: User):
    (membership,) = ana.memberships
    assert membership.role is Role.PRODUCER_LEAD
    assert membership.organisation.name == "North Metals"
    assert membership.organisation.kind is OrganisationKind.PRODUCER


def test_a_second_user_joins_the_same_organisation(database: Database, ana: User):
    new = NewUser("ben@north.example", Role.PRODUCER_MEMBER, organisation="North Metals")

    ben = add_user(database, NOW, new, PASSWORD)

    assert ben.name == "ben"
    assert ben.memberships[0].organisation == ana.memberships[0].organisation


@pytest.mark.parametrize(
    ("new", "refusal"),
    [
        (NewUser("ana@north.example", Role.PROGRAMME_ADMIN), AlreadyThere),
        (NewUser("ana at north", Role.PROGRAMME_ADMIN), NotAnEmail),
        (NewUser("x@y.example", Role.PRODUCER_LEAD), NotAllowed),
        (NewUser("x@y.example", Role.PROGRAMME_ADMIN, organisation="North Metals"), NotAllowed),
    ],
)
def test_a_login_that_cannot_be(
    database: Database, ana: User, new: NewUser, refusal: type[Exception]
):
    with pytest.raises(refusal):
        add_user(database, NOW, new, PASSWORD)


def test_a_weak_password_is_refused_with_all_its_faults(database: Database):
    with pytest.raises(WeakPassword) as refused:
        add_user(database, NOW, NewUser("x@y.example", Role.PROGRAMME_ADMIN), "aaa")

    assert len(refused.value.problems) == 2


def test_signing_in_opens_a_session_for_the_organisation(database: Database, ana: User):
    session, secret = sign_in(database, NOW, ANA)

    found = session_of(database, after(minutes=5), secret)
    assert found is not None
    assert (found.id, found.user.id, found.role) == (session.id, ana.id, Role.PRODUCER_LEAD)
    assert found.organisation == ana.memberships[0].organisation.id
    assert session_of(database, NOW, secret + "x") is None


def test_no_secret_is_stored(database: Database, lead: Author):
    _session, session_secret = sign_in(database, NOW, ANA)
    _token, token_secret = add_token(database, NOW, "ana@north.example", "ci")
    _invitation, link = invite(database, lead, "cy@north.example", Role.PRODUCER_MEMBER)
    offer = offer_reset(database, NOW, "ana@north.example")

    stored = everything(database)

    assert offer
    secrets = (session_secret, token_secret, link, offer.secret)
    assert not [one for one in secrets if one in stored]
    assert PASSWORD not in stored


@pytest.mark.parametrize("visitor", [WRONG, replace(ANA, email="nobody@north.example")])
def test_whoever_cannot_sign_in_is_not_told_why(database: Database, ana: User, visitor: Visitor):
    with pytest.raises(SignInRefused, match=r"^E-mail address or password is wrong\.$"):
        sign_in(database, NOW, visitor)


def test_each_further_try_waits_longer_and_the_right_password_waits_too(
    database: Database, ana: User
):
    for _ in range(3):
        with pytest.raises(SignInRefused):
            sign_in(database, NOW, WRONG)

    with pytest.raises(TooManyTries, match="Wait 1 seconds"):
        sign_in(database, NOW, ANA)
    with pytest.raises(SignInRefused):
        sign_in(database, after(seconds=1), WRONG)
    with pytest.raises(TooManyTries, match="Wait 2 seconds"):
        sign_in(database, after(seconds=1), ANA)
    assert sign_in(database, after(seconds=3), ANA)
    assert sign_in(database, after(seconds=3), ANA)


def test_many_tries_at_once_gain_nothing(database: Database, ana: User):
    def guess(number: int) -> str:
        try:
            sign_in(database, NOW, replace(ANA, password=f"guess number {number}"))
        except (SignInRefused, TooManyTries) as refused:
            return type(refused).__name__
        return "in"

    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(guess, range(8)))

    assert answers == ["SignInRefused"] * 3 + ["TooManyTries"] * 5


def test_one_address_cannot_try_account_after_account(database: Database, ana: User):
    address = "address:" + sha256(b"192.0.2.1").hexdigest()
    with database.write(NOW) as db:
        sessions.count_failure(db, address, 30)

    with pytest.raises(TooManyTries):
        sign_in(database, NOW, ANA)
    assert sign_in(database, NOW, replace(ANA, address="192.0.2.2"))


def test_the_wait_has_a_limit():
    assert [wait_after(n).total_seconds() for n in (2, 3, 4, 8, 100)] == [0, 1, 2, 32, 900]


@pytest.mark.parametrize(
    ("moment", "lives"),
    [
        (after(hours=12), True),
        (after(hours=12, seconds=1), False),
        (after(hours=-3), True),
    ],
)
def test_a_session_ends_when_it_is_not_used_but_not_when_the_clock_is_set_back(
    database: Database, ana: User, moment: Author, lives: bool
):
    _session, secret = sign_in(database, NOW, ANA)

    assert (session_of(database, moment, secret) is not None) is lives


def test_a_session_that_is_used_lives_for_a_week_at_most(database: Database, ana: User):
    _session, secret = sign_in(database, NOW, ANA)

    lives = [session_of(database, after(hours=hours), secret) for hours in range(10, 180, 10)]

    assert [one is not None for one in lives] == [True] * 16 + [False]


def test_signing_out_ends_this_session_only(database: Database, ana: User):
    session, secret = sign_in(database, NOW, ANA)
    _other, other_secret = sign_in(database, NOW, ANA)

    sign_out(database, session.author(AT), session)

    assert session_of(database, NOW, secret) is None
    assert session_of(database, NOW, other_secret) is not None


def test_signing_out_everywhere_ends_all(database: Database, ana: User):
    secrets = [sign_in(database, NOW, ANA)[1] for _ in range(2)]
    session: Session = sign_in(database, NOW, ANA)[0]

    assert sign_out_everywhere(database, session.author(AT)) == 3
    assert [session_of(database, NOW, secret) for secret in secrets] == [None, None]


def test_whoever_loses_their_role_is_signed_out(database: Database, ana: User):
    _session, secret = sign_in(database, NOW, ANA)

    with database.write(NOW) as db:
        users.leave(db, ana.memberships[0].organisation.id, ana.id)

    assert session_of(database, NOW, secret) is None


def test_an_invitation_is_good_for_one_login(database: Database, lead: Author):
    _invitation, link = invite(database, lead, "Cy@North.example", Role.PRODUCER_MEMBER)

    cy = accept_invitation(database, NOW, link, name="Cy Clark", password=PASSWORD)

    assert (cy.email, cy.memberships[0].role) == ("cy@north.example", Role.PRODUCER_MEMBER)
    assert cy.memberships[0].organisation.id == lead.organisation
    with pytest.raises(LinkUseless):
        accept_invitation(database, NOW, link, name="Cy", password=PASSWORD)


def test_an_invitation_expires(database: Database, lead: Author):
    _invitation, link = invite(database, lead, "cy@north.example", Role.PRODUCER_MEMBER)

    with pytest.raises(LinkUseless):
        accept_invitation(database, after(days=7), link, name="Cy", password=PASSWORD)


def test_an_invitation_outlives_a_weak_password(database: Database, lead: Author):
    _invitation, link = invite(database, lead, "cy@north.example", Role.PRODUCER_MEMBER)

    with pytest.raises(WeakPassword):
        accept_invitation(database, NOW, link, name="Cy", password="short")
    accept_invitation(database, NOW, link, name="Cy", password=PASSWORD)


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.PROGRAMME_ADMIN])
def test_nobody_invites_into_a_role_above_their_own(database: Database, lead: Author, role: Role):
    with pytest.raises(NotAllowed):
        invite(database, lead, "cy@north.example", role)


def test_a_member_invites_nobody(database: Database, lead: Author):
    member = replace(lead, role=Role.PRODUCER_MEMBER)

    with pytest.raises(NotAllowed):
        invite(database, member, "cy@north.example", Role.PRODUCER_MEMBER)


def test_a_new_password_by_a_link_ends_all_sessions(database: Database, ana: User):
    _session, secret = sign_in(database, NOW, ANA)
    offer = offer_reset(database, NOW, "ANA@north.example")
    assert offer is not None
    link = offer.secret

    reset_password(database, after(minutes=59), link, "nine copper kettles")

    assert session_of(database, NOW, secret) is None
    assert sign_in(database, NOW, replace(ANA, password="nine copper kettles"))
    with pytest.raises(LinkUseless):
        reset_password(database, after(minutes=59), link, "ten copper kettles")


def test_a_link_to_a_new_password_lasts_an_hour(database: Database, ana: User):
    offer = offer_reset(database, NOW, "ana@north.example")
    assert offer is not None

    with pytest.raises(LinkUseless):
        reset_password(database, after(minutes=60), offer.secret, "nine copper kettles")


def test_nobody_gets_a_link_to_a_login_that_is_not_there(database: Database):
    assert offer_reset(database, NOW, "nobody@north.example") is None


def test_a_token_acts_for_its_user_until_it_is_revoked(database: Database, ana: User):
    token, secret = add_token(database, NOW, "ana@north.example", "ci")

    author = author_with_token(database, NOW, secret)

    assert author is not None
    assert (author.user, author.role) == (ana.id, Role.PRODUCER_LEAD)
    revoke_token(database, author, token.id)
    assert author_with_token(database, NOW, secret) is None
    with database.read() as db:
        assert [one.revoked_at for one in tokens.of_user(db, ana.id)] == [AT]


def test_nobody_revokes_the_token_of_another(database: Database, ana: User, lead: Author):
    token, _secret = add_token(database, NOW, "ana@north.example", "ci")

    with pytest.raises(NotFound):
        revoke_token(database, replace(lead, user="somebody else"), token.id)


def test_there_are_no_tokens_for_nobody(database: Database):
    with pytest.raises(NotFound):
        add_token(database, NOW, "nobody@north.example", "ci")
