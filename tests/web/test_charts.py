from datetime import date

from flask import Flask, render_template_string

from ddtool.domain.analysis import Grounds, analyse
from ddtool.web.charts import Lifetime, Marked, Piece, Run, stacked, time_line
from tests.factories import make_assessment, make_criteria_set, make_matrix, make_standards

TODAY = Marked(date(2026, 12, 1), "Today", main=True)


def test_pieces_of_a_bar_stand_side_by_side_and_nothing_takes_no_room():
    pieces = stacked([("ok", 3), ("half", 0), ("bad", 2)])

    assert pieces == (Piece("ok", 0, 3), Piece("bad", 3, 2))


def test_a_certificate_that_ends_later_has_the_longer_bar():
    lives = [_life(date(2025, 1, 1), date(2027, 6, 30)), _life(date(2025, 1, 1), date(2028, 6, 30))]

    first, second = time_line(lives, [TODAY], "en").bars

    assert first.x == second.x
    assert first.width < second.width


def test_an_old_certificate_does_not_press_the_days_to_come_together():
    line = time_line([_life(date(1990, 1, 1), date(2027, 6, 30))], [TODAY], "en")

    assert line.ticks[0][1] == "Jan 2025"


def test_a_certificate_for_ever_ends_at_the_edge():
    line = time_line([_life(date(2026, 1, 1), date.max)], [TODAY], "en")

    assert line.bars[0].x + line.bars[0].width <= line.width
    assert len(line.ticks) <= 12


def test_words_of_days_that_lie_together_stand_below_each_other():
    near = Marked(date(2026, 12, 15), "Assessment")

    first, second = time_line([_life(None, date(2029, 1, 1))], [TODAY, near], "en").marked

    assert first.marked is TODAY
    assert second.y > first.y
    assert second.anchor == "start"


def test_a_tile_says_its_criterion_and_gap_in_words(app: Flask):
    analysis = analyse(
        make_assessment(),
        Grounds(make_criteria_set(), make_matrix(), make_standards()),
        as_of=date(2026, 12, 1),
    )

    with app.test_request_context():
        drawn = render_template_string(
            '{% import "macros/charts.html" as charts with context %}'
            "{% call(line) charts.heat(analysis) %}/to/{{ line.criterion.number }}{% endcall %}",
            analysis=analysis,
        )

    assert 'class="tile wait" href="/to/17"' in drawn
    assert "17 Title 17</span>" in drawn
    assert ": Open</span>" in drawn


def _life(first: date | None, last: date | None) -> Lifetime:
    return Lifetime("B1 ISO 45001", Run.COUNTS, first, last, "until then")
