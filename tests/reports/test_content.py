"""What the report on the demonstration says, word for word."""

import gettext
from dataclasses import replace
from datetime import date

from ddtool.domain.assessments import Answer, AnswerCode, Assessment, OwnRating, Site
from ddtool.domain.criteria import Rating
from ddtool.domain.gaps import GapAnalysis
from ddtool.reports.content import Day, Voice, content_hash, make_content
from ddtool.reports.content.source import runs, short_title, spans
from tests.reports.analyses import (
    LIBRARY,
    analyse,
    content,
    demonstration,
    everything_missing,
    nothing_answered,
)

CERTAIN_DAY = date(2027, 6, 30)


def _changed(**changes: object) -> GapAnalysis:
    return analyse(replace(demonstration().assessment, **changes))  # type: ignore[arg-type]


def test_the_outlook_is_a_word_three_sentences_and_what_is_left():
    outlook = content().outlook

    assert outlook.sign.word == "Blocked"
    assert outlook.still_open == "15 of 28 applicable criteria are still to be closed."
    assert outlook.sentences == (
        "One criterion blocks the outlook: 32 Biodiversity and Productive Land.",
        "14 criteria are met in part and need an improvement plan. 14 of 15 gaps have a plan. 25 "
        "of 26 open requirements have an action with an owner and a due day.",
        "Certificates show a part of 6 criteria and close none alone; on 30\xa0Jun\xa02027 B1 EMAS "
        "and B2 ISO 14001 end, which costs 5 criteria coverage.",
    )


def test_the_scale_shows_all_four_outlooks_and_one_reached():
    scale = content(nothing_answered()).outlook.scale

    assert [(step.word, step.reached) for step in scale] == [
        ("Blocked", False),
        ("Incomplete", True),
        ("Conditional", False),
        ("Ready", False),
    ]


def test_the_counts_add_up_by_section():
    outlook = content().outlook

    assert [(row.title, row.numbers, row.total) for row in outlook.rows] == [
        ("Governance", (0, 5, 0, 0, 4, 1), 10),
        ("Social", (0, 6, 0, 0, 6, 3), 15),
        ("Environmental", (1, 3, 0, 0, 3, 1), 8),
    ]
    assert (outlook.total.numbers, outlook.total.total) == ((1, 14, 0, 0, 13, 5), 33)


def test_the_next_dates_tell_what_is_lost_and_how_far_the_assessment_is():
    last = content().outlook.dates[1]

    assert last.day == Day(CERTAIN_DAY, "30\xa0Jun\xa02027")
    assert last.what == "B1 EMAS and B2 ISO 14001 end"
    assert last.lost == "1, 2, 5, 6, 18"
    assert last.against == "107 days after the assessment day"


def test_what_ends_before_the_assessment_is_a_next_date_even_if_it_costs_nothing():
    certificates = tuple(
        replace(one, valid_until=date(2027, 1, 31)) if one.standard == "ISO 45001" else one
        for one in demonstration().assessment.certificates
    )

    dates = content(_changed(certificates=certificates)).outlook.dates

    first = dates[0]
    assert (first.day.text, first.what) == ("31\xa0Jan\xa02027", "B3 ISO 45001 ends")
    assert (first.lost, first.against) == ("–", "43 days before the assessment day")


def test_a_gap_says_what_is_missing_who_does_what_and_what_certificates_bring():
    block = content().gaps.groups[1].blocks[0]

    assert (block.number, block.title, block.section) == ("1", "Management System", "Governance")
    assert [cell.sign.word for cell in block.verdicts] == [
        "Partial",
        "Partially meets",
        "Not yet given",
    ]
    assert block.verdicts[0].detail == "B1 and B2 to 30\xa0Jun\xa02027"
    assert [(row.id, row.lack) for row in block.requirements] == [
        ("1.c", "partly met"),
        ("1.e", "partly met"),
    ]
    assert block.requirements[0].steps[0].owner == "H. Brandt, site director"
    assert [use.label for use in block.certificates] == ["B1", "B2"]
    assert [(one.label, one.reason) for one in block.not_counted] == [
        ("B3", "The certificate is suspended."),
        ("B5", "The certificate expired on 30\xa0Sep\xa02026."),
    ]


