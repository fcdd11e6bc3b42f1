"""What an assessor has said, and the last cycle, in PDF, Excel and JSON opened again."""

import io
import json
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from ddtool.domain.assessments import (
    Action,
    ActionState,
    Assessment,
    Determination,
    OwnRating,
)
from ddtool.domain.comparison import Movement, compare, movement
from ddtool.domain.criteria import Rating
from ddtool.domain.gaps import Gap, GapAnalysis
from ddtool.domain.resubmission import Change, FieldChange
from ddtool.domain.review_records import ReviewRecord
from ddtool.domain.reviews import (
    Confirmation,
    Finding,
    FindingKind,
    Message,
    Part,
    Request,
    RequestState,
    ReviewNotes,
    SignOff,
)
from ddtool.domain.since_signed import SinceSigned
from ddtool.domain.statements import Thing
from ddtool.reports.content import ReportContent, Voice, Wanted, make_content
from ddtool.reports.formats.excel import to_excel
from ddtool.reports.formats.json import to_json
from ddtool.reports.kinds import ASSESSOR, COMPARISON, GAP, KINDS, UnknownKind, refuse_unknown
from ddtool.reports.printing import make_sheets, print_report
from tests.reports.analyses import LIBRARY, analyse, demonstration

SIGNED = SignOff(
    submission=2,
    submission_sha256="a" * 64,
    review_sha256="b" * 64,
    name="Ravi Menon",
    role="assessor",
    firm="Veridia Audits",
    day=date(2026, 12, 4),
    statement="Neither I nor my firm has advised the producer.",
)
RECORD = ReviewRecord(
    findings=(
        Finding("f2", "17", FindingKind.OPPORTUNITY, "Share the training with contractors."),
        Finding("f1", "29", FindingKind.MAJOR, "Cell 3 of the landfill is not lined.", ("29.d",)),
    ),
    confirmations=(Confirmation("14", False, "The yard is outside the certificate."),),
    requests=(
        Request(
            "r1",
            "17",
            "Show the blood-lead figures of 2026.",
            "17.c",
            date(2026, 12, 20),
            RequestState.ANSWERED,
            "Ravi Menon",
        ),
    ),
    messages=(Message("m1", "17", "They are in E-16 now.", "r1", "Jana Fichtner"),),
    notes=ReviewNotes(
        "Three days on site.",
        "Every third record of 2026.",
        {"Workers": 12, "Neighbours": 3},
        ("Permit of 2019", "E-16"),
        "Sound, with one major finding.",
    ),
    signed=SIGNED,
)


@cache
def determined() -> GapAnalysis:
    """The demonstration, on which an assessor has determined two criteria."""
    assessment = demonstration().assessment
    return analyse(
        replace(
            assessment,
            determinations=(
                Determination("1", Rating.FULLY_MEETS, "Seen working."),
                Determination("29", Rating.DOES_NOT_MEET, "The lining is missing."),
            ),
        )
    )


def told(wanted: Wanted, analysis: GapAnalysis | None = None) -> ReportContent:
    return make_content(analysis or determined(), Voice(), wanted)


