"""Criteria sets and matrices can be read; what is proposed is never shown as more."""

import pytest

from tests.web.browser import Browser


def rows(page) -> list[list[str]]:
    """The cells of every line of the table."""
    return [
        [" ".join("".join(one.itertext()).split()) for one in row if one.tag.endswith(("td", "th"))]
        for row in page.all("tr")[1:]
    ]


def test_all_sets_and_matrices_are_listed_with_what_their_texts_are(ben: Browser):
    page = ben.get("/criteria")

    assert "Risk Readiness Assessment 3.0" in page.texts("a")
    assert "Working matrix, November 2026" in page.texts("a")
    assert "suggestions, not published by any scheme owner" in page.text
    assert page.texts("span", class_="tag off") == ["Fictional"]


def test_a_set_is_read_by_section_and_says_that_it_is_working_text(ben: Browser):
    page = ben.get("/criteria/rra@3.0")

    assert page.texts("h2")[:3] == ["Governance", "Social", "Environmental"]
    assert "Working text." in page.text
    assert "is not the official text" in page.text
    links = [one.get("href", "") for one in page.all("a")]
    assert len([one for one in links if one.startswith("/criteria/rra@3.0/")]) == 33 + 1
    assert "/criteria/rra@3.0/compare" in links


def test_a_criterion_says_what_it_asks_and_what_shows_it(ben: Browser):
    page = ben.get("/criteria/rra@3.0/17")

    assert page.texts("h1")[0].startswith("17")
    assert any(text.startswith("17.a") for text in page.texts("h3"))
    assert "What shows it" in page.text
    assert {one.get("rel") for one in page.all("a") if one.get("rel")} == {"prev", "next"}


def test_the_first_criterion_has_none_before_it(ben: Browser):
    page = ben.get("/criteria/rra@3.0/1")

    assert {one.get("rel") for one in page.all("a") if one.get("rel")} == {"next"}


def test_a_set_is_read_in_the_language_of_its_reader_or_marked_as_another(ben: Browser):
    spanish = {"Accept-Language": "es"}

    page = ben.get("/criteria/rra@3.0", headers=spanish)

    assert page.all("html")[0].get("lang") == "es"
    titles = page.all("h1")
    assert titles[0].get("lang") in (None, "en")


@pytest.mark.parametrize(
    "path",
    [
        "/criteria/rra@9.9",
        "/criteria/nothing",
        "/criteria/rra@3.0/99",
        "/criteria/..%2f..%2fetc/1",
        "/matrices/working@1",
        "/matrices/..",
    ],
)
def test_what_is_not_there_is_not_found(ben: Browser, path: str):
    assert ben.get(path).status == 404


def test_lines_of_a_matrix_are_filtered(ben: Browser):
    page = ben.get("/matrices/working@2026.11?criteria_set=rra@3.0&standard=GISTM")

    lines = rows(page)
    assert len(lines) == 4
    assert all("GISTM" in line[1] for line in lines)
    assert page.form["standard"] == "GISTM"


def test_no_proposed_line_is_drawn_as_one_that_counts(ben: Browser):
    page = ben.get("/matrices/working@2026.11")

    assert "619 lines. 0 of them count. Page 1 of 13." in page.text
    assert all(line[3].startswith("proposed") for line in rows(page))
    assert "#c-full" not in page.answer.text
    assert "#c-part" not in page.answer.text


def test_an_adopted_line_says_by_whom_and_when(ben: Browser):
    page = ben.get("/matrices/demo@2026.11?status=adopted")

    assert "fictional: for the demonstration only" in page.text.lower()
    assert all(line[3].startswith("adoptedby ") for line in rows(page))


def test_pages_are_turned_and_keep_the_filter(ben: Browser):
    page = ben.get("/matrices/working@2026.11?criteria_set=rra@3.0&page=2")

    (back,) = [one for one in page.all("a") if one.get("rel") == "prev"]
    assert "criteria_set=rra@3.0" in back.get("href", "")
    assert "page=1" in back.get("href", "")


@pytest.mark.parametrize("number", ["0", "-1", "99999", "x", "99999999999999999999", "２"])
def test_a_page_that_is_none_shows_one_that_is(ben: Browser, number: str):
    page = ben.get("/matrices/working@2026.11", query_string={"page": number})

    assert page.status == 200
    assert len(rows(page)) in (19, 50)


def test_a_filter_that_fits_nothing_says_what_that_means(ben: Browser):
    page = ben.get("/matrices/working@2026.11?standard=Nobody's standard")

    assert page.status == 200
    assert "nobody has compared: that is not the same as none" in page.text


def test_a_page_of_lines_is_not_too_large(ben: Browser):
    assert len(ben.get("/matrices/working@2026.11").answer.data) < 150 * 1024


def test_whoever_is_not_signed_in_reads_none_of_it(anybody: Browser):
    assert anybody.get("/criteria").status == 302
    assert anybody.get("/matrices/working@2026.11").status == 302
