"""The pages of certificates: the register, the form for one, what it does, conflicts."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from tests.evidence_files.samples import PDF, png
from tests.web.browser import Browser, Page
from tests.web.making import add_site
from tests.web.north import ASSESSMENT, CERTIFICATE, SITE, stored

NEW = "/certificates/new?standard=ISO+14001"

FILLED: dict[str, Any] = {
    "standard": "ISO 14001",
    "edition": "2015",
    "number": "E-9",
    "body": "Some body",
    "accredited": "yes",
    "issued": "2025-03-01",
    "valid_until": "2028-02-28",
    "last_audit": "2026-03-01",
    "status": "active",
    "basis": "audited",
    "nonconformity": "none",
    "sites": ["North smelter"],
    "activities": ["smelting", "refining"],
}


def test_without_certificates_the_page_says_what_to_do_first(ana: Browser):
    page = ana.get("/certificates")

    assert "No certificate is recorded yet." in page.text
    assert page.texts("a", href="/certificates/new") == ["Record the first certificate"]


def test_the_register_says_what_each_certificate_does(ana: Browser, north: str):
    page = ana.get("/certificates")

    (row,) = page.texts("tr")[1:]
    assert row.startswith("C1 ISO 45001:2018 OHS 1 – North smelter 28 Feb 2027 in 89 days active")
    assert "Would count for" in row or "Counts for" in row


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 1),
        ("state=90", 1),
        ("state=30", 0),
        ("state=expired", 0),
        ("state=current", 1),
        ("state=inactive", 0),
        ("state=open-ended", 0),
        (f"site={SITE}", 1),
        ("site=elsewhere", 0),
        ("standard=ISO+45001&order=until", 1),
        ("standard=ISO+9001", 0),
        ("words=ohs&order=body", 1),
        ("words=nothing&state=nonsense&order=nonsense&page=x", 0),
    ],
)
def test_the_register_is_filtered(ana: Browser, north: str, query: str, number: int):
    page = ana.get(f"/certificates?{query}")

    assert len(page.texts("tr")[1:]) == number
    exported = ana.get(f"/certificates/export.csv?{query}").answer
    assert len(exported.text.splitlines()) == number + 1
    assert exported.headers["Content-Disposition"] == "attachment; filename=certificates.csv"


def test_the_standard_is_chosen_first_and_decides_what_is_asked(ana: Browser, north: str):
    assert "Joint Due Diligence Standard" in ana.get("/certificates/new").text

    iso, tsm = ana.get(NEW), ana.get("/certificates/new?standard=TSM")

    assert not iso.all("select", name="result-1")
    assert not iso.all("input", name="report")
    assert iso.all("input", name="accredited")
    assert [one.get("value") for one in tsm.all("select", name="result-2")[0]][1:] == [
        "C", "B", "A", "AA", "AAA",
    ]  # fmt: skip
    assert not tsm.all("input", name="accredited")
    assert tsm.all("input", name="basis", value="unknown")[0].get("checked") is not None
    assert ana.get("/certificates/new?standard=Nothing").status == 404


def test_a_certificate_begun_on_the_page_of_a_site_names_it(app: Flask, ana: Browser):
    site = add_site(app)

    begun = ana.get(f"{NEW}&site={site.id}")

    (box,) = begun.all("input", name="sites")
    assert box.get("checked") is not None
    page = ana.get(f"/sites/{site.id}")
    assert page.texts("a", href=f"/certificates/new?site={site.id}") == ["Record a certificate"]


def test_a_new_certificate_assumes_nothing(ana: Browser, north: str):
    form = ana.get(NEW).form

    assert (form["edition"], form["accredited"], form["valid_until"]) == ("", "unknown", "")
    assert (form["status"], form["basis"], form["nonconformity"]) == ("", "unknown", "")
    assert "sites" not in form


def test_what_nobody_has_stated_keeps_it_waiting(ana: Browser, assessed: str):
    said = FILLED | {"status": "", "basis": "unknown", "nonconformity": ""}

    page = ana.follow(ana.post("/certificates/new", said))

    assert "The status of the certificate is not stated." in page.text
    assert "Whether a grave nonconformity on the topic is open is not stated." in page.text
    assert (page.form["status"], page.form["nonconformity"]) == ("", "")


def test_a_minor_nonconformity_stops_nothing(ana: Browser, assessed: str):
    none = ana.follow(ana.post("/certificates/new", FILLED))
    minor = ana.follow(ana.post("/certificates/new", FILLED | {"nonconformity": "minor"}))

    assert minor.form["nonconformity"] == "minor"
    assert minor.texts("li") == none.texts("li")


def test_what_it_does_leads_to_the_criteria_of_the_open_assessment(ana: Browser, assessed: str):
    page = ana.follow(ana.post("/certificates/new", FILLED))

    assert page.texts("a", href=f"/assessments/{ASSESSMENT}/criteria/1") == ["Management System"]


def test_without_sites_the_form_says_what_to_do_first(sue: Browser):
    page = sue.get(NEW)

    assert "No site is recorded yet. Record your sites first" in page.text
    assert "so nobody can say what it does" in page.text


def test_the_register_says_why_a_certificate_does_not_count(ana: Browser, north: str):
    ana.get(NEW)
    ana.post("/certificates/new", FILLED | {"valid_until": "2026-09-30"})

    (row,) = (one for one in ana.get("/certificates").texts("tr") if one.startswith("C2 ISO 14001"))

    assert "Does not count here. The certificate expired on 30 Sep 2026." in row


def test_a_certificate_is_recorded_and_says_at_once_what_it_does(
    app: Flask, ana: Browser, north: str
):
    answer = ana.post("/certificates/new", FILLED)

    page = ana.follow(answer)
    certificate = stored(app, north)["ISO 14001"]
    assert (certificate.number, certificate.sites, certificate.accredited) == ("E-9", (SITE,), True)
    assert certificate.activities == ("smelting", "refining")
    assert "The certificate is recorded." in page.text
    assert "North smelter RRA 3.0 · no assessment open Counts for 4 criteria." in page.text
    assert "adopted by M. Lindqvist (fictional), 2 Nov 2026" in page.text.replace("\xa0", " ")


def test_what_is_missing_is_told_with_what_it_would_bring(ana: Browser, north: str):
    page = ana.post(
        "/certificates/new", FILLED | {"valid_until": "", "no_until": "on", "look": "1"}
    )

    assert page.status == 200
    assert "Would count for 4 criteria, but facts are missing." in page.text
    assert "bring the day of expiry" in page.text


def test_the_panel_beside_the_form_answers_while_somebody_types(ana: Browser, north: str):
    changed = FILLED | {"status": "suspended", "issued": "no day"}

    page = ana.post("/certificates/effects", changed, headers={"HX-Request": "true"})

    assert page.texts("h2") == ["What it does, site by site"]
    assert "The certificate is suspended." in page.text
    assert ana.post("/certificates/effects", {"standard": "Nothing"}).status == 404


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (
            {"valid_until": ""},
            'Enter the day until which it is valid, or tick "No day is stated".',
        ),
        (
            {"no_until": "on"},
            'Enter the day until which it is valid or tick "No day is stated", not both.',
        ),
        (
            {"last_audit": "2027-04-12"},
            "The last audit (12\xa0Apr\xa02027) lies in the future; enter a day up to "
            "1\xa0Dec\xa02026.",
        ),
        (
            {"issued": "2029-01-01"},
            "It ends on 28\xa0Feb\xa02028, before it was issued on 1\xa0Jan\xa02029; correct one "
            "of the two.",
        ),
        ({"issued": "1 Mar 25"}, '"1 Mar 25" is no day; write it as 2026-12-31.'),
        ({"status": "fine"}, "Choose one of those listed."),
        ({"sites": ["South smelter"]}, "Choose one of those listed."),
        ({"edition": "1999"}, "Choose one of those listed."),
        ({"number": "x" * 201}, "This has 201 characters; at most 200 are taken."),
    ],
)
def test_what_is_wrong_stands_first_and_nothing_is_stored(
    app: Flask, ana: Browser, north: str, changes: dict[str, Any], says: str
):
    page = ana.post("/certificates/new", FILLED | changes)

    assert page.status == 422
    assert page.texts("title")[0].startswith("Error:")
    assert " ".join(says.split()) in page.texts("p", class_="err")
    assert page.form["body"] == "Some body"
    assert "ISO 14001" not in stored(app, north)


def test_a_site_that_was_ticked_is_never_taken_for_another_of_its_name(
    app: Flask, ana: Browser, north: str
):
    add_site(app, name="North smelter", country="Chile")

    page = ana.post("/certificates/new", FILLED)

    assert page.status == 422
    assert "Choose one of those listed." in page.texts("p", class_="err")
    assert "ISO 14001" not in stored(app, north)


def test_results_are_read_on_their_scale(app: Flask, ana: Browser, north: str):
    tsm = FILLED | {"standard": "TSM", "edition": "2023", "report": "yes", "basis": "audited"}
    irma = FILLED | {"standard": "IRMA", "edition": "1.0", "result-1": "72,5", "result-2": ""}

    ana.post("/certificates/new", tsm | {"result-2": "AA", "result-6": "yes"})
    ana.post("/certificates/new", irma)

    found = stored(app, north)
    assert found["TSM"].results == {
        "Climate Change": "AA",
        "Preventing Child and Forced Labour": "yes",
    }
    assert found["IRMA"].results == {"chapter 1.1": 72.5}
    wrong = ana.post("/certificates/new", irma | {"result-1": "much"})
    assert '"much" is not a number; write it such as 80, 72.5 or 75%.' in wrong.texts(
        "p", class_="err"
    )


@pytest.mark.parametrize("text", ["-5", "101", "999999999999", "100.5 %"])
def test_a_result_beyond_a_whole_is_refused(ana: Browser, north: str, text: str):
    irma = FILLED | {"standard": "IRMA", "edition": "1.0", "result-1": text}

    page = ana.post("/certificates/new", irma)

    said = f'"{text}" cannot be a percentage; write a number from 0 to 100.'
    assert (page.status, said in page.texts("p", class_="err")) == (422, True)


def test_a_result_is_taken_with_its_sign(ana: Browser, north: str):
    irma = FILLED | {"standard": "IRMA", "edition": "1.0", "result-1": "75 %"}

    page = ana.follow(ana.post("/certificates/new", irma))

    assert page.form["result-1"] == "75"


def test_a_form_that_is_saved_unchanged_changes_nothing(app: Flask, ana: Browser, north: str):
    before = stored(app, north)["ISO 45001"]
    page = ana.get(f"/certificates/{CERTIFICATE}")

    answer = ana.post(f"/certificates/{CERTIFICATE}", _as_sent(page))

    assert answer.status == 302
    assert stored(app, north)["ISO 45001"] == before
    again = ana.get(f"/certificates/{CERTIFICATE}")
    assert again.form["version"] == "1"


def test_names_of_other_sites_and_areas_are_kept(app: Flask, ana: Browser, north: str):
    sent = _as_sent(ana.get(f"/certificates/{CERTIFICATE}"))
    scope = {"other_sites": "Harbour depot\n Old  quarry ", "areas": ["furnaces; old"]}

    ana.post(f"/certificates/{CERTIFICATE}", sent | scope)

    certificate = stored(app, north)["ISO 45001"]
    assert certificate.other_sites == ("Harbour depot", "Old quarry")
    assert certificate.areas == ("furnaces, old",)
    page = ana.get(f"/certificates/{CERTIFICATE}")
    assert page.all("input", name="areas", value="furnaces; old")[0].get("checked") is not None


def test_two_people_who_change_one_certificate_see_both_versions(
    app: Flask, ana: Browser, ben: Browser, north: str
):
    mine = _as_sent(ana.get(f"/certificates/{CERTIFICATE}"))
    theirs = _as_sent(ben.get(f"/certificates/{CERTIFICATE}"))
    ben.post(f"/certificates/{CERTIFICATE}", theirs | {"number": "OHS 2", "note": "Looked at."})

    page = ana.post(f"/certificates/{CERTIFICATE}", mine | {"number": "OHS 3"})

    assert page.status == 409
    assert "Two people changed this certificate" in page.text
    assert "OHS 2" in page.text
    third = dict(page.form) | {"number": "OHS 4"}
    ana.follow(ana.post(f"/certificates/{CERTIFICATE}", third))
    certificate = stored(app, north)["ISO 45001"]
    assert (certificate.number, certificate.note) == ("OHS 4", "Looked at.")
    assert certificate.sites == (SITE,)
    assert certificate.activities == ("mining", "smelting", "refining")


def test_a_certificate_is_removed_after_being_asked(app: Flask, ana: Browser, north: str):
    page = ana.get(f"/certificates/{CERTIFICATE}/remove")

    assert "Remove ISO 45001:2018, OHS 1?" in page.text
    assert stored(app, north)
    page = ana.follow(ana.post(f"/certificates/{CERTIFICATE}/remove", {"version": "1"}))
    assert "The history keeps what it said." in page.text
    assert stored(app, north) == {}


def test_a_document_is_kept_with_its_certificate(app: Flask, ana: Browser, north: str):
    file = (BytesIO(PDF), "证书.pdf")

    page = ana.follow(ana.post("/certificates/new", FILLED | {"document": file}))

    assert "ISO 14001:2015 E-9 证书.pdf" in page.text


def test_a_document_that_is_refused_keeps_everything_from_being_stored(
    app: Flask, ana: Browser, north: str
):
    file = (BytesIO(png()), "certificate.pdf")

    page = ana.post("/certificates/new", FILLED | {"document": file})

    assert page.status == 422
    assert any("its content is that of a .png file" in one for one in page.texts("p", class_="err"))
    assert "ISO 14001" not in stored(app, north)


def test_nobody_reaches_the_certificates_of_others(sue: Browser, north: str):
    for path in ("", "/remove"):
        assert sue.get(f"/certificates/{CERTIFICATE}{path}").status == 404
        assert sue.post(f"/certificates/{CERTIFICATE}{path}", FILLED).status == 404
    assert "OHS 1" not in sue.get("/certificates").text
    assert len(sue.get("/certificates/export.csv").answer.text.splitlines()) == 1


def _as_sent(page: Page) -> dict[str, Any]:
    """What a browser would send, lists too."""
    sent: dict[str, Any] = dict(page.form)
    for name in ("sites", "areas", "activities", "companions"):
        boxes = [one for one in page.all("input", name=name) if one.get("checked") is not None]
        sent[name] = [one.get("value", "") for one in boxes]
    return sent
