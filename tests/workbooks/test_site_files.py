from datetime import date
from pathlib import Path

import pytest

from ddtool.domain.assessments import Answer, AnswerCode, OwnRating, Site
from ddtool.domain.criteria import Rating
from ddtool.workbooks import (
    SiteFileProblems,
    read_assessment_folder,
    read_certificates_file,
    read_site_file,
)
from tests.workbooks.editing import make_form
from tests.workbooks.samples import make_certificate, make_standards

SITE = """
organisation = "Minera Tirso"
id = "S1"
name = "Tirso mine"
country = "Peru"
place = "Tirso Alto"
activities = ["mining"]
metals = ["copper"]
areas = ["open pit", "camp"]
assessment_day = 2027-03-15
commitment_day = 2026-09-15
period = "2026"
prepared_by = "A. Person"
fictional = true

[facts]
has_tailings = true
"""

CERTIFICATES = """\
id,standard,edition,accredited,status,issued,valid_until,last_audit,sites,activities,result_basis,open_nonconformity
C1,ISO 14001,2015,yes,active,2025-01-01,2025-12-31,2025-01-15,S1,mining,audited,none
"""


def _file(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_a_site_is_read_with_its_days_and_facts(tmp_path: Path):
    assessment = read_site_file(_file(tmp_path, "site.toml", SITE), make_form())

    assert assessment.site == Site(
        id="S1",
        name="Tirso mine",
        organisation="Minera Tirso",
        country="Peru",
        place="Tirso Alto",
        activities=("mining",),
        areas=("open pit", "camp"),
        metals=("copper",),
        facts={"has_tailings": True},
        fictional=True,
    )
    assert assessment.assessment_day == date(2027, 3, 15)
    assert assessment.commitment_day == date(2026, 9, 15)
    assert (assessment.period, assessment.prepared_by) == ("2026", "A. Person")
    assert assessment.criteria_set == "test@1"


def test_everything_wrong_with_a_site_is_named_at_once(tmp_path: Path):
    path = _file(
        tmp_path,
        "site.toml",
        'name = 7\ncolour = "red"\nactivities = ["flying"]\nassessment_day = "soon"\n'
        'fictional = "yes"\n[facts]\nhas_tailings = "yes"\nhas_wings = true\n',
    )

    with pytest.raises(SiteFileProblems) as refused:
        read_site_file(path, make_form())

    said = [str(problem).partition(";")[0] for problem in refused.value.problems]
    assert said == [
        "site.toml, colour: unknown key",
        "site.toml, id: the key is missing",
        'site.toml, name: "7" is of the wrong kind',
        'site.toml, activities: "flying" is not in the vocabulary',
        'site.toml, facts.has_tailings: "yes" is of the wrong kind',
        "site.toml, facts.has_wings: unknown key",
        'site.toml, fictional: "yes" is of the wrong kind',
        'site.toml, assessment_day: "soon" is of the wrong kind',
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name = ", "site.toml: this is not TOML"),
        (b"\xff\xfe", "site.toml: this is not a text in UTF-8"),
        (b"x" * 3_000_000, "site.toml: the file is larger than 2 MB"),
        (b"a = " + b"[" * 50_000, "site.toml: this is not TOML"),
    ],
)
def test_a_file_that_is_no_toml_ends_in_a_sentence(content: bytes, said: str, tmp_path: Path):
    path = tmp_path / "site.toml"
    path.write_bytes(content)

    with pytest.raises(SiteFileProblems, match=said):
        read_site_file(path, make_form())


def test_an_empty_id_and_a_day_nobody_can_mean_are_refused(tmp_path: Path):
    path = _file(tmp_path, "site.toml", 'id = " "\nname = "x"\nassessment_day = 0206-03-04\n')

    with pytest.raises(SiteFileProblems) as refused:
        read_site_file(path, make_form())

    assert [str(problem) for problem in refused.value.problems] == [
        "site.toml, id: the text is empty; give a text between quotation marks",
        'site.toml, assessment_day: "0206-03-04" is of the wrong kind; '
        "give a day from 1910 to 2100 such as 2026-03-04, without quotation marks",
    ]


def test_certificates_that_name_the_site_almost_are_pointed_out(tmp_path: Path):
    path = _file(tmp_path, "certs.csv", CERTIFICATES.replace(",S1,", ",s1,"))

    with pytest.raises(SiteFileProblems) as refused:
        read_certificates_file(path, make_form(), "S1")

    assert str(refused.value) == (
        'certs.csv, line 2, sites: "s1" is not the site id "S1", letter for letter; do you mean S1?'
    )


def test_what_a_list_leaves_out_is_not_presumed(tmp_path: Path):
    path = _file(tmp_path, "certs.csv", "id,standard\nC1,ISO 14001\n")

    (found,) = read_certificates_file(path, make_form())

    assert (found.status, found.result_basis, found.nonconformity) == (None, None, None)


def test_certificates_are_read_from_csv(tmp_path: Path):
    path = _file(tmp_path, "certs.csv", CERTIFICATES)

    assert read_certificates_file(path, make_form()) == (make_certificate(),)


