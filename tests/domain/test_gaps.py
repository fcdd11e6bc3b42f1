"""What follows from the three verdicts, criterion by criterion, and from all of them."""

from datetime import date

import pytest

from ddtool.domain.analysis import Grounds, analyse
from ddtool.domain.applicability import (
    Applies,
    AppliesWhen,
    Condition,
    ConditionKind,
    Profile,
    unanswered,
)
from ddtool.domain.assessments import (
    Action,
    ActionState,
    Answer,
    AnswerCode,
    Determination,
    Evidence,
)
from ddtool.domain.criteria import Rating
from ddtool.domain.decisions import Coverage
from ddtool.domain.equivalency import Level
from ddtool.domain.gaps import Contradiction, Gap, Lack, Outlook
from tests.factories import (
    ON,
    make_assessment,
    make_cell,
    make_certificate,
    make_criteria_set,
    make_criterion,
    make_matrix,
    make_rating,
    make_requirement,
    make_site,
    make_standards,
)

TAILINGS = AppliesWhen((Condition(ConditionKind.FACT, "has_tailings"),))
FULLY, PARTIALLY = Rating.FULLY_MEETS, Rating.PARTIALLY_MEETS


def run(assessment=None, criteria_set=None, *cells, as_of=ON):
    grounds = Grounds(criteria_set or make_criteria_set(), make_matrix(*cells), make_standards())
    return analyse(assessment or make_assessment(), grounds, as_of=as_of)


def line(assessment=None, *cells, criteria_set=None):
    return run(assessment, criteria_set, *cells).lines[0]


def test_an_empty_assessment_is_open_and_its_outlook_incomplete():
    analysis = run()

    assert analysis.lines[0].gap is Gap.OPEN
    assert [one.lack for one in analysis.lines[0].lacking] == [Lack.UNANSWERED, Lack.UNANSWERED]
    assert analysis.outlook is Outlook.INCOMPLETE


@pytest.mark.parametrize(
    ("rating", "gap", "outlook"),
    [
        (Rating.FULLY_MEETS, Gap.CLOSED, Outlook.READY),
        (Rating.PARTIALLY_MEETS, Gap.MINOR, Outlook.CONDITIONAL),
        (Rating.DOES_NOT_MEET, Gap.BLOCKING, Outlook.BLOCKED),
    ],
)
def test_without_certificates_the_own_rating_decides(rating, gap, outlook):
    analysis = run(make_assessment(ratings=(make_rating(rating=rating),)))

    assert analysis.lines[0].gap is gap
    assert analysis.outlook is outlook


def test_a_full_coverage_without_a_rating_waits_for_the_assessor():
    analysis = run(make_assessment(certificates=(make_certificate(),)), None, make_cell())

    assert analysis.lines[0].gap is Gap.TO_CONFIRM
    assert analysis.outlook is Outlook.CONDITIONAL


def test_a_partial_coverage_without_a_rating_is_open():
    cell = make_cell(level=Level.PARTIAL, covers=("17.a",))

    found = line(make_assessment(certificates=(make_certificate(),)), cell)

    assert found.gap is Gap.OPEN
    assert [one.requirement.id for one in found.lacking] == ["17.b"]


def test_a_site_that_rates_itself_higher_than_certificates_show_needs_evidence_for_the_rest():
    cell = make_cell(level=Level.PARTIAL, covers=("17.a",))
    answers = (Answer("17.a", AnswerCode.MET), Answer("17.b", AnswerCode.MET))
    assessment = make_assessment(
        certificates=(make_certificate(),), ratings=(make_rating(),), answers=answers
    )

    without = line(assessment, cell)

    assert without.gap is Gap.MINOR
    assert [(one.requirement.id, one.lack) for one in without.lacking] == [
        ("17.b", Lack.NO_EVIDENCE)
    ]