def test_a_proposed_cell_never_stands_among_what_counts():
    waste = next(block for block in content().gaps.groups[1].blocks if block.number == "29")

    assert waste.certificates == ()
    assert {(one.label, one.mark) for one in waste.not_counted} == {
        ("B1", "coverage-suggested"),
        ("B2", "coverage-suggested"),
    }


def test_the_residual_is_told_in_full():
    supply_chains = content().coverage.sections[0].rows[9]

    assert supply_chains.explains == "leaves open: requirements 10.a, 10.c"
    assert supply_chains.coverage.word == "Partial"
    assert supply_chains.by == ("B4",)


def test_the_gates_tell_which_certificate_was_stopped_and_why():
    gate = content().coverage.gates[0]

    assert gate.title == "Valid on the day"
    assert [sign.word if sign else "" for sign in gate.signs] == [
        "passed",
        "passed",
        "stopped",
        "passed",
        "stopped",
        "a fact is missing",
    ]


def test_a_certificate_of_another_site_is_left_out_and_told():
    register = content().certificates

    assert [row.label for row in register.rows] == ["B1", "B2", "B3", "B4", "B5", "B7"]
    assert register.elsewhere == (
        "B6 SA8000 names only other sites of the organisation and is left out."
    )


def test_where_nothing_is_decided_the_outlook_and_the_first_check_say_so():
    assessment = demonstration().assessment
    site = replace(assessment.site, fictional=False)

    report = content(analyse(replace(assessment, site=site)))

    assert report.outlook.sentences[2] == (
        "The 6 certificates of this site count for nothing yet: this installation has not decided "
        "what certificates count for."
    )
    first = report.coverage.gates[0]
    assert first.title == "Recognition decided"
    assert first.found.startswith("Nobody has decided yet what B1, B2, B3, B4")


def test_certificates_not_held_are_told_with_what_they_leave():
    first = content().ahead.not_held[0]

    assert first.standard == "ICMM Mining Principles 2020"
    assert first.says == ("a part of 4, 12, 20, 32", "not decided for 7, 15, 17, 26")
    assert first.open_text == "all 15"


def test_the_plan_alerts_where_nobody_plans_anything():
    plan = content().plan

    assert plan.alerts == ("No action yet for one open requirement: 20.d.",)
    assert plan.binding.startswith("B binds the improvement plan, C all criteria")
    assert plan.lines_word == "Upright lines: limits A, B and C."
    assert [limit.day.text for limit in plan.limits] == [
        "15\xa0Mar\xa02027",
        "15\xa0Sep\xa02027",
        "15\xa0Sep\xa02028",
        "15\xa0Sep\xa02029",
    ]


def test_without_a_commitment_day_the_limits_have_no_days():
    plan = content(_changed(commitment_day=None)).plan

    assert {limit.day.text for limit in plan.limits} == {"–"}
    assert "not recorded yet" in plan.lead


def test_evidence_that_ends_before_the_assessment_is_marked():
    early = [(row.id, row.remark) for row in content().evidence.rows if row.remark]

    assert early == [("E-16", "ends before the assessment"), ("E-21", "ends before the assessment")]


def test_evidence_that_has_expired_says_when():
    expired = replace(demonstration().assessment.evidence[0], valid_until=date(2026, 11, 2))

    row = content(_changed(evidence=(expired,))).evidence.rows[0]

    assert row.remark == "expired on 2\xa0Nov\xa02026"


def test_what_is_set_aside_has_its_reason_and_its_basis():
    row = content().set_aside.rows[0]

    assert (row.number, row.reason) == ("9", "No mine and no mining licence.")
    assert row.basis == "Activities: smelting, refining, recycling"


def test_an_untouched_criterion_is_one_row():
    group = content(nothing_answered()).gaps.groups[0]

    assert group.blocks == ()
    assert group.unanswered[0].missing == "6 of 6: 1.a–1.f"


