"""Whoever saves over somebody else's change is told, and shown what stands there now."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ddtool.domain.assessments import Action, Evidence, OwnRating
from ddtool.domain.criteria import Rating
from ddtool.domain.history import Stored
from ddtool.domain.refusals import Conflict
from ddtool.store import (
    Database,
    Writing,
    actions,
    answers,
    assessments,
    certificates,
    evidence,
    sites,
)
from tests.factories import make_certificate, make_site
from tests.store.makers import ANA, ASSESSMENT, AT, BEN, NORTH, SITE, make_head

LATER = replace(BEN, at=AT.replace(hour=11))
ACTION, DOCUMENT = Action("action", "1", "Train"), Evidence("document", "Permit")
CERTIFICATE = make_certificate(id="certificate", sites=(SITE,))
HOME = make_site(id=SITE, organisation="North Metals")

Change = Callable[[Writing, str, int], Stored[Any]]
CHANGES: dict[str, Change] = {
    "site": lambda db, text, version: sites.change(
        db, NORTH, replace(HOME, name=text), version=version
    ),
    "certificate": lambda db, text, version: certificates.change(
        db, NORTH, replace(CERTIFICATE, note=text), version=version
    ),
    "assessment": lambda db, text, version: assessments.change(
        db, NORTH, make_head(period=text), version=version
    ),
    "rating": lambda db, text, version: answers.save_rating(
        db, NORTH, ASSESSMENT, OwnRating("1", Rating.FULLY_MEETS, text), version=version
    ),
    "action": lambda db, text, version: actions.change(
        db, NORTH, replace(ACTION, title=text), version=version
    ),
    "evidence": lambda db, text, version: evidence.change(
        db, NORTH, replace(DOCUMENT, title=text), version=version
    ),
}


@pytest.fixture
def read_once(filled: Database) -> Database:
    """One of everything, in its first version."""
    with filled.write(ANA) as db:
        certificates.add(db, NORTH, CERTIFICATE)
        answers.save_rating(db, NORTH, ASSESSMENT, OwnRating("1"), version=0)
        actions.add(db, NORTH, ASSESSMENT, ACTION)
        evidence.add(db, NORTH, DOCUMENT)
    return filled


@pytest.mark.parametrize("noun", CHANGES)
def test_the_second_of_two_changes_is_refused_with_the_first(read_once: Database, noun: str):
    with read_once.write(LATER) as db:
        first = CHANGES[noun](db, "Ben's words", 1)

    with pytest.raises(Conflict) as conflict, read_once.write(ANA) as db:
        CHANGES[noun](db, "Ana's words", 1)

    assert (first.version, first.changed_by, first.changed_at) == (2, "Ben Baker", LATER.at)
    assert conflict.value.noun == noun
    assert replace(conflict.value.current, value=None) == replace(first, value=None)


@pytest.mark.parametrize("noun", CHANGES)
def test_whoever_has_read_the_newest_version_may_change_it(read_once: Database, noun: str):
    with read_once.write(LATER) as db:
        CHANGES[noun](db, "Ben's words", 1)

    with read_once.write(ANA) as db:
        assert CHANGES[noun](db, "Ana's words", 2).version == 3


@pytest.mark.parametrize(
    "remove",
    [
        lambda db: certificates.remove(db, NORTH, "certificate", version=7),
        lambda db: actions.remove(db, NORTH, "action", version=7),
        lambda db: evidence.remove(db, NORTH, "document", version=7),
    ],
)
def test_nothing_is_taken_away_in_another_version_than_was_read(
    read_once: Database, remove: Callable[[Writing], None]
):
    with pytest.raises(Conflict), read_once.write(ANA) as db:
        remove(db)
