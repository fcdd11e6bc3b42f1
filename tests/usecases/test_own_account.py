from datetime import UTC, datetime, timedelta

import pytest

from ddtool.domain.people import Author, Role, Session
from ddtool.domain.refusals import NotFound, ProofWrong, TooManyTries, WeakPassword
from ddtool.store import Database
from ddtool.usecases.accounts import NewUser, add_user, invite, revoke_token
from ddtool.usecases.operators import allow_sign_in, list_users, set_password
from ddtool.usecases.own_account import (
    OwnDetails,
    act_for,
    add_own_token,
    change_own_details,
    change_own_password,
    end_other_sessions,
    end_own_session,
    read_own_account,
)
from ddtool.usecases.people import join
from ddtool.usecases.sign_in import (
    SignInRefused,
    Visitor,
    author_with_token,
    session_of,
    sign_in,
)

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NOW = Author("nobody yet", None, AT)
PASSWORD, NEW_PASSWORD = "seven copper kettles", "nine copper kettles"
ANA = Visitor("ana@north.example", PASSWORD, "192.0.2.1", "Browser")


@pytest.fixture
def here(database: Database) -> tuple[Session, str]:
    """The browser in which Ana, lead of North Metals, does all this."""
    new = NewUser("ana@north.example", Role.PRODUCER_LEAD, "Ana Alvarez", "North Metals")
    add_user(database, NOW, new, PASSWORD)
    return sign_in(database, NOW, ANA)


@pytest.fixture
def session(here: tuple[Session, str]) -> Session:
    return here[0]


@pytest.fixture
def ana(session: Session) -> Author:
    return session.author(AT)


def test_name_language_and_theme_hold_from_the_next_page_on(
    database: Database, ana: Author, here: tuple[Session, str]
):
    change_own_details(database, ana, OwnDetails("Ana A.", "es", "dark"))

    found = session_of(database, NOW, here[1])
    assert found is not None
    assert (found.user.name, found.user.language, found.user.theme) == ("Ana A.", "es", "dark")


def test_a_theme_that_is_none_is_refused(database: Database, ana: Author):
    with pytest.raises(NotFound):
        change_own_details(database, ana, OwnDetails("Ana", theme="pink"))


def test_a_new_password_ends_all_other_sessions_and_renews_this_one(
    database: Database, ana: Author, here: tuple[Session, str]
):
    _other, elsewhere = sign_in(database, NOW, ANA)

    secret = change_own_password(database, ana, here[0], old=PASSWORD, new=NEW_PASSWORD)

    assert [session_of(database, NOW, one) for one in (here[1], elsewhere)] == [None, None]
    assert session_of(database, NOW, secret) is not None
    with pytest.raises(SignInRefused):
        sign_in(database, NOW, ANA)


def test_a_new_password_needs_the_old_one(database: Database, ana: Author, session: Session):
    for _ in range(3):
        with pytest.raises(ProofWrong):
            change_own_password(database, ana, session, old=NEW_PASSWORD, new=NEW_PASSWORD)

    with pytest.raises(TooManyTries):
        change_own_password(database, ana, session, old=PASSWORD, new=NEW_PASSWORD)


def test_a_new_password_must_not_be_weak(database: Database, ana: Author, session: Session):
    with pytest.raises(WeakPassword):
        change_own_password(database, ana, session, old=PASSWORD, new="ana alvarez")


def test_own_browsers_are_listed_the_one_used_last_first(
    database: Database, ana: Author, session: Session
):
    later = Author("", None, AT + timedelta(hours=1))
    other, _secret = sign_in(database, later, Visitor(ANA.email, PASSWORD, "192.0.2.9", "Phone"))

    listed = read_own_account(database, ana).sessions

    assert [one.id for one in listed] == [other.id, session.id]
    assert (listed[0].agent, listed[0].address, listed[0].seen_at) == (
        "Phone",
        "192.0.2.9",
        later.at,
    )


def test_one_other_browser_or_all_of_them_are_signed_out(
    database: Database, ana: Author, here: tuple[Session, str]
):
    others = [sign_in(database, NOW, ANA) for _ in range(3)]

    end_own_session(database, ana, others[0][0].id)

    assert end_other_sessions(database, ana, here[0]) == 2
    assert [session_of(database, NOW, secret) for _session, secret in others] == [None] * 3
    assert session_of(database, NOW, here[1]) is not None


def test_nobody_ends_the_session_of_another(database: Database, ana: Author):
    new = NewUser("ben@north.example", Role.PRODUCER_MEMBER, organisation="North Metals")
    add_user(database, NOW, new, PASSWORD)
    other, _secret = sign_in(database, NOW, Visitor("ben@north.example", PASSWORD))

    with pytest.raises(NotFound):
        end_own_session(database, ana, other.id)


def test_own_tokens_are_made_listed_and_revoked(database: Database, ana: Author):
    token, secret = add_own_token(database, ana, "ci")
    assert [one.name for one in read_own_account(database, ana).tokens] == ["ci"]
    assert author_with_token(database, NOW, secret) is not None

    revoke_token(database, ana, token.id)

    assert read_own_account(database, ana).tokens == ()
    assert author_with_token(database, NOW, secret) is None


def test_somebody_of_two_organisations_chooses_for_which_they_act(
    database: Database, ana: Author, here: tuple[Session, str]
):
    add_user(database, NOW, NewUser("sue@s.example", Role.PRODUCER_LEAD, "", "South"), PASSWORD)
    sue = sign_in(database, NOW, Visitor("sue@s.example", PASSWORD))[0].author(AT)
    south = join(database, ana, invite(database, sue, ANA.email, Role.PRODUCER_MEMBER)[1])

    act_for(database, ana, here[0], south.id)

    found = session_of(database, NOW, here[1])
    assert found is not None
    assert (found.organisation, found.role) == (south.id, Role.PRODUCER_MEMBER)


def test_nobody_acts_for_an_organisation_they_do_not_belong_to(
    database: Database, ana: Author, session: Session
):
    new = NewUser("sue@south.example", Role.PRODUCER_LEAD, "Sue", "South Metals")
    south = add_user(database, NOW, new, PASSWORD).memberships[0].organisation

    with pytest.raises(NotFound):
        act_for(database, ana, session, south.id)
    with pytest.raises(NotFound):
        act_for(database, ana, session, None)


def test_whoever_was_deactivated_is_out_until_they_are_let_in_again(
    database: Database, here: tuple[Session, str]
):
    allow_sign_in(database, NOW, " ANA@north.example", allowed=False)

    assert session_of(database, NOW, here[1]) is None
    with pytest.raises(SignInRefused):
        sign_in(database, NOW, ANA)
    allow_sign_in(database, NOW, "ana@north.example", allowed=True)
    assert sign_in(database, NOW, ANA)


def test_whoever_runs_the_machine_sets_a_password(database: Database, here: tuple[Session, str]):
    set_password(database, NOW, "ana@north.example", NEW_PASSWORD)

    assert session_of(database, NOW, here[1]) is None
    assert sign_in(database, NOW, Visitor(ANA.email, NEW_PASSWORD))


def test_whoever_runs_the_machine_sees_everybody_and_their_organisations(
    database: Database, session: Session
):
    (ana,) = list_users(database, NOW)

    assert (ana.email, ana.memberships[0].organisation.name) == (
        "ana@north.example",
        "North Metals",
    )
