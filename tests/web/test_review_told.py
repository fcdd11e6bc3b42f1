"""What a producer is told of a review: why it came back, what waits, what was signed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from ddtool.domain.criteria import Rating
from ddtool.domain.reviews import Finding, FindingKind, Request, SignOff
from ddtool.store import review_hashes, sign_offs, submissions
from ddtool.usecases.findings import record_finding
from ddtool.usecases.sign_offs import return_for_changes
from ddtool.usecases.submissions import submit
from ddtool.usecases.threads import ask
from tests.factories import make_site
from tests.web.browser import Browser
from tests.web.making import add_certificate, add_site, author, begin, installed, plan_action, rate
from tests.web.people import ANA, RAVI
from tests.web.statements import statements
from tests.web.test_reviews import Given, given, ravi

__all__ = ["given", "ravi"]

REASON = "The register of permits is an old one."


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def returned(given: Given) -> Given:
    """An answer on 5 is late, a finding on 5.d is major, and the assessment came back."""
    database, ravi, id = installed(given.app).database, author(given.app, RAVI), given.assessment
    late = Request("", "5", "Which permit is meant?", due=date(2026, 11, 1))
    ask(database, replace(ravi, at=ravi.at - timedelta(days=60)), id, late)
    major = Finding("", "5", FindingKind.MAJOR, "Two permits have run out.", ("5.d",))
    record_finding(database, ravi, id, major)
    return_for_changes(database, ravi, id, reason=REASON)
    return given


@pytest.fixture
def signed(given: Given) -> Given:
    """Ravi Menon has signed it off."""
    sign(given.app, given.assessment)
    return given


def sign(app: Flask, id: str) -> None:
    """Sign an assessment off that was handed in once."""
    ravi, own = author(app, RAVI), author(app, ANA).organisation or ""
    with installed(app).database.write(ravi) as db:
        said = SignOff(
            submission=1,
            submission_sha256=submissions.listed(db, own, id)[-1].sha256,
            review_sha256=review_hashes.review_sha256(db, own, id),
            name=ravi.name,
            role="assessor",
            firm="Veridia Audits",
            day=ravi.at.date(),
            statement="Independent.",
        )
        sign_offs.sign(db, own, id, said)


def test_the_list_of_sites_says_why_it_came_back_and_what_waits(returned: Given, ana: Browser):
    page = plain(ana.get("/sites").text)

    assert "came back from Ravi Menon" in page
    assert REASON in page
    assert "with you; given to Veridia Audits" in page
    assert "the assessor waits for an answer on 5" in page
    assert "one late, wanted by 1 Nov 2026" in page
    assert "findings without an action on 5" in page


@pytest.mark.parametrize("page", ["", "/submission", "/assessor"])
def test_the_reason_of_the_return_stands_on_the_pages_of_the_assessment(
    returned: Given, ana: Browser, page: str
):
    assert REASON in ana.get(f"/assessments/{returned.assessment}{page}").text


def test_the_criterion_wears_its_request_and_finding_and_is_not_called_closed(
    returned: Given, ana: Browser
):
    rate(returned.app, returned.assessment, "5", Rating.FULLY_MEETS)
    own = f"/assessments/{returned.assessment}"

    (tags,) = [
        one for one in ana.get(f"{own}/criteria/5").all("span") if one.get("id") == "criterion-tags"
    ]
    page, tasks = ana.get(f"{own}/criteria/5").text, ana.get(own).text

    assert "Closed" not in "".join(tags.itertext())
    assert "Two permits have run out." in page
    assert "Which permit is meant?" in page
    assert "Left to you by the assessor" in tasks
    assert "no assessor sees it before you submit" not in tasks


def test_what_the_assessor_left_is_worth_a_look_before_it_is_submitted(
    returned: Given, ana: Browser
):
    page = ana.get(f"/assessments/{returned.assessment}/submission").text

    assert "1 request of the assessor is not answered." in page
    assert "1 finding of the assessor has no action." in page
    assert "1 of them is major." in page


def test_a_signature_is_told_and_so_is_what_breaks_it(signed: Given, ana: Browser):
    assert "by Ravi Menon, Veridia Audits, on 1 Dec 2026" in plain(ana.get("/sites").text)
    change = f"/sites/{signed.site}/change"

    saved = ana.follow(ana.post(change, ana.get(change).form | {"place": "Harbour"}))

    assert "This changes what Ravi Menon signed on 1 Dec 2026" in plain(saved.text)
    sites = ana.get("/sites").text
    assert "Sign-off broken" in sites
    assert "what Ravi Menon signed no longer stands" in sites


def test_what_was_handed_in_stays_and_each_change_around_it_is_told(given: Given, ana: Browser):
    own, site = f"/assessments/{given.assessment}", make_site(id=given.site)
    (asked,) = ana.get(own).texts("h2", id="progress")
    held = add_certificate(given.app, site)
    change = f"/sites/{given.site}/change"
    certificate = f"/certificates/{held}"

    facts = ana.follow(ana.post(change, ana.get(change).form | {"fact_has_tailings": "no"}))
    status = ana.follow(ana.post(certificate, ana.get(certificate).form | {"note": "Suspended."}))

    for told in (plain(facts.text), plain(status.text)):
        assert "What was submitted on 1 Dec 2026" in told
        assert "To submit the change, open the assessment again." in told
    assert "The assessment's pages count the certificate as it is now" in status.text
    assert ana.get(own).texts("h2", id="progress") == [asked]
    for page in ("/gaps", "/coverage"):
        (note,) = ana.get(own + page).all("div", id="since-submitted")
        assert "certificates: C1 ISO 45001 (added)" in plain(" ".join(note.itertext()))


def test_a_broken_signature_names_the_certificate_and_what_was_handed_in_stays(
    signed: Given, ana: Browser
):
    own = f"/assessments/{signed.assessment}"
    add_certificate(signed.app, make_site(id=signed.site))

    page = ana.get(f"{own}/submission").text

    assert "certificates: C1 ISO 45001 (added)" in page
    assert "0 of this site" in page
    assert "certificates: C1 ISO 45001 (added)" in ana.get(own).text


@pytest.mark.parametrize("page", ["", "/criteria/5"])
def test_a_review_makes_the_pages_only_a_little_dearer(returned: Given, ana: Browser, page: str):
    address = f"/assessments/{returned.assessment}{page}"
    ana.get(address)

    with statements(installed(returned.app).database) as said:
        ana.get(address)

    assert len(said) <= 15, [one.split("FROM")[-1][:90] for one in said]


@pytest.mark.parametrize("page", ["", "/criteria/5"])
def test_a_signature_makes_the_pages_no_dearer_whether_it_stands_or_not(
    signed: Given, ana: Browser, page: str
):
    address = f"/assessments/{signed.assessment}{page}"
    plan_action(signed.app, signed.assessment)
    ana.get(address)
    with statements(installed(signed.app).database) as standing:
        ana.get(address)
    add_certificate(signed.app, make_site(id=signed.site))
    ana.get(address)  # What has changed is compared once, until something else does.

    with statements(installed(signed.app).database) as broken:
        ana.get(address)

    # One that was carried over asks once more.
    assert [len(said) <= 14 for said in (standing, broken)] == [True, True]


def test_the_list_of_sites_asks_no_more_where_more_was_signed(signed: Given, ana: Browser):
    app = signed.app
    add_certificate(app, make_site(id=signed.site))
    with statements(installed(app).database) as of_one:
        ana.get("/sites")
    other = begin(app, add_site(app))
    submit(
        installed(app).database,
        author(app, ANA),
        other.id,
        matrix="working@2026.11",
        revision=other.revision,
    )
    sign(app, other.id)
    add_certificate(app, make_site(id=other.site))

    with statements(installed(app).database) as of_two:
        page = ana.get("/sites")

    assert page.text.count("Sign-off broken") == 2
    assert len(of_two) == len(of_one)
