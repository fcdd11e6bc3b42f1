"""Every finding of a gate has words: what was asked, what was found, what helps."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ddtool.coverage_requests import read_requests
from ddtool.domain.coverage import Question, decide
from ddtool.domain.gate_trace import GATES, Passing, Trace, trace_gates
from ddtool.domain.reasons import Code, Kind, Reason
from ddtool.packs import Library
from ddtool.reports.content import Voice
from ddtool.reports.content.gate_facts import GateFacts, gate_said
from ddtool.wording.gates import GATE_QUESTIONS, GATE_TITLES, can_be_mended, remedy

ROOT = Path(__file__).parents[2]
CASES = (ROOT / "tests" / "cases" / "equivalency-cases.json").read_bytes()

ABOUT_THE_RATING = {Code.SELF_RATED_LOWER, Code.SELF_RATED_HIGHER, Code.ADVERSE_SIGNAL}


@pytest.fixture(scope="module")
def questions() -> tuple[Question, ...]:
    scales = Library((ROOT / "criteria",)).standards().scales
    return tuple(read_requests(CASES, scales).questions)


def test_all_gates_have_titles_and_questions_in_the_order_of_the_rules():
    assert tuple(GATE_TITLES) == GATES
    assert tuple(GATE_QUESTIONS) == GATES


@pytest.mark.parametrize("code", sorted(set(Code) - ABOUT_THE_RATING))
def test_every_finding_has_something_that_helps(code: Code):
    assert remedy(Reason(code, "G3", Kind.REJECTS)).endswith(".")


def test_what_only_the_programme_can_change_is_not_laid_on_the_producer():
    hint = Reason(Code.CELL_NOT_PUBLISHED, "cell", Kind.SUGGESTS)
    expired = Reason(Code.EXPIRED, "G3", Kind.REJECTS)

    assert not can_be_mended(hint)
    assert can_be_mended(expired)


def test_a_standard_that_the_matrix_does_not_know_is_told_as_that():
    reason = Reason(Code.EDITION_NOT_RECOGNISED, "cell", Kind.REJECTS)

    assert remedy(reason).startswith("The matrix knows nothing of this standard")


def test_every_gate_of_the_worked_cases_says_what_was_found(questions: tuple[Question, ...]):
    traced = [one for question in questions for one in _traces(question)]

    assert len(traced) > len(questions) / 2
    for trace, facts, without_cell in traced:
        said = [gate_said(facts, step, without_cell=without_cell) for step in trace.steps]
        assert len(said) == len(GATES)
        for gate, step in zip(said, trace.steps, strict=True):
            assert gate.asked.endswith("?")
            assert all(text and "{" not in text for text in gate.found), gate
            assert bool(step.reasons) == (step.passing not in (Passing.PASSED, Passing.NOT_ASKED))


def test_no_finding_is_lost_between_the_gates_and_the_page(questions: tuple[Question, ...]):
    for question in questions:
        found = [set(one.ruling.reasons) for one in decide(question).verdicts]
        told = [set(trace.reasons) for trace, *_ in _traces(question)]
        assert told == found


def _traces(question: Question) -> Iterator[tuple[Trace, GateFacts, bool]]:
    held = {one.id: one for one in question.certificates}
    for verdict in decide(question).verdicts:
        certificate, place, on = held[verdict.certificate], question.place, question.on
        facts = GateFacts(Voice(), certificate, place, on)
        if verdict.cell is not None:
            facts = GateFacts(Voice(), certificate, place, on, verdict.cell.conditions)
        yield trace_gates(verdict, certificate, place, on=on), facts, verdict.cell is None