def text_of(content: ReportContent) -> str:
    reader = PdfReader(io.BytesIO(print_report(content)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.pango
def test_the_gap_report_tells_the_review_where_there_was_one():
    text = text_of(told(Wanted(GAP, review=RECORD)))

    assert "7 The assessor’s review" in text
    assert "Signed off. Signed off on 4 December 2026; nothing was changed since." in text
    assert "Cell 3 of the landfill is not lined." in text
    assert "Jana Fichtner: They are in E-16 now." in text
    assert "Workers: 12; Neighbours: 3" in text
    assert "8 Evidence index" in text
    assert "10 How to read this report" in text


@pytest.mark.pango
def test_without_a_review_the_gap_report_is_as_ever():
    text = text_of(told(Wanted(GAP), demonstration()))

    assert "The assessor’s review" not in text
    assert "7 Evidence index" in text


@pytest.mark.pango
def test_an_assessors_report_begins_with_the_review():
    analysis = analyse(replace(determined().assessment, prepared_by="Jana Fichtner"))
    content = told(Wanted(ASSESSOR, review=RECORD), analysis)

    text = text_of(content)

    assert content.title.startswith("Assessor’s report: ")
    assert content.author == "Ravi Menon, Veridia Audits"
    assert "Assessor Ravi Menon, Veridia Audits" in text
    assert "Self-assessment prepared by Jana Fichtner" in text
    assert "1 The assessor’s review" in text
    assert "Statement of independence Neither I nor my firm has advised the producer." in text


def test_a_finding_keeps_its_number_and_shows_its_day_and_its_action():
    assessment = demonstration().assessment
    action = replace(assessment.actions[0], title="Line it", root_cause="No plan", number=26)
    major = replace(RECORD.findings[1], action=action.id)
    recorded = (("taken-back", date(2026, 11, 1)), ("f1", date(2026, 11, 20)))
    record = ReviewRecord(findings=(major,), recorded=recorded)
    analysis = analyse(replace(assessment, actions=(action,)))

    (row,) = told(Wanted(ASSESSOR, review=record), analysis).review.findings

    assert (row.label, row.day.value) == ("F2", date(2026, 11, 20))
    assert row.action.endswith(" Line it")
    assert (row.root_cause, row.due.value) == ("No plan", action.due)


def test_before_a_signature_the_cover_names_whom_the_review_was_given_to():
    record = ReviewRecord(findings=RECORD.findings, reviewers=("Veridia Audits",))

    facts = told(Wanted(ASSESSOR, review=record)).cover.facts

    assert (facts[0].label, facts[0].text) == ("Assessor", "Veridia Audits")
    assert not ReviewRecord(reviewers=("Veridia Audits",)).is_there


def test_not_applicable_against_the_facts_is_told_beside_its_reason():
    aside = Determination("8", Rating.NOT_APPLICABLE, "No contractors.")
    analysis = analyse(replace(demonstration().assessment, determinations=(aside,)))

    (row,) = told(Wanted(ASSESSOR, review=RECORD), analysis).review.determinations

    assert row.reason == "No contractors."
    assert row.doubt == (
        "Determined “not applicable”, though the criterion applies to a site like this."
    )


@pytest.mark.pango
def test_a_long_reason_is_printed_once_and_named():
    reason = "Seen at the furnace. " * 30
    given = Determination("1", Rating.FULLY_MEETS, reason)
    analysis = analyse(replace(demonstration().assessment, determinations=(given,)))

    html = make_sheets(told(Wanted(ASSESSOR, ("review",), RECORD), analysis)).html

    assert html.count("Seen at the furnace.") == 30
    assert "<small>Reason:</small>" in html


def test_documents_seen_go_by_their_titles():
    titles = {one.id: one.title for one in demonstration().assessment.evidence}

    working = told(Wanted(ASSESSOR, review=RECORD)).review.working

    (seen,) = [fact.text for fact in working if fact.label == "Documents seen"]
    assert seen == f"Permit of 2019; {titles['E-16']}"


def test_a_broken_signature_says_what_was_changed():
    certificate = Change(
        Thing("certificate", "some-id"),
        (FieldChange("status", "active", "suspended"), FieldChange("note", "", "Lead exposure")),
        "ISO 45001",
        label="C2",
    )
    changed = SinceSigned((Part.ANSWERS, Part.CERTIFICATES), (certificate,))
    broken = replace(RECORD, since=changed)

    signature = told(Wanted(ASSESSOR, review=broken)).review.signature

    assert signature.sign.mark == "blocking"
    assert signature.says.replace("\N{NO-BREAK SPACE}", " ") == (
        "Signed off on 4 December 2026, but changed since: answers and certificates: "
        "C2 ISO 45001 (Status: active → suspended, Note). The signature stands no more."
    )


def test_a_review_nobody_has_made_is_said():
    review = told(Wanted(ASSESSOR), demonstration()).review

    assert review.none == "No assessor has said anything yet."
    assert review.signature.says == "Nobody has signed this review."


def test_determinations_and_gravest_findings_come_first():
    review = told(Wanted(GAP, review=RECORD)).review

    assert [row.kind.word for row in review.findings] == ["Major finding", "Opportunity"]
    assert [(row.number, row.determined, row.differs) for row in review.determinations] == [
        ("1", "Fully meets", True),
        ("29", "Does not meet", True),
    ]


def test_excel_has_a_sheet_for_each_part_of_the_review():
    workbook = load_workbook(io.BytesIO(to_excel(told(Wanted(GAP, review=RECORD)))))

    titles = workbook.sheetnames
    assert titles[-6:] == [
        "Improvement plan",
        "The assessor’s review",
        "Findings",
        "Requests for information",
        "Evidence index",
        "Not applicable",
    ]
    cells = [cell.value for row in workbook["Findings"].iter_rows() for cell in row]
    assert "Cell 3 of the landfill is not lined." in cells
    assert all(
        cell.data_type != "f" for sheet in workbook for row in sheet.iter_rows() for cell in row
    )


def test_json_has_codes_for_all_of_it():
    said = json.loads(to_json(told(Wanted(ASSESSOR, review=RECORD))))

    assert said["kind"] == "assessor"
    assert said["review"]["stands"] is True
    assert said["review"]["sign_off"]["day"] == "2026-12-04"
    assert [one["kind"] for one in said["review"]["findings"]] == ["opportunity", "major"]
    assert json.loads(to_json(told(Wanted(), demonstration())))["review"] is None


@pytest.mark.pango
def test_sections_can_be_left_out_and_nothing_leads_to_them():
    content = told(Wanted(GAP, ("gaps", "plan"), RECORD))

    text = text_of(content)

    assert [anchor for anchor, _title in content.parts] == ["gaps", "plan", "how"]
    assert "3 How to read this report" in text
    assert "Evidence index" not in text
    titles = load_workbook(io.BytesIO(to_excel(content))).sheetnames
    assert titles == ["Read me", "Gaps", "Improvement plan"]


def test_a_kind_or_section_that_there_is_not_is_said():
    with pytest.raises(UnknownKind, match='There is no report "award"'):
        refuse_unknown("award", ())
    with pytest.raises(UnknownKind, match='This report has no section "coverage"'):
        refuse_unknown("comparison", ("coverage",))
    assert KINDS["gap"].named(KINDS["gap"].sections) == ()


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (Gap.BLOCKING, Gap.MINOR, Movement.BETTER),
        (Gap.CLOSED, Gap.MINOR, Movement.WORSE),
        (Gap.MINOR, Gap.MINOR, Movement.SAME),
        (Gap.OPEN, Gap.BLOCKING, Movement.NOW_ASSESSED),
        (Gap.MINOR, Gap.OPEN, Movement.NOT_RATED_YET),
        (Gap.NOT_APPLICABLE, Gap.OPEN, Movement.NOT_RATED_YET),
        (Gap.NOT_APPLICABLE, Gap.MINOR, Movement.RATED_NOW),
        (Gap.CLOSED, Gap.NOT_APPLICABLE, Movement.APPLIES_NO_LONGER),
        (Gap.TO_CONFIRM, Gap.CLOSED, Movement.BETTER),
    ],
)
def test_which_way_a_criterion_went(before: Gap, now: Gap, expected: Movement):
    assert movement(before, now) is expected


