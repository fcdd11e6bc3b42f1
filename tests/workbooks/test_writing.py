import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from ddtool.domain.assessments import Answer, AnswerCode
from ddtool.domain.certificates import Standard, Standards
from ddtool.domain.criteria import Section
from ddtool.whole_files import NotWritten
from ddtool.workbooks.layout import section_titles
from tests.workbooks.editing import make_form, read, written
from tests.workbooks.samples import (
    make_applies_when,
    make_assessment,
    make_certificate,
    make_criteria_set,
    make_criterion,
    make_requirement,
    make_site,
)


def _opened(folder: Path, **form: Any) -> Workbook:
    return load_workbook(written(folder, form=make_form(**form)))


def _tables(workbook: Workbook) -> Iterator[Any]:
    yield from (sheet for sheet in workbook.worksheets[1:] if sheet.sheet_state == "visible")


def test_the_sheets_stand_in_the_order_of_the_work(tmp_path: Path):
    workbook = _opened(tmp_path)

    assert [(sheet.title, sheet.sheet_state) for sheet in workbook.worksheets] == [
        ("Instructions", "visible"),
        ("Site", "visible"),
        ("Governance", "visible"),
        ("Social", "visible"),
        ("Certificates", "visible"),
        ("Evidence", "visible"),
        ("Actions", "visible"),
        ("ddtool lists", "veryHidden"),
        ("ddtool", "veryHidden"),
    ]


def test_every_table_is_frozen_filtered_protected_and_prints_on_paper(tmp_path: Path):
    for sheet in _tables(_opened(tmp_path)):
        assert sheet.freeze_panes in ("B4", "C4")
        assert sheet.auto_filter.ref.startswith("A3:")
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$3:$3"
        assert sheet.oddFooter.right.text == "Page &P of &N"
        assert not sheet.merged_cells.ranges


def test_ids_are_locked_and_answers_are_not(tmp_path: Path):
    sheet = _opened(tmp_path)["Governance"]

    locked = {cell.coordinate: cell.protection.locked for row in sheet["A4:I5"] for cell in row}

    assert [cell for cell, is_locked in locked.items() if not is_locked] == [
        "F4", "H4", "I4", "E5", "F5", "G5",
    ]  # fmt: skip


def test_texts_are_wrapped_in_rows_high_enough(tmp_path: Path):
    long = make_requirement("1.a", text="word " * 100)
    form = make_form(criteria_set=make_criteria_set(make_criterion("1", requirements=(long,))))

    sheet = load_workbook(written(tmp_path, form=form))["Governance"]

    assert sheet["B5"].alignment.wrap_text
    assert sheet.row_dimensions[5].height == pytest.approx(14 * 13 + 4)


def test_answers_are_chosen_from_a_list(tmp_path: Path):
    workbook = _opened(tmp_path)
    sheet = workbook["Governance"]

    lists = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}

    assert lists == {
        "E4:E1000": "'ddtool lists'!$A$2:$A$5",
        "H4:H1000": "'ddtool lists'!$H$2:$H$5",
        "I4:I1000": "'ddtool lists'!$G$2:$G$3",
    }
    words = [workbook["ddtool lists"][f"A{row}"].value for row in range(2, 6)]
    assert words == ["Met", "Partly met", "Not met", "Not applicable"]


def test_days_are_dates(tmp_path: Path):
    path = written(tmp_path, make_assessment(certificates=(make_certificate(),)))

    cell = load_workbook(path)["Certificates"]["J4"]

    assert cell.is_date
    assert cell.number_format == "yyyy\\-mm\\-dd"


def test_each_answer_has_its_colour(tmp_path: Path):
    sheet = _opened(tmp_path)["Governance"]

    formulas = [rule.formula[0] for cells in sheet.conditional_formatting for rule in cells.rules]

    assert '$E4="Partly met"' in formulas
    assert '$H4="Does not meet"' in formulas


def test_no_cell_holds_a_formula_and_no_text_becomes_one(tmp_path: Path):
    evil = make_assessment(
        site=make_site(name="=cmd|' /C calc'!A0", place="@SUM(1)"),
        answers=(Answer("1.a", AnswerCode.MET, "+1+1"),),
    )
    path = written(tmp_path, evil)

    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "/worksheets/" in name]

    assert not any(b"<f>" in sheet for sheet in sheets)
    assert read(path).assessment == evil


