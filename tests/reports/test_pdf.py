"""PDFs opened again: title, language, tags, bookmarks, fonts, texts, and that nothing got lost."""

import io
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from ddtool.domain.assessments import OwnRating
from ddtool.domain.criteria import Rating
from ddtool.domain.gaps import GapAnalysis
from ddtool.reports import printing
from ddtool.reports.content import ReportContent
from ddtool.reports.printing import ReportNotPrinted, make_sheets, print_report
from tests.reports.analyses import (
    analyse,
    content,
    demonstration,
    everything_missing,
    nothing_answered,
)

pytestmark = pytest.mark.pango

LONG = ("The programme has grown, <b>not bold</b> & =1+1, and this goes on. " * 80)[:5000]


@pytest.fixture(autouse=True)
def _no_complaints(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """WeasyPrint must have nothing to say about any report."""
    caplog.set_level(logging.WARNING, "ddtool.reports")
    yield
    assert caplog.messages == []


def _read(report: ReportContent) -> PdfReader:
    return PdfReader(io.BytesIO(print_report(report)))


def _site(**changes: Any) -> GapAnalysis:
    assessment = demonstration().assessment
    return analyse(replace(assessment, site=replace(assessment.site, **changes)))


def _text(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def _fonts(reader: PdfReader) -> dict[str, Any]:
    found = {}
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            found[inner["/BaseFont"]] = inner["/FontDescriptor"].get_object()
    return found


def _chapter_pages(reader: PdfReader) -> dict[str, int]:
    heads = [one for one in reader.outline if not isinstance(one, list)]
    return {str(one.title): 1 + (reader.get_destination_page_number(one) or 0) for one in heads}


def test_the_demonstration_is_a_tagged_report_with_bookmarks():
    reader = _read(content())

    root: Any = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert reader.metadata.title == (
        "Gap report: Zinkhuette Auental GmbH, Auental lead and zinc smelter"
    )
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert list(_chapter_pages(reader)) == [
        "1 Outlook",
        "2 Gaps",
        "3 Coverage explained",
        "4 Certificates",
        "5 Look ahead",
        "6 Improvement plan",
        "7 Evidence index",
        "8 Not applicable",
        "9 How to read this report",
    ]
    assert 11 <= len(reader.pages) <= 16


def test_all_fonts_are_inside():
    fonts = _fonts(_read(content()))

    assert len(fonts) == 2
    assert all({"/FontFile2", "/FontFile3"} & set(one) for one in fonts.values())


def test_every_gap_and_requirement_is_on_paper():
    report = content()

    text = _text(_read(report))

    for group in report.gaps.groups:
        for block in group.blocks:
            assert block.title in text
            assert all(row.id in text for row in block.requirements)
    assert "Page 2 of" in text
    assert "No action yet for one open requirement: 20.d." in text


@pytest.mark.parametrize("made", [demonstration, nothing_answered, everything_missing])
def test_the_outlook_is_exactly_one_page(made):
    pages = _chapter_pages(_read(content(made())))

    assert (pages["1 Outlook"], pages["2 Gaps"]) == (2, 3)


def test_another_criteria_set_works_the_same():
    assessment = replace(
        demonstration().assessment,
        criteria_set="jdds@rev3",
        answers=(),
        actions=(),
        ratings=(OwnRating("P1.1", Rating.DOES_NOT_MEET, "Nothing yet."),),
    )

    pages = _chapter_pages(_read(content(analyse(assessment))))

    assert (pages["1 Outlook"], pages["2 Gaps"]) == (2, 3)


def test_hostile_and_long_texts_stay_texts_and_are_whole():
    assessment = demonstration().assessment
    ratings = tuple(replace(one, reason=LONG) for one in assessment.ratings[:2])
    actions = (replace(assessment.actions[0], title=LONG), *assessment.actions[1:])
    hostile = '<img src="file:///etc/passwd"><script>x</script>'
    site = replace(assessment.site, name="Name & " * 28, organisation=hostile)
    changed = replace(assessment, site=site, ratings=ratings, actions=actions)

    text = _text(_read(content(analyse(changed))))

    assert text.count("<b>not bold</b> & =1+1") >= 4 * 70
    assert '<img src="file:///etc/passwd">' in text


def test_greek_cyrillic_and_eastern_names_are_printed():
    names = "Αθήνα Завод 奥恩塔尔铅锌冶炼厂 カナダ 김철수"

    reader = _read(content(_site(name=names)))

    text = _text(reader).replace(" ", "")
    assert names.replace(" ", "") in text
    assert any("CJK" in name for name in _fonts(reader))


def test_characters_without_a_font_are_replaced_and_listed():
    text = _text(_read(content(_site(name="Werk \N{GRINNING FACE} \N{RIGHT-TO-LEFT OVERRIDE}x"))))

    assert "Werk \N{REPLACEMENT CHARACTER} \N{REPLACEMENT CHARACTER}x" in text
    assert "U+1F600 grinning face" in text
    assert "U+202E right-to-left override" in text


def test_many_certificates_are_split_over_several_tables():
    assessment = demonstration().assessment
    many = tuple(
        replace(one, id=f"{one.id}{copy}") for copy in "abc" for one in assessment.certificates
    )[:20]
    report = content(analyse(replace(assessment, certificates=many)))

    text = _text(_read(report))

    assert "continued: certificates B4b to B5c" in text


def test_a_report_that_needs_too_much_is_told_in_a_sentence(monkeypatch, tmp_path: Path):
    monkeypatch.setitem(printing._LIMITS, "cpu_seconds", 1)
    monkeypatch.setattr(logging.getLogger("ddtool.reports.printing"), "disabled", True)

    with pytest.raises(ReportNotPrinted, match="more time or memory than is allowed"):
        print_report(content(everything_missing()))

    assert list(tmp_path.iterdir()) == []


def test_the_page_marks_foreign_passages():
    html = make_sheets(content(_site(name="上海冶炼厂"))).html

    assert '<span lang="zh-Hans">上海冶炼厂</span>' in html
    assert '<html lang="en">' in html
