"""What the answers of an assessment stand on."""

from dataclasses import replace
from datetime import date

from ddtool.domain.analysis import Grounds, analyse
from ddtool.domain.assessments import Action, Answer, AnswerCode, Assessment, Evidence
from ddtool.domain.criteria import Rating
from ddtool.domain.footing import Footing, footing_of
from tests.factories import (
    make_assessment,
    make_cell,
    make_certificate,
    make_criteria_set,
    make_matrix,
    make_rating,
    make_standards,
)

MET = (Answer("17.a", AnswerCode.MET), Answer("17.b", AnswerCode.MET))


def footing(assessment: Assessment, *cells) -> Footing:
    grounds = Grounds(make_criteria_set(), make_matrix(*cells), make_standards())
    return footing_of(analyse(assessment, grounds, as_of=date(2026, 6, 1)))


def test_met_without_any_document_is_counted():
    found = footing(make_assessment(answers=MET))

    assert (found.met, found.unfounded, found.bare) == (2, 2, ("17",))


def test_a_document_founds_the_requirement_or_the_whole_criterion_that_it_shows():
    one = Evidence("E-1", "Permit", requirements=("17.a",), sha256="ab" * 32)
    whole = Evidence("E-1", "Policy", requirements=("17",), location="https://example.org/policy")
    nowhere = replace(whole, location="policy.pdf")

    assert footing(make_assessment(answers=MET, evidence=(nowhere,))).unfounded == 2
    assert footing(make_assessment(answers=MET, evidence=(one,))).unfounded == 1
    assert footing(make_assessment(answers=MET, evidence=(whole,))).unfounded == 0


def test_what_a_certificate_shows_needs_no_document():
    held = make_assessment(answers=MET, certificates=(make_certificate(),))

    found = footing(held, make_cell())

    assert (found.unfounded, found.certificates, found.counting) == (0, 1, 1)


def test_certificates_of_other_sites_are_not_counted():
    elsewhere = make_certificate(sites=("S2",))

    found = footing(make_assessment(certificates=(elsewhere,)), make_cell())

    assert (found.certificates, found.counting) == (0, 0)


def test_a_gap_has_a_plan_where_an_action_is_to_close_it():
    ratings = (make_rating(rating=Rating.PARTIALLY_MEETS),)
    answers = (MET[0], Answer("17.b", AnswerCode.NOT_MET))
    action = Action("A-1", "17", "Do it")

    without = footing(make_assessment(answers=answers, ratings=ratings))
    planned = footing(make_assessment(answers=answers, ratings=ratings, actions=(action,)))

    assert (without.gaps, without.planned, without.unplanned) == (1, 0, 1)
    assert (planned.gaps, planned.planned, planned.unplanned) == (1, 1, 0)


def test_documents_without_file_and_address_are_counted():
    documents = (
        Evidence("E-1", "Manual", location="manual.pdf"),
        Evidence("E-2", "Permit", location="https://example.org/permit"),
        Evidence("E-3", "Policy", sha256="a" * 64),
        Evidence("E-4", "Minutes"),
    )

    found = footing(make_assessment(evidence=documents))

    assert (found.documents, found.fileless) == (4, 2)
