"""Help is there for everybody, signed in or not."""

import pytest

from tests.web.browser import Browser


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/help", "Help"),
        ("/accessibility", "Accessibility"),
        ("/sources", "Sources and licences"),
    ],
)
def test_everybody_reads_it_and_every_page_leads_there(
    anybody: Browser, ana: Browser, path: str, heading: str
):
    assert anybody.get(path).texts("h1") == [heading]
    assert ana.get(path).texts("h1") == [heading]
    assert path in [one.get("href") for one in anybody.get("/sign-in").all("a")]


def test_words_are_explained_in_their_order(anybody: Browser):
    page = anybody.get("/help")

    terms = page.texts("dt")
    assert "Crosswalk" in terms
    words = terms[terms.index("Action") :]
    assert words == sorted(words, key=str.casefold)


def test_all_criteria_sets_name_their_owners(anybody: Browser):
    page = anybody.get("/sources")

    assert "Responsible Business Alliance" in page.text
    assert page.texts("h2")[-1] == "Software"


def test_libraries_are_named_with_their_licences_and_without_versions(anybody: Browser):
    page = anybody.get("/sources")

    names = page.texts("th", scope="row")
    assert {"htmx", "flask", "weasyprint"} <= set(names)
    assert "not stated" not in page.text
    assert "3.1." not in page.text
