from pathlib import Path

import pytest

from ddtool.cli import run
from ddtool.packs import Library
from ddtool.settings import find_data
from ddtool.usecases.workbooks import read_workbook

DEMO = find_data("criteria") / "demo"


def test_a_workbook_is_written_and_can_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    output = tmp_path / "site.xlsx"
    site, certificates = DEMO / "DEMO-S1" / "site.toml", DEMO / "DEMO-S1" / "certificates.csv"

    code = run(
        ["workbook", str(site), "--criteria", "rra@3.0", "--certificates", str(certificates),
         "-o", str(output)]
    )  # fmt: skip

    filled = read_workbook(Library((find_data("criteria"),)), output)
    assert code == 0
    assert capsys.readouterr().out.startswith(f"Written: {output}.")
    assert filled.assessment.site.id == "DEMO-S1"
    assert len(filled.assessment.certificates) == 7


def test_a_folder_brings_its_answers_along(tmp_path: Path):
    output = tmp_path / "site.xlsx"

    code = run(["workbook", str(DEMO / "DEMO-S2"), "--criteria", "rra@3.0", "-o", str(output)])

    filled = read_workbook(Library((find_data("criteria"),)), output)
    assert code == 0
    assert len(filled.assessment.ratings) == 33


def test_a_workbook_that_is_there_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    output = tmp_path / "site.xlsx"
    output.write_bytes(b"filled in for hours")

    code = run(["workbook", str(DEMO / "DEMO-S1"), "--criteria", "jdds@rev3", "-o", str(output)])

    kept = tmp_path / "site.xlsx.bak"
    assert code == 0
    assert kept.read_bytes() == b"filled in for hours"
    assert f"is kept as {kept}" in capsys.readouterr().err


def test_no_earlier_file_is_ever_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    output = tmp_path / "north.xlsx"
    output.write_bytes(b"filled in for hours")
    arguments = ["workbook", str(DEMO / "DEMO-S1"), "--criteria", "jdds@rev3", "-o", str(output)]

    codes = [run(arguments), run(arguments), run(arguments)]

    assert codes == [0, 0, 0]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "north.xlsx",
        "north.xlsx.bak",
        "north.xlsx.bak.2",
        "north.xlsx.bak.3",
    ]
    assert (tmp_path / "north.xlsx.bak").read_bytes() == b"filled in for hours"
    assert capsys.readouterr().err.splitlines()[2] == (
        f"The file that was there before is kept as {tmp_path / 'north.xlsx.bak.3'}."
    )


def test_problems_of_both_files_are_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    site, certificates = tmp_path / "site.toml", tmp_path / "certs.csv"
    site.write_text('id = "S1"\nname = "x"\ncolour = 1\n')
    certificates.write_text("id,standard\nC1,Nonsense\n")

    code = run(
        ["workbook", str(site), "--criteria", "rra@3.0", "--certificates", str(certificates),
         "-o", str(tmp_path / "out.xlsx")]
    )  # fmt: skip

    lines = capsys.readouterr().err.splitlines()
    assert code == 1
    assert [line.partition(":")[0] for line in lines] == [
        "site.toml, colour",
        "certs.csv, line 2, standard",
    ]
    assert not (tmp_path / "out.xlsx").exists()


def test_a_set_that_nobody_carries_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    output = tmp_path / "out.xlsx"

    code = run(["workbook", str(DEMO / "DEMO-S1"), "--criteria", "rra@9", "-o", str(output)])

    assert code == 1
    assert "rra@9" in capsys.readouterr().err


def test_the_name_of_a_workbook_ends_with_xlsx(tmp_path: Path):
    code = run(
        ["workbook", str(DEMO / "DEMO-S1"), "--criteria", "rra@3.0", "-o", str(tmp_path / "x.xls")]
    )

    assert code == 2
