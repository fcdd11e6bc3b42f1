import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from ddtool.domain.gaps import GapAnalysis
from ddtool.reports.formats.excel import FORMAT, to_excel
from ddtool.reports.formats.excel.pages import sheet_title
from ddtool.reports.formats.excel.tables import Block, Column
from tests.reports.analyses import (
    analyse,
    content,
    demonstration,
    everything_missing,
    nothing_answered,
)

SHEETS = [
    "Read me",
    "Outlook",
    "Criteria",
    "Gaps",
    "Coverage",
    "Explanation",
    "Certificates",
    "Look ahead",
    "Improvement plan",
    "Evidence index",
    "Not applicable",
]
HEAD_ROW = 4


@pytest.fixture(scope="module")
def file() -> bytes:
    return to_excel(content())


@pytest.fixture(scope="module")
def workbook(file: bytes) -> Workbook:
    return load_workbook(BytesIO(file))


def rows(sheet: Worksheet, head_row: int = HEAD_ROW) -> list[dict[str, Any]]:
    """The rows of the first table of a sheet, by the titles of its columns."""
    heads = [cell.value for cell in sheet[head_row]]
    found = []
    for cells in sheet.iter_rows(min_row=head_row + 1, values_only=True):
        if all(value is None for value in cells):
            break
        found.append(dict(zip(map(str, heads), cells, strict=True)))
    return found


def texts(sheet: Worksheet) -> Iterator[str]:
    for cells in sheet.iter_rows(values_only=True):
        yield from (value for value in cells if isinstance(value, str))


def test_each_purpose_has_its_sheet(workbook: Workbook):
    assert workbook.sheetnames == SHEETS


def test_the_first_sheet_says_what_this_is_and_what_it_is_not(workbook: Workbook):
    said = set(texts(workbook["Read me"]))

    assert "Gap report" in said
    assert "This is a self-assessment aid, not an assurance result." in said
    assert "DEMO-S2" in said
    assert "RRA 3.0 (working text)" in said
    assert "No cell holds a formula." in said


def test_the_outlook_has_the_counts_by_section(workbook: Workbook):
    table = [
        [cell.value for cell in row]
        for row in workbook["Outlook"].iter_rows(min_row=11, max_row=15, max_col=8)
    ]

    assert table == [
        [
            "Section",
            "☒ Blocking",
            "◐ Improvement plan",
            "◈ To confirm",
            "◌ Open",
            "✓ Closed",
            "– Not applicable",
            "All",
        ],
        ["Governance", 0, 5, 0, 0, 4, 1, 10],
        ["Social", 0, 6, 0, 0, 6, 3, 15],
        ["Environmental", 1, 3, 0, 0, 3, 1, 8],
        ["All", 1, 14, 0, 0, 13, 5, 33],
    ]
    assert workbook["Outlook"]["A4"].value == "☒ Blocked"


def test_the_charts_show_those_cells_and_need_no_colour(file: bytes):
    with zipfile.ZipFile(BytesIO(file)) as archive:
        charts = [archive.read(f"xl/charts/chart{number}.xml").decode() for number in (1, 2)]

    by_section, by_certificate = charts
    assert "'Outlook'!$C$12:$C$14" in by_section
    assert "'Outlook'!$A$12:$A$14" in by_section
    assert 'prst="wdUpDiag"' in by_section
    assert 'prst="lgGrid"' in by_section
    assert by_section.count("<ser>") == 6
    assert by_certificate.count("<ser>") == 5
    assert all('<grouping val="stacked"' in chart for chart in charts)


def test_a_criterion_has_one_row_with_its_three_verdicts(workbook: Workbook):
    found = rows(workbook["Criteria"])

    assert len(found) == 33
    tenth = next(row for row in found if row["No."] == 10)
    assert tenth["Criterion"] == "Responsible Supply Chains"
    assert (tenth["Gap"], tenth["By equivalence"], tenth["Certificates"]) == (
        "Improvement plan",
        "Partial",
        "B4",
    )
    assert tenth["Until"] == datetime(2028, 9, 14)  # noqa: DTZ001 -- a day, as openpyxl reads it
    assert (tenth["Self-rating"], tenth["Determination"]) == ("Partially meets", "Not yet given")
    assert tenth["Left open or to bring"] == "leaves open: requirements 10.a, 10.c"
    assert (tenth["Requirements to close"], tenth["Actions"]) == (1, 1)


