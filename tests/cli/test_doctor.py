import json
from pathlib import Path

import pytest

from ddtool import cli


def test_doctor_tells_a_wrong_setting_with_all_other_checks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("DDTOOL_TYPO", "1")

    assert cli.run(["doctor"]) == 1

    said = capsys.readouterr().out
    assert "problem  settings: DDTOOL_TYPO" in said
    assert "Python: 3." in said


def test_doctor_answers_programs_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    instance = tmp_path / "instance"
    instance.mkdir(mode=0o755)

    assert cli.run(["doctor", "--json"]) == 1

    answer = json.loads(capsys.readouterr().out)
    folder = next(check for check in answer["checks"] if check["name"] == "instance folder")
    assert answer["ok"] is False
    assert folder == {
        "name": "instance folder",
        "ok": False,
        "found": f"{instance} (mode 0755)",
        "remedy": f"chmod 700 '{instance}'",
    }
