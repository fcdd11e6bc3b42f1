import pytest

from ddtool.passwords import (
    hash_password,
    is_outdated,
    new_secret,
    password_faults,
    password_fits,
    secret_hash,
)

GOOD = "seven copper kettles"
LENGTH = "Take 12 to 128 characters; a short sentence is a good one."
COMMON = "This is one of the passwords that are tried first; take another."


def test_a_short_sentence_is_a_good_password():
    assert password_faults(GOOD, email="ana@north.example", name="Ana Alvarez") == ()


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("Kettle 7 tin", None),
        ("Kettle 7 ti", LENGTH),
        ("k" * 100 + "opper!" * 5, LENGTH),
        ("aaaaaaaaabbbbb", "Take at least 6 different characters."),
        ("Password12345!", COMMON),
        ("letmeinplease", COMMON),
        ("123456789012", COMMON),
        ("kettles!kettles!", COMMON),
        ("alvarez and kettles", "Do not put your name or e-mail address into it."),
        ("smelter-lead at home", "Do not put your name or e-mail address into it."),
    ],
)
def test_what_is_wrong_with_a_password(password: str, fault: str | None):
    faults = password_faults(password, email="smelter-lead@north.example", name="Ana Alvarez")

    assert faults == (() if fault is None else (fault,))


def test_only_the_right_password_fits():
    kept = hash_password(GOOD)

    assert kept.startswith("$argon2id$")
    assert password_fits(GOOD, kept)
    assert not password_fits(GOOD + " ", kept)
    assert not is_outdated(kept)


def test_the_same_letters_from_another_keyboard_fit():
    assert password_fits("Füßgänger sind", hash_password("Fu\u0308ßga\u0308nger sind"))


@pytest.mark.parametrize("kept", ["", "no hash at all"])
def test_nothing_fits_where_nothing_is_kept(kept: str):
    assert not password_fits(GOOD, kept)
    assert not password_fits("half \ud800 a character", kept)


def test_secrets_are_long_and_never_the_same():
    assert len(new_secret()) == 43
    assert new_secret() != new_secret()


def test_of_a_secret_only_its_hash_is_kept():
    expected = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b"
    assert secret_hash("secret") == expected
