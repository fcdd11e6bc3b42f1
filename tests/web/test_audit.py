"""The pages of the audit trail: for admins, and for the leads whose data was looked at."""

import json

from flask import Flask

from ddtool.domain.assessments import AnswerCode
from ddtool.domain.history import Subject
from ddtool.usecases.certificates import record_certificate, remove_certificate
from tests.factories import make_certificate
from tests.web import making
from tests.web.browser import Browser
from tests.web.north import ASSESSMENT
from tests.web.people import ILSE, RAVI
from tests.web.test_rights import confirmed


def test_an_admin_searches_who_did_what_to_whose_data(app: Flask, assessed: str):
    making.answer(app, ASSESSMENT, "17.a")
    ilse = confirmed(app, ILSE)

    page = ilse.get("/audit?noun=answer&organisation=north&first=2026-12-01&last=2026-12-01")

    (row,) = page.all("tbody")
    words = " ".join(" ".join(row.itertext()).split())
    assert "Ana Alvarez" in words
    assert "Answer 17.a added North smelter 2026" in words
    assert "North Metals" in words
    assert ilse.get("/audit?who=nobody+at+all").text.count("Nothing of that kind") == 1


def test_what_was_never_handed_in_is_told_by_its_kind_and_not_by_its_name(
    app: Flask, assessed: str
):
    database, author = making.installed(app).database, making.author(app)
    held = make_certificate(id="", number="1", sites=())
    kept = record_certificate(database, author, held, library=making.installed(app).library)
    remove_certificate(database, author, kept.value.id, version=kept.version)
    ilse = confirmed(app, ILSE)

    page = ilse.get("/audit?noun=certificate")
    removed, added = page.all("tr")[1:3]

    assert "Certificate removed" in " ".join(" ".join(removed.itertext()).split())
    assert "Certificate added" in " ".join(" ".join(added.itertext()).split())
    assert "ISO 45001" not in page.text
    assert "Nothing of that kind" in ilse.get("/audit?thing=ISO+45001").text


def test_the_trail_shows_names_of_fields_and_no_contents(app: Flask, assessed: str):
    author, database = making.author(app), making.installed(app).database
    making.answer(app, ASSESSMENT, "17.a", AnswerCode.MET)
    with database.write(author) as db:
        db.record(Subject("site", "s", author.organisation), "changed", {}, {"note": "Secret <b>"})
    ilse = confirmed(app, ILSE)

    for address in ("/audit", "/audit/audit.csv", "/audit/audit.jsonl", "/audit/audit.xlsx"):
        assert b"Secret" not in ilse.get(address).answer.data

    assert "Note" in ilse.get("/audit?noun=site").text


def test_days_that_are_none_or_stand_backwards_are_told_beside_the_field(app: Flask):
    ilse = confirmed(app, ILSE)

    page = ilse.get("/audit?first=2026-12-02&last=2026-12-01")
    assert page.status == 422
    assert "The last day lies before the first" in page.text
    assert ilse.get("/audit?first=soon").status == 422
    assert ilse.get("/audit?only=nonsense&before=x").status == 422


def test_a_lead_sees_that_an_admin_looked_at_the_portfolio(app: Flask, ana: Browser, assessed: str):
    assert "Nobody outside your organisation" in ana.get("/accesses").text

    confirmed(app, ILSE).get("/portfolio/")

    page = ana.get("/accesses")
    assert "Ilse Brandt" in page.text
    assert "The portfolio of all organisations looked at" in page.text
    (line,) = ana.get("/accesses/accesses.jsonl").answer.data.splitlines()
    assert json.loads(line)["seen"] == "portfolio"


def test_nobody_else_sees_either_page(app: Flask, ana: Browser, ben: Browser, anybody: Browser):
    assert ana.get("/audit").status == 403
    assert ben.get("/audit").status == 403
    assert ben.get("/accesses").status == 403
    assert confirmed(app, RAVI).get("/audit").status == 403
    assert confirmed(app, ILSE).get("/accesses").status == 403
    assert anybody.get("/audit").answer.status_code == 302


def test_the_pages_go_on_from_one_to_the_next(app: Flask):
    author, database = making.author(app), making.installed(app).database
    for number in range(3):
        making.add_site(app, name=f"Site {number}")
    with database.write(author) as db:
        for number in range(60):
            db.record(Subject("site", str(number), author.organisation), "changed", {}, {})
    ilse = confirmed(app, ILSE)

    first = ilse.get("/audit?noun=site&who=Ana")
    (older,) = [one for one in first.all("a") if "Older" in " ".join(one.itertext())]
    second = ilse.get(older.get("href", ""))

    assert len(first.all("tr")) == 51
    assert len(second.all("tr")) == 14
    assert "who=Ana" in older.get("href", "")
