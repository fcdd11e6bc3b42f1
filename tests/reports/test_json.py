import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import ddtool.reports
from ddtool.domain.assessments import Answer, AnswerCode, Evidence
from ddtool.domain.criteria import Rating
from ddtool.domain.decisions import Coverage
from ddtool.domain.gaps import Contradiction, Gap, GapAnalysis, Lack, Outlook
from ddtool.domain.look_ahead import EventKind
from ddtool.domain.reasons import Code, Kind
from ddtool.domain.verdicts import Outcome
from ddtool.reports.formats.json import FORMAT, to_json
from tests.reports.analyses import (
    analyse,
    content,
    demonstration,
    everything_missing,
    nothing_answered,
)

SCHEMA = json.loads(
    (Path(ddtool.reports.__file__).parent / "schema" / "gap-report-1.json").read_text("utf-8")
)
CODED: dict[str, type[Enum]] = {
    "outlook": Outlook,
    "gap_code": Gap,
    "coverage": Coverage,
    "outcome": Outcome,
    "rating": Rating,
    "answer": AnswerCode,
    "lack": Lack,
    "contradiction": Contradiction,
    "event_code": EventKind,
    "reason_code": Code,
    "reason_kind": Kind,
}


def report(analysis: GapAnalysis | None = None) -> Any:
    return json.loads(to_json(content(analysis)))


@pytest.fixture(scope="module")
def demo() -> Any:
    return report()


def criterion(whole: Any, number: str) -> Any:
    return next(one for one in whole["criteria"] if one["number"] == number)


def objects(schema: Any) -> Iterator[Any]:
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for part in schema.values():
            yield from objects(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from objects(part)


@pytest.mark.parametrize(
    "analysis",
    [
        demonstration,
        lambda: demonstration("DEMO-S1"),
        lambda: demonstration("DEMO-S3"),
        nothing_answered,
        everything_missing,
    ],
)
def test_every_report_keeps_to_the_published_schema(analysis: Callable[[], GapAnalysis]):
    found = jsonschema.Draft202012Validator(SCHEMA).iter_errors(report(analysis()))

    assert [error.message for error in found] == []


def test_the_schema_is_sound_closed_and_explains_every_field():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)

    for one in objects(SCHEMA):
        assert one["additionalProperties"] is False
        assert set(one["required"]) == set(one["properties"])
        silent = [name for name, part in one["properties"].items() if not explained(part)]
        assert silent == []


def explained(part: dict[str, Any]) -> bool:
    if "description" in part:
        return True
    return bool(SCHEMA["$defs"][part["$ref"].removeprefix("#/$defs/")]["description"])


@pytest.mark.parametrize("name", CODED)
def test_the_schema_knows_every_code(name: str):
    assert SCHEMA["$defs"][name]["enum"] == [one.value for one in CODED[name]]


def test_a_field_the_schema_does_not_name_is_refused(demo: Any):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(demo | {"score": 87}, SCHEMA)


def test_the_report_says_what_it_is_and_rests_on(demo: Any):
    assert demo["format"] == {"name": "ddtool-gap-report", "version": 1}
    assert (demo["as_of"], demo["fictional"]) == ("2026-12-01", True)
    assert demo["disclaimer"][1] == "This is a self-assessment aid, not an assurance result."
    assert (demo["criteria_set"]["name"], demo["matrix"]["name"]) == ("rra@3.0", "demo@2026.11")
    assert demo["criteria_set"]["label"] == "working text"
    assert demo["matrix"]["label"] == "fictional: for the demonstration only"
    assert len(demo["matrix"]["sha256"]) == len(demo["criteria_set"]["sha256"]) == 64
    assert demo["content_sha256"] == content().snapshot


def test_the_outlook_comes_with_the_counts_it_rests_on(demo: Any):
    assert demo["outlook"]["outlook"] == "blocked"
    assert demo["outlook"]["counts"] == {
        "blocking": 1,
        "minor": 14,
        "to_confirm": 0,
        "open": 0,
        "closed": 13,
        "not_applicable": 5,
    }
    assert (demo["outlook"]["applicable"], demo["outlook"]["to_be_closed"]) == (28, 15)
    social = demo["outlook"]["sections"][1]
    assert (social["id"], social["counts"]["minor"]) == ("social", 6)


