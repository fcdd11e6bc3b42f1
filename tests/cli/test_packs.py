import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ddtool import cli
from ddtool.store import Database
from tests.usecases.programme import begin, issue, make_programme


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exported") / "rra.xlsx"
    assert cli.run(["packs", "export", "rra@2.0", str(path)]) == 0
    return path


def renamed(exported: Path, path: Path, name: str) -> Path:
    workbook = load_workbook(exported)
    workbook["Set"]["B2"] = name
    workbook.save(path)
    return path


def test_the_list_names_every_pack_with_what_it_is(capsys: pytest.CaptureFixture[str]):
    assert cli.run(["packs", "list"]) == 0

    said = capsys.readouterr().out.splitlines()
    assert "  rra@3.0              Risk Readiness Assessment 3.0 (working text)" in said
    assert said.index("Criteria sets") < said.index("Matrices")


def test_the_list_is_there_for_programs(capsys: pytest.CaptureFixture[str]):
    assert cli.run(["packs", "list", "--json"]) == 0

    listing = json.loads(capsys.readouterr().out)
    assert [pack["name"] for pack in listing["criteria_sets"]] == [
        "jdds@rev3",
        "rra@2.0",
        "rra@3.0",
    ]
    assert listing["matrices"][0] == {
        "name": "demo@2026.11",
        "title": "Demonstration matrix, November 2026 (fictional adoption)",
        "label": "fictional: for the demonstration only",
        "private": False,
        "fictional": True,
        "issued": False,
        "uploaded": False,
        "in_use": True,
    }


def test_shipped_packs_have_no_problems(capsys: pytest.CaptureFixture[str]):
    assert cli.run(["packs", "check"]) == 0

    assert capsys.readouterr().out == "No problems.\n"


def test_a_broken_pack_is_told_on_stderr_with_exit_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    pack = tmp_path / "own-1"
    pack.mkdir()
    (pack / "matrix.toml").write_text('id = "own"\nedition = "1"\ntitle = "Own"\n')
    (pack / "cells.csv").write_text(
        "criteria_set,criterion,standard,editions,level,status\n"
        "rra@3.0,40,ISO 14001,2015,full,proposed\n"
        "rra@3.0,1,ISO 14001,2015,partial,proposed\n"
    )

    assert cli.run(["packs", "check", str(pack)]) == 1

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        'private/matrices/own-1/cells.csv, line 2: rra@3.0 has no criterion "40"; '
        "use a number of that edition",
        "private/matrices/own-1/cells.csv, line 3: partial without gap_note and without covers; "
        "say in gap_note what stays open, or name in covers what is shown",
    ]

    assert cli.run(["packs", "check", str(pack), "--json"]) == 1

    answer = json.loads(capsys.readouterr().out)
    assert answer["ok"] is False
    assert answer["problems"][0] == {
        "file": "private/matrices/own-1/cells.csv",
        "place": "line 2",
        "found": 'rra@3.0 has no criterion "40"',
        "remedy": "use a number of that edition",
    }


def test_a_private_pack_is_imported_listed_and_checked(
    tmp_path: Path, exported: Path, capsys: pytest.CaptureFixture[str]
):
    workbook = renamed(exported, tmp_path / "official.xlsx", "official")

    assert cli.run(["packs", "import", str(workbook), "--private"]) == 0
    assert cli.run(["packs", "check"]) == 0
    capsys.readouterr()
    assert cli.run(["packs", "list"]) == 0

    stored = tmp_path / "instance" / "criteria" / "sets" / "official-2.0"
    assert sorted(path.name for path in stored.iterdir()) == ["criteria.toml", "set.toml"]
    assert "official@2.0" in capsys.readouterr().out


def test_an_import_says_that_it_is_private(exported: Path, capsys: pytest.CaptureFixture[str]):
    assert cli.run(["packs", "import", str(exported)]) == 2

    assert "add --private" in capsys.readouterr().err


def test_an_import_never_replaces_a_pack(exported: Path, capsys: pytest.CaptureFixture[str]):
    assert cli.run(["packs", "import", str(exported), "--private"]) == 1

    assert capsys.readouterr().err == (
        "There is a pack rra-2.0 already; give this one another id or edition.\n"
    )


def test_a_private_pack_is_replaced_by_deleting_its_folder(
    tmp_path: Path, exported: Path, capsys: pytest.CaptureFixture[str]
):
    workbook = renamed(exported, tmp_path / "own.xlsx", "own")
    folder = tmp_path / "instance" / "criteria" / "sets" / "own-2.0"

    codes = [cli.run(["packs", "import", str(workbook), "--private"]) for _ in range(2)]

    assert codes == [0, 1]
    assert capsys.readouterr().err == (
        "There is a private pack own-2.0 already; to replace it, first delete "
        f"its folder {folder}, or give this one another id or edition.\n"
    )


def test_an_id_that_leads_elsewhere_is_one_problem(
    tmp_path: Path, exported: Path, capsys: pytest.CaptureFixture[str]
):
    workbook = renamed(exported, tmp_path / "evil.xlsx", "../evil")

    assert cli.run(["packs", "import", str(workbook), "--private"]) == 1

    assert capsys.readouterr().err == (
        'evil.xlsx: id is "../evil"; use letters, digits, dot, hyphen and underscore only\n'
    )


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "notes.xlsx").write_text("hello")

    assert cli.run(["packs", "import", str(tmp_path / "notes.xlsx"), "--private"]) == 1

    assert capsys.readouterr().err == "notes.xlsx is not an Excel workbook (.xlsx).\n"


def test_an_unknown_pack_cannot_be_exported(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert cli.run(["packs", "export", "rra@9", str(tmp_path / "x.xlsx")]) == 1

    assert capsys.readouterr().err == (
        'There is no criteria set or matrix "rra@9"; there is: jdds@rev3, rra@2.0, rra@3.0, '
        "demo@2026.11, working@2026.11.\n"
    )
    assert not (tmp_path / "x.xlsx").exists()


def test_a_private_pack_that_cannot_be_read_is_mentioned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    broken = tmp_path / "instance" / "criteria" / "sets" / "own-1"
    broken.mkdir(parents=True)
    (broken / "set.toml").write_text("broken [")

    assert cli.run(["packs", "list"]) == 0

    assert capsys.readouterr().err == "1 cannot be listed; run: ddtool packs check\n"


@pytest.mark.parametrize("arguments", [["bake"], ["export", "rra@3.0"], ["check", "/nowhere"]])
def test_wrong_usage_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]):
    assert cli.run(["packs", *arguments]) == 2

    assert "Usage: ddtool packs" in capsys.readouterr().err


def test_editions_issued_in_the_installation_are_listed_checked_and_exported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    instance = tmp_path / "instance"
    monkeypatch.setenv("DDTOOL_INSTANCE", str(instance))
    assert cli.run(["db", "upgrade"]) == 0
    database = Database(f"sqlite:///{instance / 'ddtool.sqlite'}")
    make_programme(database)
    issue(database, begin(database))
    database.close()
    book = tmp_path / "out.xlsx"
    capsys.readouterr()

    assert cli.run(["packs", "list"]) == 0
    assert cli.run(["packs", "check"]) == 0
    assert cli.run(["packs", "export", "working@2026.12", str(book)]) == 0

    said = capsys.readouterr().out
    assert "Working matrix, December 2026" in said
    assert "issued here" in said
    assert "No problems." in said
    assert "have one title" not in said
    assert load_workbook(book)["Cells"].max_row == 620
