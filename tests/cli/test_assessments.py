"""Whole assessments as files, at the machine."""

from pathlib import Path

import pytest

from ddtool import cli

OWNER = "Zinkhuette Auental GmbH"


def test_an_assessment_is_written_brought_in_and_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert cli.run(["demo"]) == 0
    capsys.readouterr()
    assert cli.run(["assessments", "list", "--organisation", OWNER]) == 0
    listed = capsys.readouterr().out.splitlines()
    (id,) = [one.split()[0] for one in listed if " 2026 " in one and one.endswith("submitted")]
    file = tmp_path / "auental.ddtool.zip"

    assert cli.run(["assessments", "export", id, str(file), "--organisation", OWNER]) == 0
    assert cli.run(["assessments", "import", str(file), "--organisation", OWNER]) == 0

    said = capsys.readouterr()
    assert cli.run(["audit", "export", str(tmp_path / "audit.jsonl")]) == 0
    assert '"downloaded"' in (tmp_path / "audit.jsonl").read_text()
    capsys.readouterr()
    assert "171 answers, 28 documents" in said.out
    assert "The assessment was submitted where it comes from; here it is open." in said.err
    assert cli.run(["assessments", "list", "--organisation", OWNER]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(listed) + 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["list", "--organisation", "Nobody"], "There is no organisation Nobody."),
        (["import", "missing.zip", "--organisation", OWNER], "missing.zip"),
    ],
)
def test_what_is_not_there_is_said(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
):
    assert cli.run(["demo"]) == 0
    capsys.readouterr()

    assert cli.run(["assessments", *arguments]) == 1

    assert told in capsys.readouterr().err
