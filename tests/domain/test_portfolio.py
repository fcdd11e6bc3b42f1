"""What many results say together, counted letter by letter."""

from datetime import date

from ddtool.domain.gaps import Gap, Outlook
from ddtool.domain.portfolio import Stage, Summary
from ddtool.domain.portfolio_sums import Cycle, HandedIn, Help, Kept, add_up, cycles
from tests.factories import make_criteria_set, make_criterion

SET = make_criteria_set(make_criterion("1", "a", "b"), make_criterion("2"))


def test_letters_are_counted_column_by_column():
    kept = [
        Kept("bc", "n.u", "", "blocked"),
        Kept("bm", "np.", "", "blocked"),
        Kept("-t", "...", "", "conditional", "signed_off"),
    ]

    sums = add_up(kept, SET)

    one, two = sums.criteria
    assert (one.counts[Gap.BLOCKING], one.counts[Gap.NOT_APPLICABLE], one.to_close) == (2, 1, 2)
    assert [(part.id, sites) for part, sites in one.parts] == [("1.a", 2), ("1.b", 1)]
    assert (two.counts[Gap.CLOSED], two.counts[Gap.MINOR], two.counts[Gap.TO_CONFIRM]) == (1, 1, 1)
    assert [one.criterion.number for one in sums.most_common] == ["1", "2"]
    assert (sums.sites, sums.outlooks[Outlook.BLOCKED], sums.outlooks[Outlook.READY]) == (3, 2, 0)
    assert (sums.stages[Stage.SIGNED_OFF], sums.stages[Stage.RETURNED]) == (1, 0)


def test_a_result_on_packs_of_another_length_is_not_counted():
    sums = add_up([Kept("b", "n", "", "blocked"), Kept("cc", "...", "", "ready")], SET)

    assert sums.criteria[0].counts[Gap.BLOCKING] == 0
    assert sums.criteria[0].counts[Gap.CLOSED] == 1


def test_what_would_close_most_comes_first_and_hints_stay_apart():
    told = ["ISO 14001=3|IRMA~9", "ISO 14001=3", "", "TSM=4|IRMA~1|ISO 14001~2"]

    helps = add_up([Kept("cc", "...", one, "ready") for one in told], SET).helps

    assert helps == (
        Help("ISO 14001", gaps=6, sites=2, hints=2, hinted_sites=1),
        Help("TSM", gaps=4, sites=1),
        Help("IRMA", gaps=0, sites=0, hints=10, hinted_sites=2),
    )


def test_cycles_count_each_site_once_a_year_and_compare_it_with_the_time_before():
    handed_in = [
        HandedIn("mine", date(2024, 3, 1), "bb", 2),
        HandedIn("mine", date(2024, 9, 1), "bm", 2),
        HandedIn("mine", date(2026, 9, 1), "cc", 0),
        HandedIn("mill", date(2024, 9, 1), "cc", 0),
        HandedIn("mill", date(2026, 9, 1), "cb", 1),
        HandedIn("port", date(2026, 9, 1), "mm", 2),
    ]

    before, now = cycles(handed_in)

    assert (before.year, before.sites, before.gaps[Gap.BLOCKING]) == (2024, 2, 1)
    assert (before.better, before.same, before.worse) == (0, 0, 0)
    assert now == Cycle(2026, 3, now.gaps, better=1, same=0, worse=1)
    assert (now.gaps[Gap.CLOSED], now.gaps[Gap.BLOCKING], now.gaps[Gap.MINOR]) == (3, 1, 2)


def test_a_summary_counts_what_is_to_be_closed():
    summary = Summary(date(2026, 12, 1), gaps="bbomtc-")

    assert (summary.blocking, summary.to_close) == (2, 5)
