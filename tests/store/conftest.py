import pytest

from ddtool.store import Database
from tests.store.makers import fill


@pytest.fixture
def filled(database: Database) -> Database:
    """A database with two organisations, each with a site and an assessment."""
    fill(database)
    return database