def test_everything_wrong_with_certificates_is_named_by_its_line(tmp_path: Path):
    path = _file(
        tmp_path,
        "certs.csv",
        "id,standard,status,issued,results\n"
        "C1,ISO 14001,aktive,2025-01-01,\n"
        "C1,ISO 14001,active,01/02/2025,chapter 1\n"
        "\n"
        "C3,Unheard of,active,,,\n",
    )

    with pytest.raises(SiteFileProblems) as refused:
        read_certificates_file(path, make_form())

    said = [str(problem).partition(";")[0] for problem in refused.value.problems]
    assert said == [
        'certs.csv, line 2, status: "aktive" is not among the accepted words',
        'certs.csv, line 3: "C1" stands twice',
        'certs.csv, line 3, issued: "01/02/2025" can be read as two different days',
        'certs.csv, line 3, results: "chapter 1" is not a result',
        "certs.csv, line 5: 6 fields under 5 heads",
    ]


def test_columns_nobody_knows_and_columns_that_are_missing_are_named(tmp_path: Path):
    path = _file(tmp_path, "certs.csv", "id,expires,id\nC1,x,y\n")

    with pytest.raises(SiteFileProblems) as refused:
        read_certificates_file(path, make_form())

    said = [str(problem).partition(";")[0] for problem in refused.value.problems]
    assert said == [
        'certs.csv, line 1: the column "id" stands twice',
        'certs.csv, line 1: unknown column "expires"',
        'certs.csv, line 1: the column "standard" is missing',
    ]


def test_a_whole_assessment_is_read_from_a_folder(tmp_path: Path):
    _file(tmp_path, "site.toml", SITE)
    _file(tmp_path, "answers.csv", "requirement,answer,note,evidence\n1.a,partly_met,n,E-01\n")
    _file(tmp_path, "ratings.csv", "criterion,rating,reason,open_case\n1,fully_meets,r,yes\n")
    _file(tmp_path, "evidence.csv", "id,title,document_date\nE-01,Manual,2026-02-02\n")
    _file(tmp_path, "actions.csv", "id,criterion,requirement,title\nA1,1,1.b,Mend it\n")
    _file(tmp_path, "certificates.csv", CERTIFICATES)

    assessment = read_assessment_folder(tmp_path, make_form())

    assert assessment.answers == (Answer("1.a", AnswerCode.PARTLY_MET, "n", ("E-01",)),)
    assert assessment.ratings == (OwnRating("1", Rating.FULLY_MEETS, "r", open_case=True),)
    assert assessment.certificates == (make_certificate(),)
    assert [one.title for one in assessment.evidence] == ["Manual"]
    assert [(one.criterion, one.requirement) for one in assessment.actions] == [("1", "1.b")]


def test_files_of_a_folder_are_checked_against_each_other_and_the_set(tmp_path: Path):
    _file(tmp_path, "site.toml", SITE)
    _file(tmp_path, "answers.csv", "requirement,answer,note,evidence\n9.z,met,,\n1.a,met,,E-07\n")
    _file(tmp_path, "ratings.csv", "criterion,rating\n7,fully_meets\n")
    _file(tmp_path, "actions.csv", "id,criterion,requirement,title\nA1,2,1.a,Mend it\n")

    with pytest.raises(SiteFileProblems) as refused:
        read_assessment_folder(tmp_path, make_form())

    said = [str(problem).partition(";")[0] for problem in refused.value.problems]
    assert said == [
        'answers.csv, line 2, requirement: "9.z" is not an id of Test 1',
        'ratings.csv, line 2, criterion: "7" is not an id of Test 1',
        'actions.csv, line 2, requirement: "1.a" does not belong to criterion 2',
        'answers.csv: 1.a names the evidence "E-07", which is not in the list',
    ]


@pytest.mark.parametrize("sign", [";", "\t"])
def test_a_file_with_other_separators_is_told_so(sign: str, tmp_path: Path):
    path = _file(tmp_path, "certs.csv", CERTIFICATES.replace(",", sign))

    with pytest.raises(SiteFileProblems) as refused:
        read_certificates_file(path, make_form())

    assert str(refused.value) == (
        "certs.csv, line 1: the columns are separated with semicolons or tabs; "
        "separate them with commas, or save the file as CSV UTF-8 with commas"
    )


def test_a_site_in_another_encoding_is_to_be_saved_as_text(tmp_path: Path):
    path = tmp_path / "site.toml"
    path.write_bytes('name = "Österreich"'.encode("cp1252"))

    with pytest.raises(SiteFileProblems) as refused:
        read_site_file(path, make_form())

    assert str(refused.value) == (
        "site.toml: this is not a text in UTF-8; save the file as UTF-8 text"
    )


def test_faults_of_a_file_speak_of_no_cells(tmp_path: Path):
    path = _file(tmp_path, "certs.csv", "id,standard\n,S99\n")
    form = make_form(standards=make_standards(*(f"S{number}" for number in range(10, 32))))

    with pytest.raises(SiteFileProblems) as refused:
        read_certificates_file(path, form)

    assert [str(problem) for problem in refused.value.problems] == [
        'certs.csv, line 2, standard: "S99" is not among the accepted words; accepted are: '
        "S10, S11, S12, S13, S14, S15, S16, S17, S18, S19, S20, S21, S22, S23, S24, S25, S26, "
        "S27, S28, S29, S30, S31",
        "certs.csv, line 2, id: no value is given; it has to be filled in",
    ]
