"""Packs that somebody sends are read within bounds; whatever else comes gets one sentence."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ddtool.domain.pack_uses import UploadedPack
from ddtool.packs import Library, PackProblems
from ddtool.packs.exchange import PackExists, export_pack, import_pack
from ddtool.packs.folders import Kind
from ddtool.packs.uploads import NotAPack, read_sent, say_the_same
from ddtool.spreadsheets.errors import NotAWorkbook
from tests.packs.small import CRITERIA, MATRIX, SET, cells, write_packs

NEW_SET = SET.replace('edition = "1.0"', 'edition = "2.0"')
NEW_MATRIX = MATRIX.replace('"2026.1"', '"2026.2"')


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def bomb() -> bytes:
    return zipped({"mini-2.0/set.toml": b"#" * (2 << 20), "mini-2.0/criteria.toml": CRITERIA})


REFUSED = {
    "empty": (b"", "brought.zip is empty."),
    "a text": (
        b"id = 1\n",
        "brought.zip is neither an Excel workbook (.xlsx) nor a ZIP of a pack's folder.",
    ),
    "cut off": (
        zipped({"set.toml": SET})[:-9],
        "brought.zip is damaged or cut off and cannot be opened.",
    ),
    "no pack": (
        zipped({"holiday.txt": "sun"}),
        "There is no pack in brought.zip: put its folder, with set.toml or matrix.toml, into it.",
    ),
    "two packs": (
        zipped({"a/set.toml": SET, "b/matrix.toml": MATRIX}),
        "brought.zip holds more than one pack; send one at a time.",
    ),
    "a stray file": (
        zipped({"a/set.toml": SET, "b/criteria.toml": CRITERIA}),
        "brought.zip holds b/criteria.toml, which is not in the folder of the pack; leave it out.",
    ),
    "a way out": (
        zipped({"../set.toml": SET}),
        "brought.zip is packed as no pack is (a part with an unsafe name), so it was not opened.",
    ),
    "a bomb": (
        bomb(),
        "brought.zip is packed as no pack is (a part packed to less than 1/200), "
        "so it was not opened.",
    ),
    "thousands of parts": (
        zipped({f"a/{number}.csv": "" for number in range(300)}),
        "brought.zip is packed as no pack is (more than 200 parts), so it was not opened.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_pack_gets_one_sentence(tmp_path: Path, case: str):
    content, said = REFUSED[case]
    roots = (write_packs(tmp_path),)

    with pytest.raises(NotAPack) as refused:
        read_sent(roots, "brought.zip", content)

    assert str(refused.value) == said


WORKBOOKS = {
    "with macros": (
        zipped({"[Content_Types].xml": "<x/>", "xl/vbaProject.bin": "x"}),
        "pack.xlsx holds macros; save it as an Excel workbook without macros (.xlsx).",
    ),
    "too old": (
        b"\xd0\xcf\x11\xe0" + b"\0" * 100,
        "pack.xlsx is an old .xls file or protected with a password; "
        "save it as an Excel workbook (.xlsx) without a password.",
    ),
    "of another program": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        "pack.xlsx is an OpenDocument file; save it as an Excel workbook (.xlsx).",
    ),
}


@pytest.mark.parametrize("case", WORKBOOKS)
def test_a_workbook_that_must_not_be_opened_gets_one_sentence(tmp_path: Path, case: str):
    content, said = WORKBOOKS[case]

    with pytest.raises(NotAWorkbook) as refused:
        read_sent((write_packs(tmp_path),), "pack.xlsx", content)

    assert str(refused.value) == said


def test_the_folder_in_a_zip_may_be_called_anything(tmp_path: Path):
    content = zipped(
        {
            "sets/new one/set.toml": NEW_SET,
            "sets/new one/criteria.toml": CRITERIA,
            "__MACOSX/sets/new one/._set.toml": "x",
            "sets/new one/.DS_Store": "x",
        }
    )

    sent = read_sent((write_packs(tmp_path),), "brought.zip", content)

    assert (sent.kind, sent.pack.name) == (Kind.CRITERIA_SET, "mini@2.0")


def test_all_problems_of_a_zip_are_told_with_file_and_place(tmp_path: Path):
    wrong = cells({"criterion": "9"}, {"standard": "ISO 9", "status": "published"})
    content = zipped({"x/matrix.toml": NEW_MATRIX, "x/cells.csv": wrong})

    with pytest.raises(PackProblems) as refused:
        read_sent((write_packs(tmp_path),), "brought.zip", content)

    told = [str(one) for one in refused.value.problems]
    file = "matrices/small-2026.2/cells.csv"
    assert any(one.startswith(f'{file}, line 2: mini@1.0 has no criterion "9"') for one in told)
    assert any(one.startswith(f'{file}, line 3: there is no standard "ISO 9"') for one in told)
    assert any(one.startswith(f"{file}, line 3: published without source_") for one in told)


def test_a_workbook_says_the_same_as_the_folder_it_was_made_from(tmp_path: Path):
    root = write_packs(tmp_path / "packs")
    library = Library((root,))
    for name, kind in (("mini@1.0", Kind.CRITERIA_SET), ("small@2026.1", Kind.MATRIX)):
        export_pack((root,), name, tmp_path / "pack.xlsx")

        sent = read_sent((root,), "pack.xlsx", (tmp_path / "pack.xlsx").read_bytes())

        assert say_the_same(kind, sent.files, library.files_of(kind, name))


def test_a_problem_of_a_set_names_the_row_of_its_workbook(tmp_path: Path):
    root = write_packs(tmp_path / "packs")
    export_pack((root,), "mini@1.0", tmp_path / "pack.xlsx")
    book = load_workbook(tmp_path / "pack.xlsx")
    sheet = book["Criteria"]
    headers = [cell.value for cell in sheet[1]]
    sheet.cell(2, headers.index("section") + 1, "nowhere")
    book.save(tmp_path / "pack.xlsx")

    with pytest.raises(PackProblems) as refused:
        read_sent((root,), "pack.xlsx", (tmp_path / "pack.xlsx").read_bytes())

    assert "pack.xlsx, Criteria, row 2: " in str(refused.value)


def test_what_was_loaded_stands_above_a_folder_of_its_name(tmp_path: Path):
    root = write_packs(tmp_path)
    loaded = UploadedPack(
        "sets",
        "mini@1.0",
        "0" * 64,
        contents={"set.toml": SET.replace("A small set", "As loaded"), "criteria.toml": CRITERIA},
    )

    library = Library((root,), uploaded=(loaded,))

    assert library.criteria_set("mini@1.0").title == "As loaded"
    assert [(one.name, one.uploaded) for one in library.criteria_sets()] == [("mini@1.0", True)]
    assert [str(one) for one in library.check()] == [
        "sets/mini-1.0: a pack of this name was loaded by upload; the folder is passed over; "
        "remove the folder, or give its pack another edition"
    ]


def test_a_workbook_is_not_imported_beside_a_loaded_pack_of_its_name(tmp_path: Path):
    root = write_packs(tmp_path / "packs")
    export_pack((root,), "mini@1.0", tmp_path / "pack.xlsx")
    loaded = UploadedPack("sets", "mini@1.0", "0" * 64)

    with pytest.raises(PackExists, match=r"mini-1\.0 was loaded by upload already"):
        import_pack((root, tmp_path / "private", (loaded,)), tmp_path / "pack.xlsx")

    assert not (tmp_path / "private").exists()


def test_a_loaded_matrix_takes_the_place_of_none_that_is_in_use(tmp_path: Path):
    root = write_packs(tmp_path)
    contents = {"matrix.toml": NEW_MATRIX, "cells.csv": cells({})}
    loaded = UploadedPack("matrices", "small@2026.2", "0" * 64, contents=contents)

    fitting = Library((root,), uploaded=(loaded,)).matrices_for("mini@1.0")

    assert fitting.chosen is not None
    assert fitting.chosen.name == "small@2026.1"
    assert fitting.others == ("small@2026.2",)