def test_the_three_verdicts_stand_side_by_side(demo: Any):
    verdicts = criterion(demo, "10")["verdicts"]

    assert verdicts["by_equivalence"]["coverage"] == "partial"
    assert verdicts["by_equivalence"]["by"] == ["B4"]
    assert verdicts["by_equivalence"]["residual"] == ["10.a", "10.c"]
    assert verdicts["self_rating"]["rating"] == "partially_meets"
    assert verdicts["determination"] is None
    assert verdicts["disagree"] is False


def test_every_decision_carries_its_trace(demo: Any):
    trace = criterion(demo, "17")["verdicts"]["by_equivalence"]["trace"]

    suspended = next(one for one in trace if one["credential"] == "B3")

    assert suspended["outcome"] == "rejected"
    assert suspended["cell"]["standard"] == "ISO 45001"
    assert suspended["cell"]["editions"] == ["2018"]
    assert (suspended["cell"]["status"], suspended["cell"]["counts"]) == ("adopted", True)
    assert suspended["cell"]["source"]["adopted_on"]
    assert [(one["code"], one["gate"]) for one in suspended["reasons"]] == [
        ("not-active", "G3"),
        ("major-nonconformity", "G14"),
    ]
    assert suspended["reasons"][0]["says"] == "The certificate is suspended."
    assert suspended["handed_on"] == ["not-active"]


def test_gaps_come_gravest_first_with_what_is_missing(demo: Any):
    first, second = demo["gaps"][:2]

    assert (first["criterion"], first["gap"]) == ("32", "blocking")
    assert [one["requirement"] for one in first["missing"]] == [
        "32.a", "32.b", "32.c", "32.d", "32.e", "32.f",
    ]  # fmt: skip
    assert (second["criterion"], second["gap"]) == ("1", "minor")
    assert len(demo["gaps"]) == 15


def test_actions_say_which_limit_they_miss(demo: Any):
    late = {one["id"]: one["after_limit"] for one in demo["actions"] if one["after_limit"]}

    assert late["ACT-25"] == "C"
    assert [one["letter"] for one in demo["limits"]] == ["A", "B", "C", "D"]
    assert demo["limits"][0]["day"] == "2027-03-15"


def test_what_lies_ahead_is_told_by_day(demo: Any):
    first = demo["forecast"][0]

    assert first["day"] == "2027-07-01"
    assert {one["certificate"] for one in first["events"]} >= {"B1", "B2"}
    assert {one["last_day"] for one in first["events"]} == {"2027-06-30"}
    assert [one["criterion"] for one in first["changes"]] == ["1", "2", "5", "6", "18"]


def test_the_words_of_every_code_stand_once(demo: Any):
    assert demo["words"]["gap"]["minor"] == "Improvement plan"
    assert demo["words"]["coverage"]["suggested"] == "Recognition not decided"
    assert demo["words"]["rating"]["fully_meets"] == "Fully meets"


def test_the_same_analysis_gives_the_same_file(tmp_path: Path):
    FORMAT.write(content(), tmp_path / "a.json")
    FORMAT.write(content(), tmp_path / "b.json")

    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "b.json"]


def test_a_report_on_nothing_says_so():
    empty = report(nothing_answered())

    assert (empty["outlook"]["outlook"], empty["outlook"]["counts"]["open"]) == ("incomplete", 33)
    assert (empty["certificates"], empty["forecast"], empty["fictional"]) == ([], [], False)
    assert criterion(empty, "1")["verdicts"]["self_rating"] is None


def test_half_characters_and_infinity_do_not_break_the_file():
    analysis = demonstration()
    line = analysis.certificates[0]
    certificate = replace(line.certificate, results={"share": float("inf")}, note="half \ud83d")
    changed = replace(analysis, certificates=(replace(line, certificate=certificate),))

    first = json.loads(to_json(replace(content(), analysis=changed)))["certificates"][0]

    assert first["results"] == {"share": "inf"}
    assert first["note"] == "half ?"


def test_evidence_named_only_by_an_answer_shows_its_requirement():
    assessment = demonstration().assessment
    answers = (Answer("1.a", AnswerCode.MET, evidence=("E-99",)),)
    evidence = (Evidence("E-99", "Policy"), Evidence("E-98", "Map", requirements=("2", "1.b")))

    found = content(analyse(replace(assessment, answers=answers, evidence=evidence)))

    written = json.loads(to_json(found))["evidence"]
    assert [(one["id"], one["requirements"]) for one in written] == [
        ("E-99", ["1.a"]),
        ("E-98", ["1.b", "2"]),
    ]
    assert [row.shows for row in found.evidence.rows] == ["1.a", "1.b, 2"]
