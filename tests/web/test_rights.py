"""Role, organisation and method on every address: nobody gets where they do not belong."""

import hashlib

import pytest
from flask import Flask

from ddtool.domain.people import RIGHTS, Right, Role
from tests.web.browser import Browser, Page
from tests.web.people import ILSE, RAVI
from tests.web.routes import Route, routes
from tests.web.statements import statements

_WRITING = ("INSERT", "UPDATE", "DELETE")
# What follows from everything else, and is only kept so that it need not be worked out again.
_WORKED_OUT = ("portfolio_results", "portfolio_stale", "portfolio_seen")


def ask(browser: Browser, method: str, address: str) -> Page:
    return browser.get(address) if method == "GET" else browser.post(address)


def confirmed(app: Flask, email: str) -> Browser:
    """Somebody whose role asks for a second factor, who has given it."""
    browser = Browser(app)
    browser.arrive(email)
    return browser


def test_whoever_is_not_signed_in_reaches_nothing_that_is_not_public(
    app: Flask, ana: Browser, anybody: Browser
):
    closed = [one for one in routes(app, ana) if not one.public]
    anybody.get("/sign-in")

    for one in closed:
        answer = ask(anybody, one.method, one.own).answer
        assert answer.status_code == 302, one
        assert answer.headers["Location"].startswith("/sign-in"), one


def test_a_competitor_finds_nothing_and_cannot_tell_it_from_what_never_was(
    app: Flask, ana: Browser, sue: Browser
):
    named = [one for one in routes(app, ana) if one.names_something]
    rights = RIGHTS[Role.PRODUCER_LEAD]
    sue.get("/account")

    for one in named:
        theirs = ask(sue, one.method, one.own)
        nobodys = ask(sue, one.method, one.unknown)
        expected = 404 if one.right is None or one.right in rights else 403
        assert (theirs.status, nobodys.status) == (expected, expected), one
        assert theirs.text == nobodys.text, one
    assert len(named) > 30


def test_a_member_does_what_members_may_and_nothing_else(app: Flask, ana: Browser, ben: Browser):
    rights = RIGHTS[Role.PRODUCER_MEMBER]
    ben.get("/account")

    for one in _last_the_final_ones(routes(app, ana)):
        if one.right is not None:
            is_refused = ask(ben, one.method, one.own).status == 403
            assert is_refused is (one.right not in rights), one


@pytest.mark.parametrize(("email", "role"), [(RAVI, Role.ASSESSOR), (ILSE, Role.PROGRAMME_ADMIN)])
def test_assessors_and_admins_see_nothing_of_producers_that_was_not_given_to_them(
    app: Flask, ana: Browser, email: str, role: Role
):
    browser = confirmed(app, email)
    browser.get("/account")

    for one in routes(app, ana):
        if one.right is not None:
            page = ask(browser, one.method, one.own)
            if one.right not in RIGHTS[role]:
                assert page.status == 403, one
            elif one.names_something and one.right is not Right.ADMINISTER:
                assert page.status == 404, one
            if one.right is not Right.ADMINISTER:
                assert "North Metals" not in page.answer.text, one


def test_before_the_second_factor_no_role_reaches_anything(app: Flask, ana: Browser):
    browser = Browser(app)
    browser.sign_in(RAVI)
    browser.get("/second-factor")
    open_to_all = ("/second-factor", "/second-factor/begin", "/sign-out")

    for one in routes(app, ana):
        if not one.public and one.rule not in open_to_all:
            answer = ask(browser, one.method, one.own).answer
            assert answer.status_code == 302, one
            assert answer.headers["Location"].startswith("/second-factor"), one


def test_looking_changes_nothing(app: Flask, ana: Browser):
    looked_at = [one for one in routes(app, ana) if one.method == "GET"]
    with statements(app.extensions["ddtool"].database) as said:
        for one in looked_at:
            # The browser of the tests looks at each page: none shows an id of the database.
            page = ana.get(one.own)
            assert page.status in (200, 302, 403, 404, 409, 422), (one, page.status)

    written = [one for one in said if one.lstrip().upper().startswith(_WRITING)]
    assert [one for one in written if not any(table in one for table in _WORKED_OUT)] == []
    assert len(looked_at) > 30


def test_no_form_is_taken_without_its_token(app: Flask, ana: Browser):
    posted = [one for one in routes(app, ana) if one.method not in ("GET", "HEAD", "OPTIONS")]
    before = _everything(app)

    for one in posted:
        answer = ana.client.open(one.own, method=one.method, data={"name": "x"})
        answer.close()
        is_hers = one.right is None or one.right in RIGHTS[Role.PRODUCER_LEAD]
        assert answer.status_code == (400 if is_hers else 403), one

    assert _everything(app) == before


def _last_the_final_ones(found: list[Route]) -> list[Route]:
    """What removes, submits or ends comes last, so that the others still find their things."""
    final = ("remove", "submission", "end", "discard", "stop", "withdraw")
    return sorted(found, key=lambda one: any(word in one.rule for word in final))


def _everything(app: Flask) -> str:
    with app.extensions["ddtool"].database.reading() as connection:
        raw = connection.connection.driver_connection
        return hashlib.sha256("\n".join(raw.iterdump()).encode()).hexdigest()