def test_gaps_are_requirements_with_action_owner_and_day(workbook: Workbook):
    found = rows(workbook["Gaps"])

    assert [row["Requirement"] for row in found[:6]] == [
        "32.a", "32.b", "32.c", "32.d", "32.e", "32.f",
    ]  # fmt: skip
    assert len(found) == 26
    fourth = found[3]
    assert (fourth["Gap"], fourth["State"], fourth["Mark"]) == ("Blocking", "not met", "☒")
    assert fourth["Owner"] == "S. Lang, engineering"
    assert fourth["Due"] == datetime(2028, 11, 30)  # noqa: DTZ001 -- as above
    assert fourth["Remark"] == "76 days after limit C"
    assert [row["Requirement"] for row in found if row["Action"] == "No action yet"] == ["20.d"]


def test_coverage_says_marks_in_words(workbook: Workbook):
    found = {row["No."]: row for row in rows(workbook["Coverage"])}

    assert found[1]["Coverage"] == "◐ Partial"
    assert found[1]["B1 EMAS"] == "◐ shows a part"
    assert found[27]["B7 ISO 14064-1 verification"] == "◔ a fact is missing"
    assert found[33]["B1 EMAS"] == "◌ recognition not decided"
    assert found[3]["B1 EMAS"] is None


def test_the_explanation_goes_check_by_check(workbook: Workbook):
    found = rows(workbook["Explanation"])

    suspended = [row for row in found if (row["No."], row["Certificate"]) == (17, "B3")]

    assert [(row["Check"], row["Code"], row["Effect"]) for row in suspended] == [
        ("Valid on the day", "not-active", "stopped"),
        ("No grave nonconformity open", "major-nonconformity", "lowered"),
    ]
    assert suspended[0]["Finding"] == "The certificate is suspended."
    assert suspended[0]["Recognition: status"] == "adopted"
    assert suspended[0]["Outcome"] == "Does not count"


def test_the_registers_are_complete(workbook: Workbook):
    assert len(rows(workbook["Certificates"])) == 6
    assert len(rows(workbook["Improvement plan"])) == 25
    assert len(rows(workbook["Evidence index"])) == 28
    assert [row["No."] for row in rows(workbook["Not applicable"])][:5] == [9, 21, 23, 24, 31]


def test_what_lies_ahead_has_days_as_days(workbook: Workbook):
    first = rows(workbook["Look ahead"], HEAD_ROW + 1)[0]

    assert first["Day"] == datetime(2027, 6, 30)  # noqa: DTZ001 -- as above
    assert first["Coverage lost on"] == "1, 2, 5, 6, 18"


def test_another_reader_finds_the_same(file: bytes):
    sheet = CalamineWorkbook.from_filelike(BytesIO(file)).get_sheet_by_name("Criteria")

    row = next(cells for cells in sheet.to_python() if cells[0] == 32)

    assert row[1:6] == [
        "Biodiversity and Productive Land",
        "Environmental",
        "☒",
        "Blocking",
        "None",
    ]


@pytest.mark.parametrize(
    ("name", "frozen", "area", "table"),
    [
        ("Criteria", "C5", "A1:P37", "A4:S37"),
        ("Gaps", "B5", "A1:L30", "A4:M30"),
        ("Coverage", "C5", "A1:K37", "A4:K37"),
        ("Improvement plan", "B5", "A1:L29", "A4:L29"),
    ],
)
def test_a_table_filters_freezes_and_prints(
    workbook: Workbook, name: str, frozen: str, area: str, table: str
):
    sheet = workbook[name]

    (only,) = sheet.tables.values()
    assert only.ref == only.autoFilter.ref == table
    assert sheet.freeze_panes == frozen
    assert area in sheet.print_area.replace("$", "")
    assert sheet.print_title_rows == "$4:$4"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
    assert sheet.page_setup.fitToHeight == 0
    head: Any = sheet.oddHeader
    foot: Any = sheet.oddFooter
    assert head.left.text == "Zinkhuette Auental GmbH · Auental lead and zinc smelter"
    assert foot.right.text == "Page &P of &N"
    assert "Fictional demonstration data" in foot.left.text


def test_tables_have_heads_that_are_all_different(workbook: Workbook):
    for sheet in workbook:
        for table in sheet.tables.values():
            heads = [str(cell.value) for cell in sheet[table.ref][0]]
            assert [column.name for column in table.tableColumns] == heads
            assert len({head.casefold() for head in heads}) == len(heads)


def test_every_link_leads_to_a_cell_with_something_in_it(workbook: Workbook):
    followed = 0
    for sheet in workbook:
        links = [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink]
        for link in links:
            name, _, address = str(link.location).rpartition("!")
            assert workbook[name.strip("'")][address].value, (sheet.title, link.ref)
            followed += 1
    assert followed > 150


