from datetime import date
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from ddtool.domain.assessments import Answer, AnswerCode, OwnRating
from ddtool.domain.criteria import Rating
from ddtool.workbooks import WrongWorkbook, read_workbook
from tests.workbooks.editing import (
    edited,
    make_form,
    problems_of,
    read,
    set_cells,
    written,
)
from tests.workbooks.samples import make_assessment as an_assessment
from tests.workbooks.samples import (
    make_certificate,
    make_criteria_set,
    make_criterion,
    make_evidence,
)

ANSWERS = "Met, Partly met, Not met, Not applicable"


def test_typed_answers_are_read(tmp_path: Path):
    path = edited(
        written(tmp_path, an_assessment(evidence=(make_evidence("E-01"),))),
        set_cells("Governance", E5="Partly met", F5="No budget", G5="E-01", H4="Partially meets"),
    )

    assessment = read(path).assessment

    assert assessment.answers == (Answer("1.a", AnswerCode.PARTLY_MET, "No budget", ("E-01",)),)
    assert assessment.ratings == (OwnRating("1", Rating.PARTIALLY_MEETS),)


@pytest.mark.parametrize("word", ["met", " MET ", "Met", "met\n"])
def test_words_and_codes_are_read_in_any_case(word: str, tmp_path: Path):
    path = edited(written(tmp_path), set_cells("Governance", E5=word))

    assert read(path).assessment.answer_to["1.a"].answer is AnswerCode.MET


@pytest.mark.parametrize("word", ["partly_met", "Partly  met"])
def test_codes_stand_for_their_words(word: str, tmp_path: Path):
    path = edited(written(tmp_path), set_cells("Governance", E5=word))

    assert read(path).assessment.answer_to["1.a"].answer is AnswerCode.PARTLY_MET


def test_an_empty_cell_is_no_answer(tmp_path: Path):
    path = edited(written(tmp_path), set_cells("Governance", E5="unanswered"))

    assert read(path).assessment.answers == ()


def test_columns_may_be_moved(tmp_path: Path):
    def move_answer_to_the_end(workbook: Workbook) -> None:
        sheet = workbook["Governance"]
        for row in range(3, 8):
            sheet.cell(row, 12).value = sheet.cell(row, 5).value
            sheet.cell(row, 5).value = None
        sheet["L5"] = "Met"

    path = edited(written(tmp_path), move_answer_to_the_end)

    assert read(path).assessment.answer_to["1.a"].answer is AnswerCode.MET


def test_rows_may_be_sorted(tmp_path: Path):
    def turn_around(workbook: Workbook) -> None:
        sheet = workbook["Governance"]
        sheet["E5"], sheet["E6"] = "Met", "Not met"
        rows = [[cell.value for cell in row] for row in sheet["A4:I6"]]
        for number, values in enumerate(reversed(rows), start=4):
            for column, value in enumerate(values, start=1):
                sheet.cell(number, column).value = value

    path = edited(written(tmp_path), turn_around)

    answers = [(one.requirement, one.answer) for one in read(path).assessment.answers]
    assert answers == [("1.a", AnswerCode.MET), ("1.b", AnswerCode.NOT_MET)]


def test_rows_may_be_pushed_down_and_empty_rows_put_between(tmp_path: Path):
    def push(workbook: Workbook) -> None:
        workbook["Governance"].insert_rows(1, 4)
        workbook["Governance"].insert_rows(9, 2)
        workbook["Governance"]["E11"] = "Met"

    path = edited(written(tmp_path), push)

    assert read(path).assessment.answers == (Answer("1.a", AnswerCode.MET),)


def test_extra_sheets_are_named_and_not_read(tmp_path: Path):
    def add(workbook: Workbook) -> None:
        workbook.create_sheet("My notes")["A1"] = "=1+1"

    assert read(edited(written(tmp_path), add)).ignored == ("My notes",)


def test_a_renamed_sheet_is_known_by_its_heads(tmp_path: Path):
    def rename(workbook: Workbook) -> None:
        workbook["Certificates"].title = "Zertifikate"
        workbook["Governance"].title = "G"

    path = written(tmp_path, an_assessment(certificates=(make_certificate(),)))

    assert read(edited(path, rename)).assessment.certificates == (make_certificate(),)


@pytest.mark.parametrize(
    "typed",
    [
        date(2026, 3, 4), "2026-03-04", "4 Mar 2026", "4 March 2026", " 2026-03-04 00:00:00 ",
        "March 4, 2026", "4. March 2026", "4-Mar-2026", "2026/3/4", "2026年3月4日", 46085,
    ],
)  # fmt: skip
def test_a_day_may_be_written_in_every_way_that_leaves_no_doubt(typed: object, tmp_path: Path):
    path = edited(written(tmp_path), set_cells("Site", C12=typed))

    assert read(path).assessment.assessment_day == date(2026, 3, 4)