def test_many_blocking_criteria_are_named_by_number():
    sentence = content(everything_missing()).outlook.sentences[0]

    assert sentence == ("32 criteria block the outlook: 1–8, 10–33.")


def test_a_contradiction_is_said_in_words():
    ratings = (OwnRating("1", Rating.FULLY_MEETS), *demonstration().assessment.ratings[1:])

    gaps = content(_changed(ratings=ratings)).gaps

    said = [remark for row in gaps.settle for remark in row.remarks]
    said += [remark for group in gaps.groups for block in group.blocks for remark in block.remarks]
    assert "Contradiction: rated fully, but a requirement is not fully met." in said


def test_a_rating_beyond_what_is_shown_is_not_called_met_in_part():
    before = demonstration()
    parts = before.by_number["2"].criterion.requirements
    silent = frozenset(("2", *(part.id for part in parts)))
    assessment = before.assessment

    report = content(
        _changed(
            ratings=(
                OwnRating("2", Rating.FULLY_MEETS),
                *(one for one in assessment.ratings if one.criterion != "2"),
            ),
            answers=(
                *(Answer(part.id, AnswerCode.MET) for part in parts),
                *(one for one in assessment.answers if one.requirement not in silent),
            ),
            evidence=tuple(
                replace(one, requirements=()) if silent & set(one.requirements) else one
                for one in assessment.evidence
            ),
        )
    )

    plan = report.outlook.sentences[1]
    (minor,) = (one for one in report.gaps.groups if one.gap.mark == "minor")
    remark = next(block for block in minor.blocks if block.number == "2").remarks[0]
    assert plan.startswith("13 criteria are met in part and need an improvement plan. Criterion 2 ")
    assert "is rated fully, but certificates show only a part of it and no document" in plan
    assert minor.lead.startswith(
        "Met in part; or rated fully, while answers say otherwise, or cert"
    )
    assert remark == (
        "Rated “Fully meets”, but certificates show only a part, and the rest (2.a–2.e) is shown "
        "by no document: it counts as improvement plan until it is. Add evidence to these "
        "requirements."
    )


def test_the_disclaimer_says_that_the_demonstration_is_invented():
    report = content()

    assert report.cover.fictional == "Fictional demonstration data"
    assert report.reading.disclaimer[0].startswith("Fictional demonstration data:")


def test_a_real_site_is_not_called_fictional():
    real = Assessment(site=Site("S1", "Old smelter"), criteria_set="rra@3.0")

    assert content(analyse(real)).cover.foot == "Self-assessment aid, not an assurance result"


def test_the_hash_is_that_of_what_was_found():
    changed = _changed(prepared_by="somebody else")

    assert content().snapshot == content_hash(demonstration())
    assert content_hash(changed) != content_hash(demonstration())


def test_a_reader_is_told_once_that_the_criteria_exist_in_another_language_only():
    spanish = make_content(demonstration(), Voice("es", gettext.NullTranslations()))

    facts = {fact.label: fact.text for fact in spanish.cover.facts}

    assert facts["Language of the criteria"] == (
        "The texts of the criteria exist in these languages only: inglés."
    )
    assert "Language of the criteria" not in {one.label for one in content().cover.facts}


def test_days_are_written_in_the_readers_language():
    voice = Voice(
        language="de",
        translations=gettext.NullTranslations(),
        vocabulary=LIBRARY.vocabulary(),
        standards=LIBRARY.standards(),
    )

    assert make_content(demonstration(), voice).certificates.assessment_day.text == "15.03.2027"


def test_ids_in_a_row_are_drawn_together():
    assert spans(["3.a", "3.b", "3.c", "5.a", "5.b"]) == "3.a–3.c, 5.a, 5.b"
    assert runs(["1", "3", "4", "5", "P1.1", "P1.2", "P1.3"]) == "1, 3–5, P1.1–P1.3"
    assert short_title("Step 1: Management system") == "Step 1"