def test_what_the_facts_switch_off_stays_visible_with_its_reason(tmp_path: Path):
    tailings = make_criterion("1", "a", applies_when=make_applies_when("has_tailings"))
    form = make_form(criteria_set=make_criteria_set(tailings))
    assessment = make_assessment(site=make_site(facts={"has_tailings": False}))

    sheet = load_workbook(written(tmp_path, assessment, form))["Governance"]

    reason = "Does not apply: the site facts say no to “Does the site have tailings?”."
    assert sheet["D5"].value == reason
    assert (sheet["E5"].value, sheet["F5"].value) == ("Not applicable", reason)
    assert (sheet["H4"].value, sheet["F4"].value) == ("Not applicable", reason)
    assert not sheet["E5"].protection.locked


def test_an_answer_that_was_given_is_never_replaced(tmp_path: Path):
    tailings = make_criterion("1", "a", applies_when=make_applies_when("has_tailings"))
    form = make_form(criteria_set=make_criteria_set(tailings))
    assessment = make_assessment(
        site=make_site(facts={"has_tailings": False}),
        answers=(Answer("1.a", AnswerCode.NOT_MET, "There is one after all."),),
    )

    sheet = load_workbook(written(tmp_path, assessment, form))["Governance"]

    assert (sheet["E5"].value, sheet["F5"].value) == ("Not met", "There is one after all.")


def test_what_may_apply_names_the_question_to_answer_first(tmp_path: Path):
    part = make_requirement("1.a", applies_when=make_applies_when("has_housing"))
    form = make_form(criteria_set=make_criteria_set(make_criterion("1", requirements=(part,))))

    sheet = load_workbook(written(tmp_path, form=form))["Governance"]

    assert sheet["D5"].value == (
        "May apply: answer first on the sheet Site: Does the site provide housing?"
    )
    assert sheet["E5"].value is None


def test_an_activity_that_the_site_does_not_have_is_named(tmp_path: Path):
    smelting = make_applies_when(activities=("smelting",))
    form = make_form(
        criteria_set=make_criteria_set(make_criterion("1", "a", applies_when=smelting))
    )

    sheet = load_workbook(written(tmp_path, form=form))["Governance"]

    assert sheet["D5"].value == (
        "Does not apply: Smelting is not among the site's activities and metals."
    )


def test_only_facts_that_decide_something_are_asked(tmp_path: Path):
    tailings = make_criterion("1", "a", applies_when=make_applies_when("has_housing"))
    form = make_form(criteria_set=make_criteria_set(tailings))
    assessment = make_assessment(site=make_site(facts={}))

    sheet = load_workbook(written(tmp_path, assessment, form))["Site"]

    assert [sheet[f"A{row}"].value for row in (15, 16, 17)] == [
        "prepared_by", "fact.has_housing", None,
    ]  # fmt: skip


def test_sheets_get_titles_that_spreadsheets_accept():
    sections = (
        Section("a", "Land, people / water: what [the] law asks of everybody on site?"),
        Section("b", "Land, people / water: what [the] law asks of everybody else"),
        Section("c", "site"),
        Section("d", "///"),
    )
    criteria = (make_criterion(section.id, section=section.id) for section in sections)
    chosen = make_criteria_set(*criteria, sections=sections)

    assert list(section_titles(chosen, str).values()) == [
        "Land, people water what the law",
        "Land, people water what the l 2",
        "site 2",
        "d",
    ]


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path):
    with pytest.raises(NotWritten, match="nowhere is not a folder"):
        written(tmp_path / "nowhere")

    assert list(tmp_path.iterdir()) == []


def test_cells_where_one_has_to_think_say_what_to_write(tmp_path: Path):
    sheet = load_workbook(written(tmp_path))["Certificates"]

    prompts = {str(one.sqref): one.prompt for one in sheet.data_validations.dataValidation}

    assert prompts["P4:P1000"] == (
        "What the certificate states, as name=value; name=value, such as chapter 1.5=80. "
        "The names and values of each standard stand on the first sheet."
    )
    assert prompts["R4:R1000"] == (
        "Yes only if the audit report itself can be shown, not only the certificate."
    )
    assert all(len(prompt) < 255 for prompt in prompts.values())


def test_the_first_sheet_says_which_results_certificates_state(tmp_path: Path):
    scale = ("does_not_conform", "conforms")
    standards = Standards(
        (
            Standard("IRMA", "IRMA", results=("chapter 1.1", "chapter 1.2")),
            Standard("GISTM", "GISTM", scales=(scale,), results=("all facilities",)),
        )
    )
    sheet = load_workbook(written(tmp_path, form=make_form(standards=standards))).worksheets[0]

    told = {row[1].value: row[2].value for row in sheet.iter_rows()}

    assert told["IRMA"] == "chapter 1.1; chapter 1.2 (numbers such as 80)"
    assert told["GISTM"] == "all facilities (from low to high: does_not_conform, conforms)"
