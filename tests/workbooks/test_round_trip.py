import shutil
import subprocess
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ddtool.domain.assessments import ActionState, Answer, AnswerCode, Assessment, OwnRating
from ddtool.domain.certificates import (
    CertificateStatus,
    EvidenceType,
    Nonconformity,
    ResultBasis,
)
from ddtool.domain.criteria import Rating
from ddtool.domain.typed import clean
from ddtool.packs import Library
from ddtool.settings import find_data
from ddtool.workbooks import Form, read_assessment_folder, read_workbook, write_workbook
from tests.workbooks.editing import make_form, read, written
from tests.workbooks.samples import (
    make_action,
    make_assessment,
    make_certificate,
    make_evidence,
    make_site,
)

FULL = make_assessment(
    site=make_site(
        name="=Tirso & Söhne, 冶炼厂 " + "long " * 40 + "name",
        country="Peru",
        place="+high Andes",
        activities=("mining", "smelting"),
        metals=("copper", "zinc"),
        areas=("open pit", "leach pads, SX-EW"),
        facts={"has_tailings": False, "has_housing": True},
        fictional=True,
    ),
    answers=(
        Answer(
            "1.a", AnswerCode.PARTLY_MET, "=1+1 is not a formula\nsecond line", ("E-01", "E-02")
        ),
        Answer("1.b", AnswerCode.UNANSWERED, "we do not know yet"),
        Answer("2", AnswerCode.NOT_APPLICABLE, "没有尾矿"),
    ),
    ratings=(
        OwnRating("1", Rating.PARTIALLY_MEETS, "@reason", open_case=True),
        OwnRating("2", Rating.NOT_APPLICABLE, "没有尾矿"),
    ),
    evidence=(
        make_evidence("E-01", requirements=("1.a", "2"), location="https://example.org/a?b=1"),
        make_evidence(
            "E-02",
            title="-draft",
            document_date=date(2024, 2, 29),
            valid_until=date(2030, 12, 31),
            sha256="ab" * 32,
        ),
    ),
    actions=(
        make_action(
            requirement="1.b",
            owner="A. Person",
            due=date(2026, 6, 30),
            state=ActionState.ACCEPTED,
            cost="12 000 EUR",
            closure="done",
        ),
        make_action("ACT-02", criterion="2"),
    ),
    certificates=(
        make_certificate(),
        make_certificate(
            id="C2",
            standard="IRMA",
            edition="",
            number="0044",
            body="Body, Ltd.",
            evidence_type=EvidenceType.SECOND_PARTY,
            status=CertificateStatus.SUSPENDED,
            status_since=date(2025, 5, 5),
            issued=None,
            valid_until=None,
            last_audit=None,
            sites=("S1", "S2"),
            areas=("open pit",),
            activities=(),
            accredited=None,
            result_basis=None,
            has_report=True,
            results={"chapter 1.2": 81, "chapter 3.5": 77.5},
            companions=("Statement 2025", "Annex"),
            nonconformity=Nonconformity.CRITICAL,
            note="=note",
        ),
        make_certificate(id="C3", accredited=False, result_basis=ResultBasis.RECOGNISED),
    ),
)

# Reading leaves out what nobody sees; what is written is such a text already.
_TEXT = (
    (
        st.text(
            st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"),
            max_size=80,
        )
        | st.sampled_from(
            ["=1+1", "_x000D_", "+1", "a\nb", "#REF!", "TRUE", "'quoted", "1e5", "met"]
        )
    )
    .map(lambda text: text.strip())
    .map(clean)
)


@st.composite
def _assessments(draw: st.DrawFn) -> Assessment:
    answers = [
        Answer(id, draw(st.sampled_from(AnswerCode)), draw(_TEXT), ("E-01",) * draw(_ONE_OR_NONE))
        for id in ("1.a", "1.b")
    ]
    rating = OwnRating(
        "1", draw(st.sampled_from([None, *Rating])), draw(_TEXT), draw(st.booleans())
    )
    return make_assessment(
        answers=tuple(one for one in answers if one != Answer(one.requirement)),
        ratings=() if rating == OwnRating("1") else (rating,),
        evidence=(make_evidence("E-01", title=draw(_TEXT) or "x"),),
        prepared_by=draw(_TEXT),
    )


_ONE_OR_NONE = st.integers(0, 1)


def test_a_full_assessment_comes_back_as_it_was(tmp_path: Path):
    assert read(written(tmp_path, FULL)).assessment == FULL


def test_an_empty_assessment_comes_back_as_it_was(tmp_path: Path):
    assert read(written(tmp_path)).assessment == make_assessment()


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(_assessments())
def test_any_answers_and_notes_come_back_as_they_were(assessment: Assessment):
    with TemporaryDirectory() as folder:
        assert read(written(Path(folder), assessment)).assessment == assessment


def test_a_note_as_long_as_a_cell_comes_back_whole(tmp_path: Path):
    assessment = make_assessment(answers=(Answer("1.a", AnswerCode.MET, "a" * 32_767),))

    assert read(written(tmp_path, assessment)).assessment == assessment


def test_the_demonstration_comes_back_as_it_was(tmp_path: Path):
    form = _shipped("rra@3.0")
    assessment = read_assessment_folder(find_data("criteria") / "demo" / "DEMO-S2", form)
    path = written(tmp_path, assessment, form)

    assert read(path, form).assessment == assessment


def test_words_of_another_language_are_read_by_everybody(tmp_path: Path):
    spanish = make_form(translate=_SPANISH.get_or_same, language="es")
    path = written(tmp_path, FULL, spanish)

    assert read(path, spanish).assessment == FULL
    assert read(path).assessment == FULL
    assert read(path).language == "es"


@pytest.mark.libreoffice
def test_a_workbooksaved_by_libreoffice_says_the_same(tmp_path: Path):
    path = saved_by_libreoffice(written(tmp_path, FULL), tmp_path / "again")

    assert read(path).assessment == FULL


@pytest.mark.libreoffice
def test_the_demonstrationsaved_by_libreoffice_says_the_same(tmp_path: Path):
    form = _shipped("rra@3.0")
    assessment = read_assessment_folder(find_data("criteria") / "demo" / "DEMO-S2", form)
    written_path = tmp_path / "demo.xlsx"
    write_workbook(written_path, assessment, form)

    path = saved_by_libreoffice(written_path, tmp_path / "again")

    assert read_workbook(path, lambda _: form).assessment == assessment


class _Catalogue(dict[str, str]):
    def get_or_same(self, text: str) -> str:
        return self.get(text, text)


_SPANISH = _Catalogue(
    {
        "Met": "Cumple",
        "Partly met": "Cumple en parte",
        "Not applicable": "No aplica",
        "Answer": "Respuesta",
        "Note": "Nota",
        "Site": "Emplazamiento",
        "Certificates": "Certificados",
        "Id": "Clave",
        "yes": "sí",
        "unknown": "desconocido",
        "suspended": "suspendido",
    }
)


def _shipped(name: str) -> Form:
    library = Library((find_data("criteria"),))
    return Form(library.criteria_set(name), library.standards(), library.vocabulary())


def saved_by_libreoffice(path: Path, folder: Path) -> Path:
    office = shutil.which("soffice") or "soffice"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=110,
    )  # fmt: skip
    return folder / path.name
