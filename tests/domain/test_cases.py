"""The worked cases of the matching rules: input and expected output, field by field."""

import json
from pathlib import Path

import pytest

from ddtool.coverage_requests import answer_to, read_requests
from ddtool.domain.coverage import decide
from ddtool.packs import Library

ROOT = Path(__file__).parents[2]
CASES = json.loads((ROOT / "tests/cases/equivalency-cases.json").read_text(encoding="utf-8"))


def test_there_are_forty_cases():
    assert len(CASES) == 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']} {case['title']}")
def test_a_worked_case_comes_out_as_written(case):
    scales = Library((ROOT / "criteria",)).standards().scales
    asked = read_requests(json.dumps(case).encode(), scales)

    answer = dict(answer_to(asked.ids[0], decide(asked.questions[0])))

    assert {name: answer[name] for name in case["expect"]} == case["expect"]