def test_only_what_the_facts_switch_on_is_told_to_apply_now():
    assert movement(Gap.NOT_APPLICABLE, Gap.OPEN, switched_on=True) is Movement.APPLIES_NOW
    assert movement(Gap.MINOR, Gap.OPEN, switched_on=True) is Movement.NOT_RATED_YET


def test_what_the_assessor_set_aside_in_the_last_cycle_is_told_as_that():
    then = demonstration().assessment
    decided = (Determination("1", Rating.NOT_APPLICABLE, "No such process here."),)
    before = analyse(replace(then, determinations=decided))
    now = analyse(replace(then, ratings=(), determinations=()))

    rows = told(Wanted(COMPARISON, comparison=compare(before, now))).comparison.criteria

    (first,) = [row for row in rows if row.number == "1"]
    assert first.rating_before == "Not applicable, as the assessor decided"
    assert first.moved.word == "Not rated yet in this cycle"
    assert "Applies now" not in {row.moved.word for row in rows}


@cache
def earlier() -> GapAnalysis:
    """The cycle before: criterion 1 did not meet, and two actions were promised."""
    assessment = demonstration().assessment
    ratings = [one for one in assessment.ratings if one.criterion != "1"]
    return analyse(
        replace(
            assessment,
            period="2023",
            ratings=(*ratings, OwnRating("1", Rating.DOES_NOT_MEET, "Not begun.")),
            actions=(
                Action("A1", "1", "Write a policy", state=ActionState.ACCEPTED),
                Action("A2", "17", "Measure lead in blood", state=ActionState.PLANNED),
            ),
        )
    )


def test_a_cycle_against_another_set_is_compared_by_the_crosswalk():
    before = analyse(
        Assessment(
            site=demonstration().assessment.site,
            criteria_set="rra@2.0",
            ratings=(
                OwnRating("14", Rating.PARTIALLY_MEETS, "Begun."),
                OwnRating("26", Rating.DOES_NOT_MEET, "Not begun."),
            ),
        )
    )
    crosswalk = LIBRARY.crosswalk("rra@2.0", "rra@3.0")

    compared = compare(before, demonstration(), crosswalk)

    by_number = {one.criterion.number: one for one in compared.criteria}
    assert len(by_number) == 33
    assert by_number["1"].came_from == ("14", "26")
    assert (by_number["1"].before, by_number["1"].movement) == (Gap.BLOCKING, Movement.BETTER)


@pytest.mark.pango
def test_a_comparison_tells_then_and_now_and_what_was_promised():
    content = told(Wanted(COMPARISON, comparison=compare(earlier(), demonstration())))

    text = text_of(content)

    (first,) = [one for one in content.comparison.criteria if one.number == "1"]
    assert (first.rating_before, first.moved.word) == ("Does not meet", "Better")
    assert [row.kept.word for row in content.comparison.promised] == ["accepted", "planned"]
    assert "1 Compared with the last cycle" in text
    assert "Write a policy" in text
    workbook = load_workbook(io.BytesIO(to_excel(content)))
    assert workbook.sheetnames[1] == "Compared with the last cycle"


def test_a_comparison_without_an_earlier_cycle_says_so():
    compared = told(Wanted(COMPARISON), demonstration()).comparison

    assert compared.none == ("There is no earlier assessment of this site to compare with.")
