"""Two people changed one thing: nothing of either is lost, and a third version can be saved."""

from flask import Flask
from werkzeug.wrappers import Response

from ddtool.domain.history import Stored
from ddtool.domain.refusals import Conflict
from ddtool.web.access import public
from ddtool.web.conflicts import Both, conflict_page, merge_texts
from tests.web.browser import Browser
from tests.web.people import AT

CHOICES = (("met", "Met"), ("partly_met", "Partly met"))


def answer_conflict() -> Response:
    return conflict_page(
        Conflict("answer", Stored("their answer", 7, AT, "Ben Baker")),
        title="Two people changed 17.e",
        action="/sites",
        back="/sites?back",
        fields=(
            Both("answer", "Answer", "partly_met", "met", choices=CHOICES),
            Both(
                "note",
                "Note",
                "All 31 cases <b>. One is late.",
                "All cases. One is late.",
                long=True,
            ),
        ),
        more={"requirement": "17.e"},
    )


def test_both_versions_stand_beside_each_other(app: Flask, ana: Browser):
    app.view_functions["sites.index"] = public(answer_conflict)

    page = ana.get("/sites")

    assert page.status == 409
    assert page.texts("h1") == ["Two people changed 17.e"]
    assert page.texts("h2")[:2] == ["Saved by Ben Baker", "Yours, not saved"]
    assert "<b>" not in page.answer.text
    assert "One is late." in page.text
    assert page.texts("ins") == ["Partly met", "31", "<b>", "Met"]


def test_a_third_version_is_saved_against_the_newest(app: Flask, ana: Browser):
    app.view_functions["sites.index"] = public(answer_conflict)

    sent = ana.get("/sites").form

    assert sent["version"] == "7"
    assert sent["requirement"] == "17.e"
    assert sent["answer"] == "met"
    assert sent["note"] == "All 31 cases <b>. All cases. One is late."


def test_merging_keeps_every_sentence_of_both_and_says_the_common_ones_once():
    merged = merge_texts("One. Two of theirs. Four.", "One. Three of mine. Four. Five of mine")

    assert merged == "One. Two of theirs. Three of mine. Four. Five of mine"


def test_merging_equal_texts_changes_nothing():
    text = "First line\nSecond line。第三行"

    assert merge_texts(text, text) == text
