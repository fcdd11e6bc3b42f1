"""How much a request may bring, where it may come from, and what it may hold."""

from pathlib import Path

import pytest

from ddtool.settings import read_settings
from ddtool.web import create_app
from ddtool.web.secret_key import SecretKeyWeak
from tests.web.browser import Browser
from tests.web.people import AT


def test_a_form_of_more_than_a_mebibyte_is_refused(anybody: Browser):
    page = anybody.post("/sign-in", {"email": "a" * (1 << 20), "password": "x"})

    assert page.status == 413
    assert "This is too large" in page.text


def test_a_form_of_very_many_fields_is_refused(anybody: Browser):
    page = anybody.post("/sign-in", {f"f{number}": "" for number in range(1001)})

    assert page.status == 413


def test_characters_that_nobody_sees_are_left_out(anybody: Browser):
    page = anybody.post("/sign-in", {"email": "a\x00\x1b\ufdd0b@north.example", "password": "x"})

    assert page.form["email"] == "ab@north.example"


@pytest.mark.parametrize("path", ["/sites/%00", "/sites/%ff", "/%2e%2e/%2e%2e/etc/passwd", "/a\\b"])
def test_addresses_that_nobody_can_mean_are_not_found(anybody: Browser, path: str):
    assert anybody.get(path).status in (302, 404)


def test_only_the_hosts_of_the_settings_are_answered(tmp_path: Path):
    settings = read_settings(
        {"DDTOOL_INSTANCE": str(tmp_path / "one"), "DDTOOL_TRUSTED_HOSTS": "ddtool.example"}
    )
    app = create_app(settings, lambda: AT)
    client = app.test_client()

    trusted = client.get("/sign-in", base_url="http://ddtool.example")
    foreign = client.get("/sign-in", base_url="http://evil.example")

    assert (trusted.status_code, foreign.status_code) == (200, 400)
    app.extensions["ddtool"].database.close()


@pytest.mark.parametrize("key", ["dev", "x" * 64, "abababab" * 8])
def test_a_secret_key_that_can_be_guessed_is_refused(tmp_path: Path, key: str):
    settings = read_settings({"DDTOOL_INSTANCE": str(tmp_path), "DDTOOL_SECRET_KEY": key})

    with pytest.raises(SecretKeyWeak, match="set DDTOOL_SECRET_KEY to at least 32"):
        create_app(settings)


def test_the_secret_key_is_made_once_and_for_the_owner_alone(tmp_path: Path):
    settings = read_settings({"DDTOOL_INSTANCE": str(tmp_path / "one")})

    first, second = create_app(settings), create_app(settings)

    assert first.secret_key == second.secret_key
    assert (tmp_path / "one" / "secret_key").stat().st_mode & 0o777 == 0o600
    for app in (first, second):
        app.extensions["ddtool"].database.close()