def test_a_day_above_twelve_leaves_no_doubt_either(tmp_path: Path):
    path = edited(written(tmp_path), set_cells("Site", C12="25/03/2026", C13="03-25-2026"))

    assessment = read(path).assessment

    assert (assessment.assessment_day, assessment.commitment_day) == (date(2026, 3, 25),) * 2


@pytest.mark.parametrize("typed", ["03/04/2026", "3.4.2026", "03-04-2026"])
def test_a_day_that_can_be_read_in_two_ways_is_refused(typed: str, tmp_path: Path):
    assert problems_of(tmp_path, set_cells("Site", C12=typed)) == [
        f'Site, cell C12: "{typed}" can be read as two different days; '
        "accepted is a date such as 2026-03-04 or 4 Mar 2026"
    ]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("soon", "soon"), ("2026-02-30", "2026-02-30"), ("31/02/2026", "31/02/2026"),
        (True, "True"), ("4 Foo 2026", "4 Foo 2026"), ("01/02/26", "01/02/26"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused(typed: object, shown: str, tmp_path: Path):
    (said,) = problems_of(tmp_path, set_cells("Site", C12=typed))

    assert said == (
        f'Site, cell C12: "{shown}" is not a day; '
        "accepted is a date such as 2026-03-04 or 4 Mar 2026"
    )


@pytest.mark.parametrize(
    ("typed", "shown"),
    [(2026, "1905-07-18"), ("0026-01-01", "0026-01-01"), ("2926-01-01", "2926-01-01")],
)
def test_a_day_that_nobody_can_mean_is_refused(typed: object, shown: str, tmp_path: Path):
    assert problems_of(tmp_path, set_cells("Site", C12=typed)) == [
        f'Site, cell C12: "{shown}" is outside the accepted years; '
        "accepted are days from 1910 to 2100"
    ]


def test_numbers_stand_for_texts_where_texts_are_asked_for(tmp_path: Path):
    path = edited(written(tmp_path), set_cells("Site", C14=2026, C4=7.0, C8=1.5))

    assessment = read(path).assessment

    assert assessment.period == "2026"
    assert (assessment.site.organisation, assessment.site.place) == ("7", "1.5")


def test_true_and_false_stand_for_yes_and_no(tmp_path: Path):
    path = edited(written(tmp_path), set_cells("Site", C16=False))
    path = edited(path, set_cells("Governance", I4=True))

    filled = read(path).assessment

    assert filled.site.facts == {"has_tailings": False}
    assert filled.rating_of["1"].open_case


def test_everything_wrong_is_named_at_once_in_the_order_of_the_sheets(tmp_path: Path):
    said = problems_of(
        tmp_path,
        set_cells("Certificates", A4="C1", B4="ISO14001", K4="03/04/2026"),
        set_cells("Site", C16="perhaps", C9="mining; flying"),
        set_cells("Governance", E5="Mett", G6="E-09", E4="Met", H5="Fully meets"),
        set_cells("Actions", A4="ACT-01", B4="9", D4="Something"),
    )

    assert said == [
        'Site, cell C9: "flying" is not among the accepted words; accepted are: mining, smelting',
        'Site, cell C16: "perhaps" is not among the accepted words; accepted are: yes, no',
        'Governance, cell E4: "Met" stands in the row of a criterion; '
        "answer the rows of its requirements",
        f'Governance, cell E5: "Mett" is not among the accepted words; accepted are: {ANSWERS}',
        'Governance, cell H5: "Fully meets" stands in the row of a requirement; '
        "rate in the row of the criterion",
        'Governance, cell G6: "E-09" is not on the sheet “Evidence”; '
        "list it there, or take its id out",
        'Certificates, cell B4: "ISO14001" is not among the accepted words; '
        "accepted are: ISO 14001, ISO 45001, IRMA",
        'Certificates, cell K4: "03/04/2026" can be read as two different days; '
        "accepted is a date such as 2026-03-04 or 4 Mar 2026",
        'Actions, cell B4: "9" is no criterion of Test 1; '
        "accepted are the numbers on the criteria sheets, such as 1.a",
    ]


@pytest.mark.parametrize(
    ("cell", "typed", "said"),
    [
        ("E5", "=IF(1,\"Met\",0)", "E5: holds a formula; paste its value"),
        ("F5", "=A1", "F5: holds a formula; paste its value"),
        ("E5", "#REF!", 'E5: holds the error "#REF!"; type the value'),
        ("A5", "1.z", 'A5: "1.z" is no criterion or requirement of Test 1; '
                      "take ids from a fresh workbook; do not change them"),
        ("A6", "1.a", 'A6: "1.a" stands twice; keep one row for each id'),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named_by_its_cell(cell: str, typed: str, said: str, tmp_path: Path):
    first = problems_of(tmp_path, set_cells("Governance", **{cell: typed}))[0]

    assert first == f"Governance, cell {said}"


def test_a_cell_merged_away_is_named(tmp_path: Path):
    def merge(workbook: Workbook) -> None:
        workbook["Governance"]["E5"] = "Met"
        workbook["Governance"].merge_cells("E5:E6")

    assert problems_of(tmp_path, merge) == [
        "Governance, cell E6: is merged into E5; split the cells and fill each"
    ]


def test_merged_cells_beside_the_table_do_not_matter(tmp_path: Path):
    def merge(workbook: Workbook) -> None:
        workbook["Governance"].merge_cells("A1:D1")
        workbook["Governance"].merge_cells("K5:L6")

    assert read(edited(written(tmp_path), merge)).assessment.answers == ()


def test_rows_and_sheets_that_were_taken_out_are_missed(tmp_path: Path):
    def take_out(workbook: Workbook) -> None:
        workbook["Governance"].delete_rows(6)
        del workbook["Social"]
        del workbook["Actions"]

    fresh = "take it from a fresh workbook; leave empty what nobody has answered"
    assert problems_of(tmp_path, take_out) == [
        f"Actions: the sheet is missing; {fresh}",
        f'Governance: the row of "1.b" is missing; {fresh}',
        f"Social: the sheet is missing; {fresh}",
    ]


def test_a_head_that_was_changed_is_missed(tmp_path: Path):
    said = problems_of(tmp_path, set_cells("Governance", F3="Remarks", L3="Answer"))

    assert said == [
        "Governance: the column “Note” is missing; put it back; its place does not matter",
        "Governance, cell L3: the column “Answer” stands twice; keep one",
    ]


def test_a_row_without_an_id_but_with_an_answer_is_named(tmp_path: Path):
    said = problems_of(tmp_path, set_cells("Governance", E9="Met"))

    assert said == [
        "Governance, cell A9: the id of the row is missing; "
        "take ids from a fresh workbook; do not change them"
    ]


def test_two_certificates_of_one_id_are_named(tmp_path: Path):
    said = problems_of(
        tmp_path,
        set_cells("Certificates", A4="C1", B4="IRMA", A5="C1", B5="IRMA", A6=" ", D6="77"),
    )

    assert said == [
        'Certificates, cell A5: "C1" stands twice; give each row an id of its own',
        "Certificates, cell A6: the cell is empty; it has to be filled in",
        "Certificates, cell B6: the cell is empty; it has to be filled in",
    ]


def test_a_sheet_full_of_nonsense_ends_with_the_first_few_hundred_problems(tmp_path: Path):
    nonsense = {f"A{row}": "nonsense" for row in range(20, 900)}

    said = problems_of(tmp_path, set_cells("Governance", **nonsense))

    assert len(said) == 301
    assert said[-1] == "And more: reading stopped here; mend these first"


def test_a_workbook_for_another_set_is_refused_in_one_sentence(tmp_path: Path):
    path = written(tmp_path)

    with pytest.raises(WrongWorkbook) as refused:
        read_workbook(path, lambda _: make_form(), expected="rra@3.0")

    assert str(refused.value) == "workbook.xlsx was made for test@1, not for rra@3.0."


def test_a_workbook_of_somebody_else_is_refused(tmp_path: Path):
    path = tmp_path / "other.xlsx"
    Workbook().save(path)

    with pytest.raises(WrongWorkbook) as refused:
        read(path)

    assert str(refused.value) == (
        "other.xlsx is not a workbook of ddtool: the hidden sheet “ddtool” is missing. Fill in the "
        "one that was downloaded from ddtool, and save it under any name."
    )


@pytest.mark.parametrize("cells", [{"B3": "rra@3.0"}, {"C7": "1.a"}, {"B7": "7"}])
def test_a_hidden_sheet_that_was_touched_is_refused(cells: dict[str, object], tmp_path: Path):
    path = edited(written(tmp_path), set_cells("ddtool", **cells))

    with pytest.raises(WrongWorkbook, match="its hidden sheet “ddtool” was changed"):
        read(path)


def test_a_workbook_of_another_layout_is_refused(tmp_path: Path):
    path = edited(written(tmp_path), set_cells("ddtool", B2="99"))

    with pytest.raises(WrongWorkbook, match="layout 99, this one reads 1"):
        read(path)


def test_a_change_of_the_criteria_texts_is_told(tmp_path: Path):
    path = written(tmp_path)
    form = make_form(criteria_set=make_criteria_set(sha256="1" * 64))

    assert read(path).pack_changed is False
    assert read(path, form).pack_changed is True


def test_a_criterion_without_parts_is_answered_and_rated_in_one_row(tmp_path: Path):
    form = make_form(criteria_set=make_criteria_set(make_criterion("P1.1")))
    path = edited(
        written(tmp_path, form=form),
        set_cells("Governance", E4="Met", F4="All there", H4="Fully meets"),
    )

    assessment = read(path, form).assessment

    assert assessment.answers == (Answer("P1.1", AnswerCode.MET, "All there"),)
    assert assessment.ratings == (OwnRating("P1.1", Rating.FULLY_MEETS, "All there"),)
