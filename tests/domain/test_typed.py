"""What people type: what nobody sees is left out, percentages and costs are read."""

import pytest

from ddtool.domain.typed import (
    clean,
    is_below_nothing,
    is_beyond_sense,
    is_percentage,
    percentage,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("abc\u202egnp.exe", "abcgnp.exe"),
        ("\u2066left\u2069 \u200eright\u200f", "left right"),
        ("zero\u200bwidth\ufeff, soft\u00adhyphen", "zerowidth, softhyphen"),
        ("\u3164\u2800\u200d", ""),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("two\u2028lines\r\nthree", "two\nlines\nthree"),
        ("\x00\x1b[31mred\ud800\ufffe", "[31mred"),
        ("Su\u0308dwerk 南", "Südwerk 南"),
        (None, ""),
    ],
)
def test_what_nobody_sees_is_left_out_of_a_text(typed: str | None, kept: str):
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("75", 75),
        ("75%", 75),
        (" 75 % ", 75),
        ("72,5", 72.5),
        ("72.5%", 72.5),
        ("-5", -5),
        ("much", None),
        ("75 %%", None),
        ("1e2", None),
        ("٧٥", 75),
        ("nan", None),
        ("", None),
    ],
)
def test_a_percentage_is_read_as_people_write_it(typed: str, number: float | None):
    assert percentage(typed) == number


def test_a_percentage_lies_between_nothing_and_a_whole():
    assert [is_percentage(one) for one in (-0.1, 0, 72.5, 100, 100.1)] == [
        False, True, True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize("cost", ["-5000", "− 5", "EUR -5000", "USD-20", "€ -3", "about -5"])
def test_a_cost_below_nought_is_known(cost: str):
    assert is_below_nothing(cost)


@pytest.mark.parametrize(
    "cost", ["5000", "5,000 - 6,000 EUR", "Budget A-5", "in-house", "12'000.50 CHF", "", "2027-28"]
)
def test_other_costs_are_taken_as_they_are(cost: str):
    assert not is_below_nothing(cost)
    assert not is_beyond_sense(cost)


@pytest.mark.parametrize("cost", ["1e99", "9" * 13, "9,999,999,999,999 EUR", "1E+20"])
def test_a_cost_that_nobody_can_mean_is_known(cost: str):
    assert is_beyond_sense(cost)
