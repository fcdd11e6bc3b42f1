from collections.abc import Mapping
from pathlib import Path

import pytest

from ddtool.domain.certificates import Result, Standard, Standards
from ddtool.workbooks import SiteFileProblems, read_certificates_file
from ddtool.workbooks.problems import NotAccepted
from ddtool.workbooks.results import ResultValues
from tests.workbooks.editing import make_form, problems_of, set_cells

IRMA = Standard("IRMA", "IRMA", results=("chapter 1.5", "chapter 2.1"))
GISTM = Standard(
    "GISTM",
    "GISTM",
    scales=(("does_not_conform", "partially_conforms", "conforms"),),
    results=("all facilities",),
)
TSM = Standard("TSM", "TSM", scales=(("C", "B", "A", "AA"), ("no", "yes")), results=("Climate",))
OTHER = Standard("ISO 14001", "ISO 14001")


@pytest.mark.parametrize(
    ("standard", "written", "results"),
    [
        (IRMA, "chapter 1.5=80; Chapter  2.1 = 77.5", {"chapter 1.5": 80, "chapter 2.1": 77.5}),
        (IRMA, "chapter 1.5=80,5", {"chapter 1.5": 80.5}),
        (IRMA, "chapter 1.5=75 %; chapter 2.1=100%", {"chapter 1.5": 75, "chapter 2.1": 100}),
        (GISTM, "All facilities=Partially conforms", {"all facilities": "partially_conforms"}),
        (GISTM, "all facilities=conforms", {"all facilities": "conforms"}),
        (TSM, "climate=aa", {"Climate": "AA"}),
        (OTHER, "anything=3", {"anything": 3}),
        (None, "x=y", {"x": "y"}),
        (IRMA, None, {}),
    ],
)
def test_results_are_read_as_their_standard_writes_them(
    standard: Standard | None, written: str, results: Mapping[str, Result]
):
    assert ResultValues(standard, str).read(written) == results


@pytest.mark.parametrize(
    ("standard", "written", "found", "accepted"),
    [
        (
            IRMA,
            "chapter 1.5=101%",
            '"101%" cannot be a percentage',
            "accepted are numbers from 0 to 100",
        ),
        (
            IRMA,
            "chapter 1.5=-5",
            '"-5" cannot be a percentage',
            "accepted are numbers from 0 to 100",
        ),
        (
            IRMA,
            "chapter 1.5=yes",
            '"yes" is not a number',
            "IRMA states numbers: write chapter 1.5=80, without words",
        ),
        (
            IRMA,
            "chapter 1.5=1,234",
            '"1,234" is not a number',
            "IRMA states numbers: write chapter 1.5=80, without words",
        ),
        (IRMA, "1.5=80", 'IRMA has no result "1.5"', 'do you mean "chapter 1.5"?'),
        (
            IRMA,
            "water=80",
            'IRMA has no result "water"',
            "the results are: chapter 1.5, chapter 2.1",
        ),
        (
            IRMA,
            "chapter 1.5=80; Chapter 1.5=90",
            'the result "chapter 1.5" stands twice',
            "give each result once",
        ),
        (
            IRMA,
            "chapter 1.5=80, chapter 2.1=70",
            '"chapter 1.5=80, chapter 2.1=70" is not a result',
            "accepted is name=value; name=value",
        ),
        (
            GISTM,
            "all facilities=80",
            '"80" is not on a scale of GISTM',
            "from low to high, accepted are: does_not_conform, partially_conforms, conforms",
        ),
        (
            TSM,
            "Climate=good",
            '"good" is not on a scale of TSM',
            "from low to high, accepted are: C, B, A, AA | no, yes",
        ),
        (
            OTHER,
            "anything=good",
            '"good" is not a number',
            "ISO 14001 states numbers: write anything=80, without words",
        ),
    ],
)
def test_a_result_that_nothing_could_be_compared_with_is_refused(
    standard: Standard, written: str, found: str, accepted: str
):
    with pytest.raises(NotAccepted) as refused:
        ResultValues(standard, str).read(written)

    assert (refused.value.found, refused.value.accepted) == (found, accepted)


def test_a_wrong_result_is_told_by_cell(tmp_path: Path):
    form = make_form(standards=Standards((IRMA,)))
    cells = set_cells("Certificates", A4="C1", B4="IRMA", P4="chapter 1.5=yes")

    assert problems_of(tmp_path, cells, form=form) == [
        'Certificates, cell P4: "yes" is not a number; '
        "IRMA states numbers: write chapter 1.5=80, without words"
    ]


def test_a_wrong_result_in_a_file_is_told_by_line(tmp_path: Path):
    path = tmp_path / "certificates.csv"
    path.write_text("id,standard,results\nC1,IRMA,1.5=80\n", encoding="utf-8")

    with pytest.raises(SiteFileProblems) as refused:
        read_certificates_file(path, make_form(standards=Standards((IRMA,))))

    assert str(refused.value) == (
        'certificates.csv, line 2, results: IRMA has no result "1.5"; do you mean "chapter 1.5"?'
    )
