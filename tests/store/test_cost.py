"""Saving one answer costs the same, however much is in the database."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from ddtool.domain.assessment_heads import Carried, CarriedAnswer
from ddtool.domain.assessments import Answer, AnswerCode, OwnRating
from ddtool.store import Database, answers, loading
from tests.store.makers import ANA, ASSESSMENT, NORTH

MOST_TO_SAVE = 8
MOST_TO_LOAD = 13


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Every statement that goes to the database, BEGIN included."""
    said: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        said.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield said
    event.remove(database.engine, "before_cursor_execute", note)


@pytest.fixture
def crowded(filled: Database) -> Database:
    """5,000 answers are there already."""
    many = [CarriedAnswer(Answer(f"{n}.a", AnswerCode.MET), Carried.SAME) for n in range(5000)]
    with filled.write(ANA) as db:
        answers.carry(db, NORTH, ASSESSMENT, many)
    return filled


def cost_of_saving(database: Database, *, version: int) -> int:
    if version:
        with database.write(ANA) as db:
            answers.save_answer(db, NORTH, ASSESSMENT, Answer("x.a"), version=0)
    with statements(database) as said, database.write(ANA) as db:
        answer = Answer("x.a", AnswerCode.PARTLY_MET, "Half of it")
        answers.save_answer(db, NORTH, ASSESSMENT, answer, version=version)
    return len(said)


@pytest.mark.parametrize("version", [0, 1])
def test_saving_one_answer_takes_few_statements(filled: Database, version: int):
    assert 0 < cost_of_saving(filled, version=version) <= MOST_TO_SAVE


@pytest.mark.parametrize("version", [0, 1])
def test_it_takes_no_more_among_many_answers(crowded: Database, version: int):
    assert 0 < cost_of_saving(crowded, version=version) <= MOST_TO_SAVE


def test_saving_a_rating_takes_few_statements(crowded: Database):
    with statements(crowded) as said, crowded.write(ANA) as db:
        answers.save_rating(db, NORTH, ASSESSMENT, OwnRating("17"), version=0)

    assert 0 < len(said) <= MOST_TO_SAVE


def test_a_whole_assessment_takes_few_statements(crowded: Database):
    with statements(crowded) as said, crowded.read() as db:
        loaded = loading.load(db, NORTH, ASSESSMENT)

    assert len(loaded.assessment.answers) == 5000
    assert 0 < len(said) <= MOST_TO_LOAD
