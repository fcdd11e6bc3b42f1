"""What is let go once in a while, and what stays."""

from dataclasses import replace
from datetime import timedelta

from ddtool.store import Database, sessions
from ddtool.usecases.tidying import let_old_go
from tests.store.makers import ANA


def test_failed_tries_of_days_ago_are_forgotten(database: Database):
    with database.write(ANA) as db:
        sessions.count_failure(db, "address:192.0.2.1", 5)
    with database.write(replace(ANA, at=ANA.at + timedelta(hours=23))) as db:
        sessions.count_failure(db, "account:ana", 2)

    let_old_go(database, replace(ANA, at=ANA.at + timedelta(hours=25)))

    with database.read() as db:
        assert sessions.failures(db, "address:192.0.2.1") is None
        assert sessions.failures(db, "account:ana") is not None
