"""What is shipped in criteria/: every folder loads, and holds what it says."""

import csv
import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from ddtool.domain.criteria import CriteriaSet, Criterion
from ddtool.packs import Library

CRITERIA = Path(__file__).resolve().parents[1] / "criteria"
LIBRARY = Library((CRITERIA,))
SITES = sorted(path.parent.name for path in (CRITERIA / "demo").glob("*/site.toml"))
FICTIONAL = "(fictional)"


def rows(path: str) -> list[dict[str, str]]:
    with (CRITERIA / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def requirement_ids(criteria_set: CriteriaSet) -> list[str]:
    return [part.id for one in criteria_set.criteria for part in one.requirements]


def test_nothing_is_wrong_with_any_pack():
    assert LIBRARY.check() == ()


def test_every_folder_is_listed():
    folders = {path.name for path in CRITERIA.glob("sets/*")}
    matrices = {path.name for path in CRITERIA.glob("matrices/*")}

    assert {head.name.replace("@", "-") for head in LIBRARY.criteria_sets()} == folders
    assert {head.name.replace("@", "-") for head in LIBRARY.matrices()} == matrices
    assert folders == {"jdds-rev3", "rra-2.0", "rra-3.0"}
    assert matrices == {"demo-2026.11", "working-2026.11"}


@pytest.mark.parametrize(
    ("name", "criteria", "requirements"),
    [("rra@3.0", 33, 171), ("rra@2.0", 32, 96), ("jdds@rev3", 38, 0)],
)
def test_criteria_sets_are_complete(name: str, criteria: int, requirements: int):
    criteria_set = LIBRARY.criteria_set(name)

    assert len(criteria_set.criteria) == criteria
    assert len(requirement_ids(criteria_set)) == requirements
    assert len(criteria_set.criterion_of) == requirements or criteria


@pytest.mark.parametrize("head", LIBRARY.criteria_sets(), ids=lambda head: head.name)
def test_every_set_says_what_it_is(head: object):
    criteria_set = LIBRARY.criteria_set(getattr(head, "name", ""))

    assert criteria_set.label == "working text"
    assert all((criteria_set.rights, criteria_set.note, criteria_set.published))
    assert criteria_set.sources
    assert all(source.url for source in criteria_set.sources)
    assert [word.title for word in criteria_set.ratings] == [
        "Fully meets",
        "Partially meets",
        "Does not meet",
        "Not applicable",
    ]
    assert all(map(_is_described, criteria_set.criteria))
    assert all(criteria_set.in_section(section) for section in criteria_set.sections)


def _is_described(criterion: Criterion) -> bool:
    asked = all(
        part.question and part.guidance and part.evidence for part in criterion.requirements
    )
    return bool(criterion.summary and criterion.confidence and asked)


def test_official_numbers_are_left_to_whoever_holds_a_licence():
    for head in LIBRARY.criteria_sets():
        for criterion in LIBRARY.criteria_set(head.name).criteria:
            assert criterion.official_number == ""
            assert all(part.official_number == "" for part in criterion.requirements)


def test_dates_and_successors_are_those_of_the_sources():
    new, old = LIBRARY.criteria_set("rra@3.0"), LIBRARY.criteria_set("rra@2.0")

    assert (new.published, new.in_force_from) == (date(2023, 10, 19), date(2024, 1, 1))
    assert old.superseded_by == "rra@3.0"


@pytest.mark.parametrize(("name", "number"), [("rra@3.0", "25"), ("rra@2.0", "30")])
def test_cultural_heritage_can_apply_by_itself(name: str, number: str):
    criterion = LIBRARY.criteria_set(name).by_number[number]

    assert [f"{one.kind.value}:{one.value}" for one in criterion.applies_when.any_of] == [
        "activity:mining",
        "fact:has_indigenous_peoples",
        "fact:has_resettlement",
        "fact:in_or_near_protected_area",
        "fact:has_cultural_heritage",
    ]


def test_the_due_diligence_set_has_red_flags_and_annex_ii_risks():
    criteria_set = LIBRARY.criteria_set("jdds@rev3")

    assert len(criteria_set.sections) == 5
    assert len(criteria_set.due_diligence.red_flags) == 9
    assert len(criteria_set.due_diligence.risks) == 10
    assert set(criteria_set.due_diligence.responses or {}) == {
        "immediate_stop",
        "mitigate_then_stop",
    }


def test_every_fact_says_why_it_is_asked_and_none_is_asked_twice():
    facts = LIBRARY.vocabulary().facts

    assert all(fact.question.endswith("?") and fact.why for fact in facts)
    assert len({fact.question for fact in facts}) == len(facts) == 21
    assert {"external_sourcing", "secondary_material"}.isdisjoint(LIBRARY.vocabulary().fact_ids)


def test_every_cell_of_the_working_matrix_is_only_proposed():
    matrix = LIBRARY.matrix("working@2026.11")

    assert len(matrix.cells) == 619
    assert {cell.status for cell in matrix.cells} == {"proposed"}
    assert not any(cell.counts for cell in matrix.cells)
    assert sorted(cell.source.url for cell in matrix.cells if cell.source.url) == [
        "https://coppermark.org/zh/standards/",
        "https://www.greencarcongress.com/2021/02/20210210-metals.html",
    ]


def test_the_demonstration_matrix_says_that_it_is_fictional():
    matrix = LIBRARY.matrix("demo@2026.11")
    adopted = [cell for cell in matrix.cells if cell.counts]

    assert matrix.fictional
    assert "fictional" in matrix.title
    assert Counter(cell.confidence for cell in adopted) == {"medium": 123, "high": 21}
    assert {cell.confidence for cell in matrix.cells if not cell.counts} == {"low"}
    assert all(FICTIONAL in cell.source.adopted_by for cell in adopted)
    assert all(FICTIONAL in cell.source.confirmed_by for cell in adopted)


def test_cells_of_both_matrices_differ_in_their_status_only():
    working, demo = LIBRARY.matrix("working@2026.11"), LIBRARY.matrix("demo@2026.11")
    pairs = zip(working.cells, demo.cells, strict=True)

    assert all(one.id == two.id and one.conditions == two.conditions for one, two in pairs)


def test_standards_have_ordered_scales_and_the_days_a_source_gives():
    standards = LIBRARY.standards()

    assert standards.scales["TSM"] == (("C", "B", "A", "AA", "AAA"), ("no", "yes"))
    assert standards.scales["GISTM"] == (
        ("does_not_conform", "partially_conforms", "conforms"),
    )  # fmt: skip
    ends = {
        (standard.id, edition.id): edition.transition_end
        for standard in standards.all
        for edition in standard.editions
        if edition.transition_end
    }
    assert ends == {
        ("ISO 14001", "2004"): date(2018, 9, 15),
        ("ISO 14001", "2015"): date(2029, 4, 30),
        ("OHSAS 18001", "2007"): date(2021, 9, 30),
    }
    assert [one.id for one in standards.all if not one.certifiable] == ["ISO 26000", "ISO 20400"]


def test_the_crosswalk_leads_from_all_old_criteria_and_from_requirements_that_live_on():
    crosswalk = LIBRARY.crosswalk("rra@2.0", "rra@3.0")
    old = LIBRARY.criteria_set("rra@2.0")

    assert crosswalk is not None
    assert LIBRARY.crosswalks() == (("rra@2.0", "rra@3.0"),)
    sources = {entry.source for entry in crosswalk.entries}
    assert {*old.by_number, *requirement_ids(old)} - sources == {"4.c"}


def test_the_demonstration_sites_are_known():
    assert SITES == ["DEMO-S1", "DEMO-S2", "DEMO-S3"]


@pytest.mark.parametrize("name", SITES)
def test_a_demonstration_site_speaks_the_vocabulary_and_is_fictional(name: str):
    site = tomllib.loads((CRITERIA / "demo" / name / "site.toml").read_text(encoding="utf-8"))
    vocabulary = LIBRARY.vocabulary()

    assert site["fictional"] is True
    assert site["id"] == name
    assert set(site["activities"]) <= vocabulary.activity_ids
    assert set(site["metals"]) <= vocabulary.metal_ids
    assert set(site["facts"]) <= vocabulary.fact_ids
    assert site["assessment_day"] == date(2027, 3, 15)
    assert site["commitment_day"] == date(2026, 9, 15)


@pytest.mark.parametrize("name", SITES)
def test_demonstration_certificates_name_recorded_standards_editions_and_words(name: str):
    standards = LIBRARY.standards().by_id

    certificates = rows(f"demo/{name}/certificates.csv")

    assert len(certificates) == 7
    for one in certificates:
        assert standards[one["standard"]].edition(one["edition"])
        assert one["number"].startswith("DEMO-") or one["evidence_type"] == "membership"
        assert FICTIONAL in one["body"] or one["id"] in ("A6", "A7")
        for result in filter(None, one["results"].split("; ")):
            assert result.partition("=")[0] in standards[one["standard"]].results


def test_the_full_demonstration_answers_every_requirement():
    criteria_set = LIBRARY.criteria_set("rra@3.0")
    answers = rows("demo/DEMO-S2/answers.csv")

    assert [one["requirement"] for one in answers] == requirement_ids(criteria_set)
    assert Counter(one["answer"] for one in answers) == {
        "met": 118,
        "partly_met": 20,
        "not_met": 6,
        "not_applicable": 27,
    }
    assert all(one["note"] for one in answers if one["answer"] == "not_applicable")


def test_the_full_demonstration_has_the_expected_ratings_actions_and_evidence():
    ratings = rows("demo/DEMO-S2/ratings.csv")
    actions = rows("demo/DEMO-S2/actions.csv")
    evidence = rows("demo/DEMO-S2/evidence.csv")

    assert Counter(one["rating"] for one in ratings) == {
        "fully_meets": 13,
        "partially_meets": 14,
        "does_not_meet": 1,
        "not_applicable": 5,
    }
    assert Counter(one["state"] for one in actions) == {"running": 8, "planned": 17}
    assert len(evidence) == 28
    assert all(len(one["sha256"]) == 64 for one in evidence)
    known = {one["id"] for one in evidence}
    used = {e for one in rows("demo/DEMO-S2/answers.csv") for e in one["evidence"].split(";") if e}
    assert used <= known


@pytest.mark.parametrize("name", ["rra@3.0", "rra@2.0", "jdds@rev3"])
def test_texts_of_criteria_show_no_internal_names(name: str):
    criteria = LIBRARY.criteria_set(name).criteria

    texts = [text for one in criteria for text in (one.summary, *one.evidence)]

    assert [text for text in texts if re.search("[a-z]_[a-z]", text)] == []


@pytest.mark.parametrize("name", ["rra@3.0", "rra@2.0"])
def test_the_guidance_judges_requirements_in_the_words_of_the_answers(name: str):
    criteria_set = LIBRARY.criteria_set(name)

    for criterion in criteria_set.criteria:
        for part in criterion.requirements:
            assert part.guidance.startswith("Met: ")
            assert "Partly met: " in part.guidance
            assert "Not met: " in part.guidance
