"""The programme's time limits: what other ones would do to actions that are planned."""

from datetime import date

from ddtool.domain.time_limits import LimitMonths, LimitsEffect, PlannedDay, effect_of

FROM = date(2026, 1, 31)


def planned(due: date, assessment: str = "A") -> PlannedDay:
    return PlannedDay(assessment, FROM, due)


def test_shorter_limits_are_missed_by_what_kept_the_longer_ones():
    actions = [
        planned(date(2026, 9, 30)),
        planned(date(2026, 10, 1)),
        planned(date(2026, 12, 24)),
        planned(date(2026, 12, 24), "B"),
        planned(date(2027, 3, 1)),
    ]

    effect = effect_of(LimitMonths(), LimitMonths(3, 8, 24, 36), actions)

    # Eight months from 31 January are 30 September; what missed a limit before counts as before.
    assert effect == LimitsEffect(late=3, in_time=0, assessments=2, looked_at=5)


def test_longer_limits_let_actions_keep_them_again():
    effect = effect_of(LimitMonths(), LimitMonths(6, 15, 24, 36), [planned(date(2027, 3, 1))])

    assert effect == LimitsEffect(late=0, in_time=1, assessments=0, looked_at=1)


def test_a_limit_that_does_not_come_after_the_one_before_is_named():
    assert list(LimitMonths(6, 6, 24, 12).unordered) == [
        ("improvement_plan", "self_assessment"),
        ("re_assessment", "all_criteria"),
    ]
