import pytest

from ddtool.reports.languages import language_of, split_page_text
from ddtool.reports.marks import Box, hatching, mark, mark_names
from ddtool.reports.typefaces import count_lines, fonts_for, unprintable, without

pytestmark = pytest.mark.pango


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://localhost/",
        "data:image/svg+xml,<svg/>",
        "ddtool:image/other",
        "ddtool:font/../../x",
    ],
)
def test_the_press_fetches_nothing_but_our_own(address: str):
    from ddtool.reports.printer import OnlyOurs, Refused  # noqa: PLC0415 -- needs Pango

    with pytest.raises(Refused, match="nothing outside the report is fetched"):
        OnlyOurs({"mark-open": mark("open")}, {}).fetch(address)


def test_the_press_gives_out_our_own_drawings():
    from ddtool.reports.printer import OnlyOurs  # noqa: PLC0415 -- needs Pango

    response = OnlyOurs({"mark-open": "<svg/>"}, {}).fetch("ddtool:image/mark-open")

    assert response.read() == b"<svg/>"


def test_the_eastern_face_is_loaded_only_for_texts_that_need_it():
    assert set(fonts_for("Zürich Αθήνα Завод")) == {"latin-400", "latin-600"}
    assert set(fonts_for("上海")) == {"latin-400", "latin-600", "cjk-400", "cjk-600"}


def test_what_cannot_be_printed_is_named_and_replaced():
    lacking = unprintable("a\N{GRINNING FACE}\ufe0f \u05d0")

    assert lacking == ("\u05d0", "\N{GRINNING FACE}")
    assert without("a\N{GRINNING FACE}\ufe0f", lacking) == "a\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("plain", "en"),
        ("Завод", "en"),
        ("上海", "zh-Hans"),
        ("カナダ株式会社", "ja"),
        ("직골", "ko"),
    ],
)
def test_the_language_of_a_passage_shows_in_its_letters(text: str, language: str):
    assert language_of(text, "en") == language


def test_a_chinese_report_keeps_its_language_for_all_passages():
    assert language_of("カナダ", "zh-Hans") == "zh-Hans"


def test_page_numbers_stand_where_the_language_wants_them():
    assert split_page_text("Seite {page} von {pages}") == ("Seite ", " von ", "")


def test_lines_are_counted_before_printing():
    assert count_lines("Freedom of Association and Collective Bargaining", 7, 71) == 3
    assert count_lines("short", 7, 71) == 1


def test_hatching_never_leaves_its_box():
    path = hatching(Box(0, 0, 8, 20))

    numbers = [
        tuple(float(part) for part in point.split())
        for line in path.split("M")[1:]
        for point in line.split("L")
    ]
    assert all(0 <= x <= 8 and 0 <= y <= 20 for x, y in numbers)


def test_every_mark_is_a_drawing_of_ten_by_ten():
    assert all('viewBox="0 0 10 10"' in mark(name) for name in mark_names())
