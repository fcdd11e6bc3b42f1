import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ddtool.domain.assessments import Assessment, Site
from ddtool.domain.certificates import Certificate
from ddtool.domain.errors import UnknownCriteriaSet
from ddtool.packs import Library
from ddtool.usecases.reports import (
    Reader,
    ResultsNotComparable,
    analyse_assessment,
    content_of,
    default_matrix,
    file_stem,
    summary_of,
)

CRITERIA = Path(__file__).parents[2] / "criteria"
LIBRARY = Library((CRITERIA,))
DAY = date(2026, 12, 1)
REAL = Assessment(site=Site("S1", "Old smelter"), criteria_set="rra@3.0")
FICTIONAL = replace(REAL, site=replace(REAL.site, fictional=True))


def private_matrix(folder: Path, edition: str, published: str) -> Library:
    """The shipped packs, and the working matrix once more as a private edition."""
    shipped = CRITERIA / "matrices" / "working-2026.11"
    copy = folder / "matrices" / f"working-{edition}"
    shutil.copytree(shipped, copy)
    text = (copy / "matrix.toml").read_text("utf-8")
    text = text.replace('"2026.11"', f'"{edition}"').replace("2026-11-22", published)
    (copy / "matrix.toml").write_text(text, encoding="utf-8")
    return Library((CRITERIA, folder))


@pytest.mark.parametrize(
    ("assessment", "name"), [(REAL, "working@2026.11"), (FICTIONAL, "demo@2026.11")]
)
def test_a_fictional_matrix_is_for_fictional_sites_only(assessment: Assessment, name: str):
    assert default_matrix(LIBRARY, assessment).name == name


@pytest.mark.parametrize(
    ("published", "name"),
    [("2028-01-10", "working@2026.01"), ("2026-01-10", "working@2027.01")],
)
def test_the_newest_of_the_private_matrices_is_taken(published: str, name: str, tmp_path: Path):
    private_matrix(tmp_path, "2026.01", published)
    library = private_matrix(tmp_path, "2027.01", "2027-01-10")

    assert default_matrix(library, REAL).name == name


def test_a_private_matrix_goes_before_a_newer_shipped_one(tmp_path: Path):
    library = private_matrix(tmp_path, "2026.01", "2020-01-10")

    fitting = library.matrices_for("rra@3.0")

    assert default_matrix(library, REAL).name == "working@2026.01"
    assert fitting.others == ("working@2026.11",)


def test_a_private_matrix_with_problems_is_named_and_not_used(tmp_path: Path):
    library = private_matrix(tmp_path, "2026.01", "2020-01-10")
    (tmp_path / "matrices" / "working-2026.01" / "cells.csv").write_text("nonsense\n")

    fitting = library.matrices_for("rra@3.0")

    assert fitting.chosen is not None
    assert fitting.chosen.name == "working@2026.11"
    assert fitting.unusable == ("working@2026.01",)


def test_without_any_fitting_matrix_an_empty_one_is_taken():
    matrix = default_matrix(LIBRARY, replace(REAL, criteria_set="other@1"))

    assert (matrix.title, matrix.cells) == ("No matrix", ())


def test_an_unknown_criteria_set_is_named():
    with pytest.raises(UnknownCriteriaSet, match="other@1"):
        analyse_assessment(
            replace(REAL, criteria_set="other@1"), LIBRARY, as_of=DAY, matrix="working@2026.11"
        )


@pytest.mark.parametrize(
    ("site", "stem"),
    [
        ("DEMO-S2", "gap-report-DEMO-S2-rra-3.0-2026-12-01"),
        ("../etc/passwd", "gap-report-etc-passwd-rra-3.0-2026-12-01"),
        ("冶炼厂", "gap-report-site-rra-3.0-2026-12-01"),
        ("Fundición Łódź", "gap-report-Fundicion-Lodz-rra-3.0-2026-12-01"),
        ("a b\x00c", "gap-report-a-b-c-rra-3.0-2026-12-01"),
        ("x" * 200, f"gap-report-{'x' * 60}-rra-3.0-2026-12-01"),
    ],
)
def test_files_are_named_after_the_site_whatever_its_id(site: str, stem: str):
    assessment = replace(REAL, site=replace(REAL.site, id=site))
    analysis = analyse_assessment(assessment, LIBRARY, as_of=DAY)

    assert file_stem(content_of(analysis, LIBRARY, Reader())) == stem


def test_a_report_in_another_language_says_so_in_its_name():
    analysis = analyse_assessment(REAL, LIBRARY, as_of=DAY)

    stem = file_stem(content_of(analysis, LIBRARY, Reader("es")))

    assert stem.endswith("-rra-3.0-2026-12-01-es")


def test_a_summary_counts_what_is_open():
    analysis = analyse_assessment(REAL, LIBRARY, as_of=DAY)

    summary = summary_of(content_of(analysis, LIBRARY, Reader()))

    assert summary.outlook == "Incomplete"
    assert summary.counts[0][4] == "Open"
    assert summary.counts[-1] == ("All", "0", "0", "0", "33", "0", "0")


def test_a_result_on_another_scale_than_the_matrix_asks_for_is_told_by_certificate():
    certificate = Certificate("T1", "TSM", "2023", results={"Tailings Management": "yes"})

    with pytest.raises(ResultsNotComparable) as refused:
        analyse_assessment(replace(REAL, certificates=(certificate,)), LIBRARY, as_of=DAY)

    assert str(refused.value) == (
        "Certificate T1 states Tailings Management=yes, which cannot be compared with A, the "
        "least that the matrix working@2026.11 asks for; correct the result."
    )
