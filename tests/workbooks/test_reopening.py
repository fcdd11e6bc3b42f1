from pathlib import Path

from ddtool.domain.assessments import Answer, AnswerCode
from tests.workbooks.editing import edited, make_form, read, set_cells, written
from tests.workbooks.samples import (
    make_applies_when,
    make_assessment,
    make_criteria_set,
    make_criterion,
    make_site,
)

TAILINGS = make_criterion("1", "a", applies_when=make_applies_when("has_tailings"))
FORM = make_form(criteria_set=make_criteria_set(TAILINGS))
WITHOUT_TAILINGS = make_assessment(site=make_site(facts={"has_tailings": False}))


def test_what_ddtool_filled_in_is_open_again_when_the_facts_change(tmp_path: Path):
    path = edited(written(tmp_path, WITHOUT_TAILINGS, FORM), set_cells("Site", C16="yes"))

    filled = read(path, FORM)

    assert filled.assessment.answers == ()
    assert filled.assessment.ratings == ()
    assert filled.reopened == ("1.a", "1")


def test_what_ddtool_filled_in_stays_while_the_facts_stay(tmp_path: Path):
    filled = read(written(tmp_path, WITHOUT_TAILINGS, FORM), FORM)

    assert filled.assessment.answer_to["1.a"].answer is AnswerCode.NOT_APPLICABLE
    assert filled.reopened == ()


def test_what_a_person_has_worded_stays_whatever_the_facts_say(tmp_path: Path):
    path = written(tmp_path, WITHOUT_TAILINGS, FORM)
    path = edited(path, set_cells("Site", C16="yes"))
    path = edited(path, set_cells("Governance", F5="Nothing is stored on land."))

    filled = read(path, FORM)

    assert filled.assessment.answers == (
        Answer("1.a", AnswerCode.NOT_APPLICABLE, "Nothing is stored on land."),
    )
    assert filled.reopened == ("1",)
