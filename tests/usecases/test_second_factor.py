from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from ddtool.domain.people import Author, Role, Session, Step
from ddtool.domain.refusals import AlreadyThere, NotFound, ProofWrong, TooManyTries
from ddtool.store import Database
from ddtool.usecases.accounts import NewUser, add_user
from ddtool.usecases.operators import reset_second_factor
from ddtool.usecases.own_account import read_own_account
from ddtool.usecases.second_factor import (
    Proved,
    begin_enrolment,
    begun_enrolment,
    confirm_session,
    finish_enrolment,
    renew_recovery_codes,
    switch_off,
)
from ddtool.usecases.sign_in import Visitor, session_of, sign_in

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PASSWORD = "seven copper kettles"
ANA = Visitor("ana@north.example", PASSWORD)


def now(**later: int) -> Author:
    return Author("nobody yet", None, AT + timedelta(**later))


@pytest.fixture
def session(database: Database) -> Session:
    """Ana, lead of North Metals, signed in."""
    new = NewUser("ana@north.example", Role.PRODUCER_LEAD, "Ana Alvarez", "North Metals")
    add_user(database, now(), new, PASSWORD)
    return sign_in(database, now(), ANA)[0]


@pytest.fixture
def author(session: Session) -> Author:
    return session.author(AT)


@pytest.fixture
def secret(database: Database, author: Author) -> str:
    """What Ana's app makes its codes of."""
    return begin_enrolment(database, author).secret


@pytest.fixture
def proved(database: Database, author: Author, session: Session, secret: str) -> Proved:
    """Ana's second factor counts since 9:00."""
    return finish_enrolment(database, author, session, code_at(secret))


def code_at(secret: str, **later: int) -> str:
    return pyotp.TOTP(secret).at(AT + timedelta(**later))


def wrong(secret: str) -> str:
    return f"{(int(code_at(secret)) + 1) % 1_000_000:06}"


def test_an_app_reads_secret_and_address_from_the_qr_code(database: Database, author: Author):
    enrolment = begin_enrolment(database, author)

    assert enrolment.uri == (
        f"otpauth://totp/ddtool:ana%40north.example?secret={enrolment.secret}&issuer=ddtool"
    )
    assert len(enrolment.secret) == 32


def test_beginning_again_gives_the_same_secret(database: Database, author: Author, secret: str):
    assert begin_enrolment(database, author).secret == secret
    assert begun_enrolment(database, author) == begin_enrolment(database, author)


def test_it_does_not_count_until_a_code_has_proved_it(
    database: Database, author: Author, secret: str
):
    session, _secret = sign_in(database, now(), ANA)

    assert session.next_step is None


def test_a_wrong_first_code_proves_nothing(
    database: Database, author: Author, session: Session, secret: str
):
    with pytest.raises(ProofWrong):
        finish_enrolment(database, author, session, wrong(secret))

    assert sign_in(database, now(), ANA)[0].next_step is None


def test_who_has_proved_it_goes_on_under_a_new_secret(database: Database, proved: Proved):
    found = session_of(database, now(), proved.session_secret)

    assert found is not None
    assert (found.confirmed_at, found.next_step) == (AT, None)
    assert len(set(proved.recovery_codes)) == 10


def test_a_session_is_good_for_nothing_else_until_the_code_is_given(
    database: Database, secret: str, proved: Proved
):
    session, old = sign_in(database, now(minutes=1), ANA)
    assert session.next_step is Step.CODE

    new = confirm_session(
        database, session.author(AT + timedelta(minutes=1)), session, code_at(secret, minutes=1)
    )

    assert session_of(database, now(minutes=1), old) is None
    found = session_of(database, now(minutes=1), new)
    assert found is not None
    assert found.next_step is None


def test_a_session_does_not_wait_long_for_its_code(database: Database, proved: Proved):
    _session, secret = sign_in(database, now(), ANA)

    lives = [session_of(database, now(minutes=minutes), secret) for minutes in (15, 16)]

    assert [one is not None for one in lives] == [True, False]


