"""A request under a key is stored with what it does, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ddtool.domain.keyed_requests import AskedAlready, KeptAnswer, KeyedRequest
from ddtool.domain.people import Author, Role, User
from ddtool.store import Database, keyed_requests, sites, users
from tests.factories import make_site
from tests.store.makers import ANA, NORTH, fill

USER = "e1000000-0000-4000-8000-000000000001"
NEW_SITE = "a1000000-0000-4000-8000-000000000001"
REQUEST = KeyedRequest(USER, "k-1", "0" * 64, "first try")


@pytest.fixture
def author(database: Database) -> Author:
    """Ana, with a login of her own."""
    fill(database)
    with database.write(ANA) as db:
        users.add(db, User(USER, "ana@north.example", "Ana Alvarez"), "no password")
    return replace(ANA, user=USER, role=Role.PRODUCER_LEAD)


def record(database: Database, author: Author, request: KeyedRequest, id: str = NEW_SITE) -> None:
    with database.asked_by(request).write(author) as db:
        sites.add(db, NORTH, make_site(id=id))


def kept(database: Database, key: str = "k-1") -> KeptAnswer | None:
    with database.read() as db:
        return keyed_requests.find(db, USER, key)


def count(database: Database) -> int:
    with database.read() as db:
        return len(sites.listed(db, NORTH))


def test_what_was_made_is_known_before_the_answer_is(database: Database, author: Author):
    record(database, author, REQUEST)

    assert kept(database) == KeptAnswer("0" * 64, 0, attempt="first try", made=NEW_SITE)


def test_another_try_of_the_same_request_stores_nothing(database: Database, author: Author):
    record(database, author, REQUEST)
    before = count(database)

    with pytest.raises(AskedAlready):
        record(database, author, replace(REQUEST, attempt="second try"), id=USER)

    assert count(database) == before


def test_one_try_may_write_in_several_steps(database: Database, author: Author):
    record(database, author, REQUEST)

    record(database, author, REQUEST, id=USER)

    assert count(database) == 3


def test_what_failed_leaves_no_key_behind(database: Database, author: Author):
    with pytest.raises(ZeroDivisionError), database.asked_by(REQUEST).write(author):
        _ = 1 / 0

    assert kept(database) is None


def test_an_answer_is_kept_as_it_was_given(database: Database, author: Author):
    record(database, author, REQUEST)
    with database.write(author) as db:
        answer = KeptAnswer("0" * 64, 201, "/api/v1/sites/x", '{"name": "Küste"}')
        keyed_requests.keep_answer(db, REQUEST, answer)

    assert kept(database) == answer


def test_old_keys_are_forgotten(database: Database, author: Author):
    record(database, author, REQUEST)
    later = replace(author, at=author.at + timedelta(days=3))

    record(database, later, replace(REQUEST, key="k-2"), id=USER)

    assert kept(database) is None
    assert kept(database, "k-2") is not None
