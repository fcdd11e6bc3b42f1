import pytest

from bench import __main__ as bench
from bench.calibration import Result, compare
from bench.measures import MEASURES, Measure


def test_more_work_has_a_higher_ratio():
    little = compare(lambda: sum(range(20_000)))
    much = compare(lambda: sum(range(2_000_000)))

    assert little.ratio < much.ratio
    assert much.peak_mb > 1


@pytest.mark.parametrize(("ratio", "code"), [(0.6, 0), (0.61, 1)])
def test_a_measure_over_its_limit_fails_the_run(
    monkeypatch: pytest.MonkeyPatch, ratio: float, code: int
):
    monkeypatch.setattr(bench, "MEASURES", (Measure("start", "bench.start", 0.6),))
    monkeypatch.setattr(bench, "_run_in_a_fresh_process", lambda measure: Result(ratio, 5, 20))

    assert bench.main([]) == code


@pytest.mark.parametrize(
    "measure",
    [
        Measure("much memory", "bench.start", 0.6, peak_mb=10),
        Measure("slow items", "bench.start", items=10, milliseconds_each=0.4),
    ],
)
def test_memory_and_time_an_item_have_limits_too(monkeypatch: pytest.MonkeyPatch, measure: Measure):
    monkeypatch.setattr(bench, "MEASURES", (measure,))
    monkeypatch.setattr(bench, "_run_in_a_fresh_process", lambda measure: Result(0.1, 5, 20))

    assert bench.main([]) == 1


def test_every_measure_has_a_name_of_its_own_and_a_limit():
    assert len({measure.name for measure in MEASURES}) == len(MEASURES)
    assert all(one.limit or one.milliseconds_each or one.peak_mb for one in MEASURES)