def test_a_code_is_good_once(database: Database, secret: str, proved: Proved, session: Session):
    with pytest.raises(ProofWrong):
        confirm_session(database, session.author(AT), session, code_at(secret))


@pytest.mark.parametrize(("seconds", "fits"), [(30, True), (90, False), (-60, False)])
def test_a_phone_may_be_one_step_fast_or_slow(
    database: Database, secret: str, proved: Proved, session: Session, seconds: int, fits: bool
):
    code = code_at(secret, seconds=seconds)

    taken = not _is_wrong(database, session, f" {code[:3]} {code[3:]}")

    assert taken is fits


def test_wrong_codes_wait_longer_each_time_and_so_does_the_right_one(
    database: Database, secret: str, proved: Proved, session: Session
):
    for _ in range(3):
        assert _is_wrong(database, session, "000000")

    with pytest.raises(TooManyTries, match="Wait 1 seconds"):
        confirm_session(database, session.author(AT), session, code_at(secret, seconds=30))


@pytest.mark.parametrize("shape", [str, str.upper, lambda code: code.replace("-", " ")])
def test_a_recovery_code_is_good_once_however_it_is_typed(
    database: Database, proved: Proved, session: Session, shape
):
    code = shape(proved.recovery_codes[3])

    assert not _is_wrong(database, session, code)
    assert _is_wrong(database, session, code)
    assert read_own_account(database, session.author(AT)).recovery_codes_left == 9


def test_a_second_phone_needs_the_first_switched_off(
    database: Database, author: Author, proved: Proved
):
    with pytest.raises(AlreadyThere):
        begin_enrolment(database, author)


@pytest.mark.parametrize("with_password", [True, False])
def test_it_is_switched_off_with_the_password_or_a_code(
    database: Database, author: Author, secret: str, proved: Proved, with_password: bool
):
    switch_off(database, author, PASSWORD if with_password else code_at(secret, seconds=30))

    assert sign_in(database, now(), ANA)[0].next_step is None
    assert read_own_account(database, author).recovery_codes_left == 0


def test_it_is_not_switched_off_with_anything_else(
    database: Database, author: Author, proved: Proved
):
    with pytest.raises(ProofWrong):
        switch_off(database, author, "000000")

    assert sign_in(database, now(), ANA)[0].next_step is Step.CODE


def test_new_recovery_codes_replace_the_old_ones(
    database: Database, author: Author, session: Session, proved: Proved
):
    new = renew_recovery_codes(database, author, PASSWORD)

    assert _is_wrong(database, session, proved.recovery_codes[0])
    assert not _is_wrong(database, session, new[0])


@pytest.mark.parametrize("deed", [switch_off, renew_recovery_codes])
def test_there_is_nothing_to_change_without_one(database: Database, author: Author, deed):
    with pytest.raises(NotFound):
        deed(database, author, PASSWORD)


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.PROGRAMME_ADMIN])
def test_assessors_and_admins_have_to_set_one_up_first(database: Database, role: Role):
    organisation = "Assessors" if role is Role.ASSESSOR else ""
    new = NewUser("bo@firm.example", role, organisation=organisation)
    add_user(database, now(), new, PASSWORD)

    session, _secret = sign_in(database, now(), replace(ANA, email="bo@firm.example"))

    assert session.next_step is Step.ENROL


def test_whoever_runs_the_machine_helps_a_lost_phone(database: Database, proved: Proved):
    reset_second_factor(database, now(), "ana@north.example")

    assert session_of(database, now(), proved.session_secret) is None
    assert sign_in(database, now(), ANA)[0].next_step is None


def _is_wrong(database: Database, session: Session, code: str) -> bool:
    try:
        confirm_session(database, session.author(AT), session, code)
    except ProofWrong:
        return True
    return False