def test_evidence_for_what_certificates_leave_open_lets_the_own_rating_stand():
    cell = make_cell(level=Level.PARTIAL, covers=("17.a",))
    assessment = make_assessment(
        certificates=(make_certificate(),),
        ratings=(make_rating(),),
        answers=(Answer("17.b", AnswerCode.MET),),
        evidence=(Evidence("E-01", "Report", requirements=("17.b",)),),
    )

    found = line(assessment, cell)

    assert found.gap is Gap.CLOSED
    assert found.evidence == ("E-01",)


def test_an_open_case_keeps_a_covered_criterion_from_being_closed():
    assessment = make_assessment(
        certificates=(make_certificate(),), ratings=(make_rating(open_case=True),)
    )

    assert line(assessment, make_cell()).gap is Gap.TO_CONFIRM


def test_the_determination_of_the_assessor_comes_first():
    assessment = make_assessment(
        ratings=(make_rating(rating=Rating.DOES_NOT_MEET),),
        determinations=(Determination("17", PARTIALLY, "Seen on site."),),
    )

    found = line(assessment)

    assert found.gap is Gap.MINOR
    assert found.verdicts_disagree


def test_a_criterion_switched_off_by_a_fact_is_not_applicable():
    tailings = make_criteria_set(make_criterion("31", applies_when=TAILINGS))
    site = make_site(facts={"has_tailings": False})

    found = line(make_assessment(site=site), criteria_set=tailings)

    assert found.gap is Gap.NOT_APPLICABLE
    assert found.applies is Applies.NO
    assert found.basis == TAILINGS.any_of


def test_a_fact_that_nobody_answered_means_may_apply():
    tailings = make_criteria_set(make_criterion("31", applies_when=TAILINGS))

    found = line(make_assessment(), criteria_set=tailings)

    assert found.applies is Applies.MAY
    assert found.gap is Gap.OPEN


def test_not_applicable_stands_with_a_reason_where_the_fact_is_not_answered():
    tailings = make_criteria_set(make_criterion("31", applies_when=TAILINGS))
    rating = make_rating("31", Rating.NOT_APPLICABLE, reason="No facility.")

    aside = line(make_assessment(ratings=(rating,)), criteria_set=tailings)
    assert (aside.gap, aside.coverage) == (Gap.NOT_APPLICABLE, Coverage.NOT_APPLICABLE)


def test_not_applicable_without_a_reason_is_no_answer():
    found = line(make_assessment(ratings=(make_rating(rating=Rating.NOT_APPLICABLE),)))

    assert found.gap is Gap.OPEN
    assert Contradiction.NOT_APPLICABLE_WITHOUT_REASON in found.contradictions


def test_not_applicable_against_the_facts_is_for_the_assessor():
    rating = make_rating(rating=Rating.NOT_APPLICABLE, reason="We think so.")

    found = line(make_assessment(ratings=(rating,)))

    assert found.gap is Gap.TO_CONFIRM
    assert found.contradictions == (Contradiction.NOT_APPLICABLE_AGAINST_FACTS,)


def test_a_requirement_switched_off_by_a_fact_is_asked_of_nobody():
    housing = make_requirement(
        "17.b", applies_when=AppliesWhen((Condition(ConditionKind.FACT, "provides_housing"),))
    )
    criterion = make_criterion("17", requirements=(make_requirement("17.a"), housing))
    cell = make_cell(level=Level.PARTIAL, covers=("17.a",))
    site = make_site(facts={"provides_housing": False})
    assessment = make_assessment(site=site, certificates=(make_certificate(),))

    found = line(assessment, cell, criteria_set=make_criteria_set(criterion))

    assert found.decision.coverage.value == "combined"
    assert found.gap is Gap.TO_CONFIRM


def test_a_criterion_without_parts_is_answered_as_a_whole():
    criteria_set = make_criteria_set(make_criterion("P1.1"), id="jdds", edition="rev3")

    found = line(make_assessment(criteria_set="jdds@rev3"), criteria_set=criteria_set)

    assert [one.requirement.id for one in found.lacking] == ["P1.1"]


