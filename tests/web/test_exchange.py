"""An assessment as one file, out and in on pages; matrices and results for other systems."""

import json
import re
import zipfile
from io import BytesIO

import pytest
from flask import Flask

from ddtool.domain.assessments import Answer, AnswerCode
from ddtool.store import answers, loading
from ddtool.store.assessments import listed
from tests.web.browser import Browser, Page
from tests.web.producing import ASSESSMENT, begin, database_of, lead_of

PATH = f"/assessments/{ASSESSMENT}/exchange"


@pytest.fixture
def north(app: Flask) -> Flask:
    """North Metals with an assessment in which one requirement is answered."""
    begin(app)
    author = lead_of(app)
    said = Answer("17.a", AnswerCode.PARTLY_MET, "Half of it")
    with database_of(app).write(author) as db:
        answers.save_answer(db, str(author.organisation), ASSESSMENT, said, version=0)
    return app


def bring(browser: Browser, content: bytes, name: str = "north.ddtool.zip") -> Page:
    page = browser.get("/assessments/bring")
    return browser.post(
        "/assessments/bring",
        page.form | {"file": (BytesIO(content), name)},
        content_type="multipart/form-data",
    )


def test_an_assessment_goes_out_and_comes_in_again(north: Flask, ana: Browser):
    page = ana.get(PATH)
    assert "a verdict counts only where its assessor gave it" in page.text

    answer = ana.client.get(f"{PATH}/file")

    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"].endswith(".ddtool.zip")
    came = bring(ana, answer.data)
    answer.close()
    assert came.status == 303
    page = ana.follow(came)
    assert "The assessment is here: 1 answers" in page.text
    with database_of(north).read() as db:
        organisation = str(lead_of(north).organisation)
        (new,) = [one.value for one in listed(db, organisation) if one.value.id != ASSESSMENT]
        stored = loading.load(db, organisation, new.id)
    assert stored.assessment.answer_to["17.a"].note == "Half of it"


def test_a_competitor_gets_nothing(north: Flask, sue: Browser):
    for address in (PATH, f"{PATH}/file", f"{PATH}/credential"):
        assert sue.get(address).status == 404


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7 nothing", "This is no assessment file of ddtool"),
        (b"", "This is no assessment file of ddtool"),
    ],
)
def test_another_file_is_refused_in_a_sentence(
    north: Flask, ana: Browser, content: bytes, told: str
):
    page = bring(ana, content)

    assert page.status == 422
    assert told in page.text


def test_a_zip_without_a_text_is_refused(north: Flask, ana: Browser):
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("../../etc/passwd", "root")

    page = bring(ana, target.getvalue())

    assert page.status == 422
    assert "There is no assessment.json in this ZIP." in page.text


def test_no_file_is_refused_beside_the_field(north: Flask, ana: Browser):
    page = ana.get("/assessments/bring")

    page = ana.post("/assessments/bring", page.form, content_type="multipart/form-data")

    assert page.status == 422
    assert "Choose an assessment file." in page.text


def test_the_credential_is_a_draft_and_says_so(north: Flask, ana: Browser):
    answer = ana.client.get(f"{PATH}/credential")

    said = json.loads(answer.data)
    assert answer.headers["Content-Type"] == "application/ld+json"
    assert said["type"] == ["DigitalConformityCredential", "VerifiableCredential"]
    assert said["name"] == "DRAFT, not signed"
    assert "proof" not in said
    subject = said["credentialSubject"]
    assert (subject["assessorLevel"], subject["attestationType"]) == ("Self", "declaration")
    assert subject["description"].startswith("DRAFT, not signed and issued by nobody.")
    assert {"id", "issuedToParty", "assessmentLevel"} <= set(subject)


def test_a_matrix_goes_out_as_a_control_mapping(north: Flask, ana: Browser):
    assert "OSCAL" in ana.get("/matrices/working@2026.11").text

    answer = ana.client.get("/matrices/working@2026.11/mapping")

    said = json.loads(answer.data)["mapping-collection"]
    assert said["metadata"]["oscal-version"] == "1.2.1"
    assert said["provenance"]["status"] == "draft"
    maps = [one for mapping in said["mappings"] for one in mapping["maps"]]
    statuses = {prop["value"] for one in maps for prop in one["props"] if prop["name"] == "status"}
    assert statuses == {"proposed"}
    assert all("counts for nothing" in one["remarks"] for one in maps)
    assert all(re.fullmatch(r"[0-9a-f-]{36}", one["uuid"]) for one in maps)
    assert len({one["uuid"] for one in maps}) == len(maps)
    known = {one["uuid"] for one in said["back-matter"]["resources"]}
    for mapping in said["mappings"]:
        for side in ("source-resource", "target-resource"):
            assert mapping[side]["href"].removeprefix("#") in known


def test_a_matrix_that_is_not_there_is_said(north: Flask, ana: Browser):
    assert ana.get("/matrices/nothing@1/mapping").status == 404
