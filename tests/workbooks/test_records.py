from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from tests.workbooks.editing import edited, problems_of, read, set_cells, written


@pytest.mark.parametrize("typed", ["S1; S2", "S1,S2", "S1\nS2"])
def test_sites_may_be_separated_by_any_sign(typed: str, tmp_path: Path):
    path = edited(
        written(tmp_path),
        set_cells("Certificates", A4="C1", B4="IRMA", M4=typed, O4="Mining, smelting"),
    )

    (certificate,) = read(path).assessment.certificates

    assert certificate.sites == ("S1", "S2")
    assert certificate.activities == ("mining", "smelting")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            {"M4": "s 1"},
            'M4: "s 1" is not the site id "S1", letter for letter; do you mean S1?',
        ),
        (
            {"J4": "2026-03-04", "K4": "2025-03-04"},
            "K4: the certificate ends on 2025-03-04, before it was issued on 2026-03-04; "
            "correct one of the two days",
        ),
    ],
)
def test_a_certificate_that_contradicts_itself_is_named(
    cells: dict[str, object], said: str, tmp_path: Path
):
    assert problems_of(tmp_path, set_cells("Certificates", A4="C1", B4="IRMA", **cells)) == [
        f"Certificates, cell {said}"
    ]


def test_a_hash_of_another_length_is_named(tmp_path: Path):
    cells = set_cells("Evidence", A4="E-01", B4="Permit", G4="abc123")

    assert problems_of(tmp_path, cells) == [
        'Evidence, cell G4: "abc123" is no SHA-256 hash; '
        "accepted are 64 digits 0 to 9 and letters a to f, or nothing"
    ]


def test_a_column_of_ids_that_was_taken_out_is_missed_and_nothing_else(tmp_path: Path):
    def take_out(workbook: Workbook) -> None:
        for title in ("Governance", "Evidence"):
            workbook[title].delete_cols(1)

    assert problems_of(tmp_path, take_out) == [
        "Governance: the column “No.” is missing; put it back; its place does not matter",
        "Evidence: the column “Id” is missing; put it back; its place does not matter",
    ]