@pytest.mark.parametrize(
    ("rating", "answers", "expected"),
    [
        (FULLY, ("met", "partly_met"), Contradiction.FULLY_WITH_OPEN_REQUIREMENTS),
        (PARTIALLY, ("met", "met"), Contradiction.PARTIALLY_WITH_ALL_MET),
        (None, ("met", "met"), Contradiction.ANSWERED_NOT_RATED),
    ],
)
def test_answers_and_rating_that_cannot_both_stand_are_named(rating, answers, expected):
    given = tuple(
        Answer(f"17.{letter}", AnswerCode(answer))
        for letter, answer in zip("ab", answers, strict=True)
    )
    ratings = (make_rating(rating=rating),) if rating else ()

    assert line(make_assessment(answers=given, ratings=ratings)).contradictions == (expected,)


def test_a_requirement_set_aside_needs_its_reason():
    without = Answer("17.a", AnswerCode.NOT_APPLICABLE)
    stated = Answer("17.b", AnswerCode.NOT_APPLICABLE, note="No shift work.")

    found = line(make_assessment(answers=(without, stated), ratings=(make_rating(),)))

    assert found.contradictions == (Contradiction.REQUIREMENT_SET_ASIDE_WITHOUT_REASON,)
    assert [one.lack for one in found.requirements] == [Lack.NO_REASON, None]


def test_facts_still_to_be_answered_are_listed_once():
    conditions = [TAILINGS, TAILINGS, AppliesWhen()]

    assert unanswered(conditions, Profile()) == TAILINGS.any_of
    assert unanswered(conditions, Profile(facts={"has_tailings": True})) == ()


def test_the_limits_run_from_the_commitment_day():
    analysis = run(make_assessment(commitment_day=date(2026, 8, 31)))

    assert [(limit.letter, limit.day) for limit in analysis.limits] == [
        ("A", date(2027, 2, 28)),
        ("B", date(2027, 8, 31)),
        ("C", date(2028, 8, 31)),
        ("D", date(2029, 8, 31)),
    ]


def test_without_a_commitment_day_no_action_is_late():
    action = Action("ACT-1", "17", "Train", due=date(2031, 1, 1))

    analysis = run(make_assessment(actions=(action,)))

    assert analysis.limits[0].day is None
    assert analysis.actions[0].after_limit is None


def test_an_action_must_keep_the_limits_of_the_plan_and_of_all_criteria():
    actions = (
        Action("ACT-1", "17", "In time", due=date(2027, 8, 31)),
        Action("ACT-2", "17", "After the plan", due=date(2027, 9, 1)),
        Action("ACT-3", "17", "After all limits", due=date(2028, 9, 1)),
    )
    assessment = make_assessment(
        commitment_day=date(2026, 8, 31),
        ratings=(make_rating(rating=PARTIALLY),),
        actions=actions,
    )

    letters = [one.after_limit.letter if one.after_limit else "" for one in run(assessment).actions]

    assert letters == ["", "B", "C"]


def test_an_action_is_overdue_after_its_day_until_it_is_done():
    late = Action("ACT-1", "17", "Late", due=date(2026, 5, 31))
    done = Action("ACT-2", "17", "Done", due=date(2026, 5, 31), state=ActionState.DONE)

    analysis = run(make_assessment(actions=(late, done)))

    assert [(one.action.id, one.overdue) for one in analysis.actions] == [
        ("ACT-1", True),
        ("ACT-2", False),
    ]


def test_counts_are_given_for_each_section_with_zeros():
    analysis = run(make_assessment(ratings=(make_rating(),)))

    governance, social, _ = analysis.criteria_set.sections
    assert analysis.counts_in(social)[Gap.CLOSED] == 1
    assert analysis.counts_in(governance)[Gap.CLOSED] == 0
    assert analysis.applicable == 1
