"""What an assessor is told before they sign: numbers, and what does not fit together."""

from dataclasses import replace
from datetime import date

from ddtool.domain.analysis import Grounds, analyse
from ddtool.domain.applicability import Applies
from ddtool.domain.assessments import Determination
from ddtool.domain.criteria import Rating
from ddtool.domain.review_checks import (
    Doubt,
    Found,
    against_facts,
    against_rating,
    doubts,
    found_by_kind,
)
from ddtool.domain.reviews import Finding, FindingKind, Request, RequestState, ReviewNotes
from tests.factories import ON, make_assessment, make_criteria_set, make_matrix, make_standards

MAJOR = Finding("f1", "5", FindingKind.MAJOR, "Not on the list.")
MINOR = Finding("f2", "6", FindingKind.MINOR, "Late.", action="a1")
ASKED = Request("r1", "5", "Which list?")


def test_fully_meets_does_not_stand_beside_an_own_major_finding_or_an_open_request():
    said = against_rating(Rating.FULLY_MEETS, "5", findings=[MAJOR, MINOR], requests=[ASKED])

    assert said == (Doubt.FULLY_DESPITE_MAJOR, Doubt.FULLY_DESPITE_REQUEST)


def test_a_lower_rating_a_minor_finding_and_an_answered_request_are_no_doubt():
    answered = Request("r1", "6", "Which list?", state=RequestState.ANSWERED)
    found, asked = [MAJOR, MINOR], [ASKED, answered]

    lower = against_rating(Rating.PARTIALLY_MEETS, "5", findings=found, requests=asked)
    minor = against_rating(Rating.FULLY_MEETS, "6", findings=found, requests=asked)

    assert (lower, minor) == ((), ())


def test_findings_are_counted_by_kind_with_those_that_no_action_closes():
    found = found_by_kind([MAJOR, MINOR])

    assert found[FindingKind.MAJOR] == Found(1, 0, 1)
    assert found[FindingKind.MINOR] == Found(1, 0, 0)
    assert found[FindingKind.OPPORTUNITY] == Found(0, 0, 0)


def test_a_closed_major_finding_is_no_doubt_any_more():
    closed = replace(MAJOR, closed_because="Seen on 2 March.", closed_on=date(2027, 3, 2))

    assert against_rating(Rating.FULLY_MEETS, "5", findings=[closed], requests=[]) == ()
    assert found_by_kind([closed])[FindingKind.MAJOR] == Found(1, 1, 0)


def test_notes_without_method_or_conclusion_are_worth_a_look():
    whole = ReviewNotes("On site", conclusion="Fit.")

    (bare,) = doubts([], findings=[], requests=[], notes=ReviewNotes(method="On site"))

    assert bare.doubt is Doubt.NOTES_MISSING
    assert doubts([], findings=[], requests=[], notes=whole) == ()


def test_not_applicable_is_doubted_where_the_criterion_applies_to_the_site():
    set_aside = Determination("17", Rating.NOT_APPLICABLE)
    grounds = Grounds(make_criteria_set(), make_matrix(), make_standards())
    (line, *_) = analyse(make_assessment(determinations=(set_aside,)), grounds, as_of=ON).lines

    assert against_facts(line) == (Doubt.NOT_APPLICABLE_DESPITE_FACTS,)
    assert against_facts(replace(line, applies=Applies.MAY)) == ()