def test_a_criterion_leads_to_its_gaps_and_back(workbook: Workbook):
    there: Any = workbook["Criteria"]["A5"].hyperlink
    back: Any = workbook["Gaps"]["A11"].hyperlink

    assert (there.location, back.location) == ("'Gaps'!A11", "'Criteria'!A5")


def test_states_take_their_colour_from_the_word(workbook: Workbook):
    rules = {
        str(area.sqref): [rule.formula[0] for rule in area.rules]
        for area in workbook["Criteria"].conditional_formatting
    }

    assert rules["E5:E37"] == [
        '"Blocking"',
        '"Improvement plan"',
        '"To confirm"',
        '"Open"',
        '"Closed"',
        '"Not applicable"',
    ]
    assert '"Does not meet"' in rules["I5:I37"]


def test_long_texts_have_room(workbook: Workbook):
    sheet = workbook["Gaps"]

    assert sheet["G5"].alignment.wrap_text
    assert sheet.row_dimensions[5].height > 40
    assert all((one.height or 0) <= 409 for one in sheet.row_dimensions.values())


def test_a_site_without_answers_has_a_report_too():
    sheet = load_workbook(BytesIO(to_excel(content(nothing_answered()))))

    assert sheet["Outlook"]["A4"].value == "◌ Incomplete"
    assert len(rows(sheet["Gaps"])) > 100
    assert sheet["Certificates"]["A4"].value == "No certificate that names this site is recorded."
    assert not sheet["Certificates"].tables


def test_a_site_that_meets_nothing_has_a_row_for_each_requirement():
    sheet = load_workbook(BytesIO(to_excel(content(everything_missing()))))

    assert {row["Gap"] for row in rows(sheet["Gaps"])} == {"Blocking"}
    assert len(rows(sheet["Criteria"])) == 33


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(1)", "\t=1", "=\n1"])
def test_no_text_of_a_site_becomes_a_formula(text: str):
    file = to_excel(content(hostile(text)))

    with zipfile.ZipFile(BytesIO(file)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == len(SHEETS)
        assert not any(re.search(rb"<f[ >/]", archive.read(name)) for name in sheets)
    opened = load_workbook(BytesIO(file))
    cells = [cell for sheet in opened for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type in {"f", "e"}]
    assert [cell.value for cell in cells].count(text) > 30


def hostile(text: str) -> GapAnalysis:
    """The demonstration with this text wherever people can write one."""

    def changed(value: Any) -> Any:
        if isinstance(value, tuple) and not hasattr(value, "_fields"):
            return tuple(changed(one) for one in value)
        if not is_dataclass(value) or isinstance(value, type):
            return value
        written = {
            one.name: text if one.name in _WRITTEN else changed(getattr(value, one.name))
            for one in fields(value)
            if one.init
        }
        return replace(value, **written)

    return analyse(changed(demonstration().assessment))


_WRITTEN = {
    "name", "organisation", "place", "country", "period", "prepared_by", "note", "reason", "title",
    "owner", "cost", "closure", "number", "body", "location",
}  # fmt: skip


def test_days_before_1900_are_texts():
    assessment = demonstration().assessment
    actions = tuple(replace(one, due=date(1850, 5, 5)) for one in assessment.actions)

    file = to_excel(content(analyse(replace(assessment, actions=actions))))

    assert load_workbook(BytesIO(file))["Gaps"]["J5"].value == "1850-05-05"


def test_the_file_is_whole_or_not_there(tmp_path: Path):
    FORMAT.write(content(), tmp_path / "report.xlsx")

    assert [path.name for path in tmp_path.iterdir()] == ["report.xlsx"]
    assert load_workbook(tmp_path / "report.xlsx").sheetnames == SHEETS


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Not applicable: [all]", "Not applicable all"),
        ("'Gaps'", "Gaps"),
        ("a" * 40, "a" * 31),
        ("criteria", "criteria 2"),
        ("", "–"),
    ],
)
def test_sheets_get_titles_that_sheets_can_have(text: str, title: str):
    assert sheet_title(text, ["Criteria"]) == title


def test_heads_of_a_table_are_told_apart():
    block = Block("x", (Column("Day", 8), Column("day", 8), Column("a\nb", 8)), (), "")

    assert block.heads == ("Day", "day′", "a b")


@pytest.mark.libreoffice
def test_libreoffice_opens_and_prints_it(tmp_path: Path):
    FORMAT.write(content(), tmp_path / "report.xlsx")
    office = shutil.which("soffice") or "soffice"

    answer = subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "report.xlsx")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert answer.returncode == 0
    assert "repair" not in answer.stderr.lower()
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
