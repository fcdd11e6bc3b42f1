"""What an assessment must say before it is handed in."""

from datetime import date

import pytest

from ddtool.domain.analysis import Grounds, analyse
from ddtool.domain.applicability import AppliesWhen, Condition, ConditionKind
from ddtool.domain.assessments import (
    Answer,
    AnswerCode,
    Assessment,
    Determination,
    Evidence,
    OwnRating,
)
from ddtool.domain.criteria import Rating
from ddtool.domain.gaps import Contradiction, Gap
from ddtool.domain.lines import rated_beyond_answers
from ddtool.domain.readiness import (
    Lacking,
    closed_by_own_word,
    must_be_said,
    worth_a_look,
)
from tests.factories import (
    make_assessment,
    make_criteria_set,
    make_criterion,
    make_matrix,
    make_rating,
    make_requirement,
    make_site,
    make_standards,
)

MET = (Answer("17.a", AnswerCode.MET), Answer("17.b", AnswerCode.MET))


def missing(assessment: Assessment, criteria_set=None) -> list[tuple[Lacking, tuple[str, ...]]]:
    found = must_be_said(assessment, criteria_set or make_criteria_set())
    return [(one.kind, one.requirements) for one in found]


def analysed(assessment: Assessment):
    grounds = Grounds(make_criteria_set(), make_matrix(), make_standards())
    return analyse(assessment, grounds, as_of=date(2026, 6, 1))


def doubts(assessment: Assessment):
    return worth_a_look(analysed(assessment))


def test_an_empty_assessment_lacks_answers_and_ratings():
    assert missing(make_assessment()) == [
        (Lacking.UNANSWERED, ("17.a", "17.b")),
        (Lacking.UNRATED, ()),
    ]


def test_a_complete_one_lacks_nothing():
    assert missing(make_assessment(answers=MET, ratings=(make_rating(),))) == []


@pytest.mark.parametrize(
    ("code", "note", "lacks"),
    [
        (AnswerCode.PARTLY_MET, "", [(Lacking.PART_NOT_SAID, ("17.b",))]),
        (AnswerCode.PARTLY_MET, " \n", [(Lacking.PART_NOT_SAID, ("17.b",))]),
        (AnswerCode.PARTLY_MET, "The night shift", []),
        (AnswerCode.NOT_APPLICABLE, "", [(Lacking.REASON_NOT_GIVEN, ("17.b",))]),
        (AnswerCode.NOT_APPLICABLE, "No night shift", []),
        (AnswerCode.NOT_MET, "", []),
    ],
)
def test_some_answers_need_a_note(
    code: AnswerCode, note: str, lacks: list[tuple[Lacking, tuple[str, ...]]]
):
    answers = (MET[0], Answer("17.b", code, note))

    assert missing(make_assessment(answers=answers, ratings=(make_rating(),))) == lacks


def test_a_criterion_set_aside_needs_its_reason_and_no_answers():
    set_aside = OwnRating("17", Rating.NOT_APPLICABLE)
    explained = OwnRating("17", Rating.NOT_APPLICABLE, "No such work here")

    assert missing(make_assessment(ratings=(set_aside,))) == [
        (Lacking.SET_ASIDE_WITHOUT_REASON, ())
    ]
    assert missing(make_assessment(ratings=(explained,))) == []


@pytest.mark.parametrize(("housing", "lacks"), [(False, 0), (None, 1), (True, 1)])
def test_what_the_site_facts_switch_off_needs_no_answer(housing: bool | None, lacks: int):
    if_housing = AppliesWhen((Condition(ConditionKind.FACT, "has_housing"),))
    criterion = make_criterion(
        requirements=(
            make_requirement("17.a"),
            make_requirement("17.b", applies_when=if_housing),
        )
    )
    site = make_site(facts={"has_housing": housing})
    assessment = make_assessment(site=site, answers=MET[:1], ratings=(make_rating(),))

    assert len(missing(assessment, make_criteria_set(criterion))) == lacks


def test_contradictions_are_worth_a_look():
    answers = (MET[0], Answer("17.b", AnswerCode.NOT_MET))

    found = doubts(make_assessment(answers=answers, ratings=(make_rating(),)))

    assert [one.contradiction for one in found] == [Contradiction.FULLY_WITH_OPEN_REQUIREMENTS]


@pytest.mark.parametrize(
    ("second", "by_own_word"), [(AnswerCode.UNANSWERED, True), (AnswerCode.MET, False)]
)
def test_what_only_the_own_word_closes_is_told(second: AnswerCode, by_own_word: bool):
    assessment = make_assessment(answers=(MET[0], Answer("17.b", second)), ratings=(make_rating(),))

    (line,) = analysed(assessment).lines

    assert line.gap is Gap.CLOSED
    assert closed_by_own_word(line) is by_own_word


@pytest.mark.parametrize("second", [AnswerCode.NOT_MET, AnswerCode.PARTLY_MET])
def test_a_rating_that_the_own_answers_contradict_closes_no_gap(second: AnswerCode):
    assessment = make_assessment(answers=(MET[0], Answer("17.b", second)), ratings=(make_rating(),))

    (line,) = analysed(assessment).lines

    assert line.gap is Gap.MINOR
    assert rated_beyond_answers(line)
    assert [one.requirement.id for one in line.lacking] == ["17.b"]


def test_an_assessor_may_close_what_the_own_answers_contradict():
    answers = (MET[0], Answer("17.b", AnswerCode.NOT_MET))
    determined = Determination("17", Rating.FULLY_MEETS, "Seen on site.")

    (line,) = analysed(
        make_assessment(answers=answers, ratings=(make_rating(),), determinations=(determined,))
    ).lines

    assert line.gap is Gap.CLOSED


def test_evidence_that_is_out_of_date_is_worth_a_look():
    old = Evidence("E-1", "Permit", valid_until=date(2026, 5, 31), requirements=("17.a",))
    new = Evidence("E-2", "Permit", valid_until=date(2026, 6, 1), requirements=("17.a",))

    found = doubts(make_assessment(answers=MET, ratings=(make_rating(),), evidence=(old, new)))

    assert [(one.kind, one.document) for one in found] == [(Lacking.EVIDENCE_EXPIRED, old)]
