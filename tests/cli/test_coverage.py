"""``ddtool coverage``, as people and programs call it."""

import json
from pathlib import Path

import pytest

from ddtool.cli import run

CASES = Path(__file__).parents[1] / "cases" / "equivalency-cases.json"


@pytest.fixture
def one_case(tmp_path):
    def write(**changes):
        case = json.loads(CASES.read_text(encoding="utf-8"))[0]
        path = tmp_path / "request.json"
        path.write_text(json.dumps({**case, **changes}), encoding="utf-8")
        return str(path)

    return write


def test_a_list_of_requests_gives_a_list_of_answers_in_the_same_order(capsys):
    code = run(["coverage", str(CASES), "--json"])

    answers = json.loads(capsys.readouterr().out)
    assert code == 0
    assert [answer["id"] for answer in answers[:3]] == ["X01", "X02", "X03"]
    assert len(answers) == 40


def test_one_request_gives_one_answer_with_every_field_of_the_contract(one_case, capsys):
    code = run(["coverage", one_case(), "--json"])

    answer = json.loads(capsys.readouterr().out)
    assert code == 0
    assert answer == {
        "id": "X01",
        "coverage": "full",
        "by": ["k45"],
        "residual": [],
        "needs_assessor": False,
        "codes": [],
        "proposal": "fully_meets",
        "effective": None,
        "trace": [
            {"credential": "k45", "cell": 0, "outcome": "counts", "level": "full", "reasons": []}
        ],
    }


def test_without_json_it_explains_in_words(one_case, capsys):
    code = run(["coverage", one_case(on="2028-01-01")])

    out = capsys.readouterr().out
    assert code == 0
    assert out.splitlines() == [
        "X01: 12: None",
        "  k45: Does not count",
        "    G3  The certificate expired on 2027-02-28. [expired]",
    ]


def test_a_fault_ends_with_one_line_on_stderr_and_nothing_on_stdout(one_case, capsys):
    code = run(["coverage", one_case(colour="red"), "--json"])

    captured = capsys.readouterr()
    assert code == 1
    assert captured.out == ""
    assert captured.err.startswith("colour: found an unknown key, accepted: id, on, site, ")
    assert len(captured.err.splitlines()) == 1


def test_a_file_that_is_not_there_is_wrong_usage(capsys):
    code = run(["coverage", "nowhere.json"])

    assert code == 2
    assert "nowhere.json" in capsys.readouterr().err


def test_the_example_of_the_readme_is_answered(tmp_path, capsys):
    readme = Path(__file__).parents[2] / "README.md"
    example = readme.read_text(encoding="utf-8").partition("```json\n")[2].partition("```")[0]
    path = tmp_path / "REQUEST.json"
    path.write_text(example, encoding="utf-8")

    code = run(["coverage", str(path), "--json"])

    answer = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (answer["coverage"], answer["by"]) == ("partial", ["C1"])
