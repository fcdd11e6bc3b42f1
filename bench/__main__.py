"""``python -m bench [WORDS]``: each measure in a fresh process, in one table.

Words choose the measures whose name holds one of them. The exit code is 1 if one is over.
"""

import json
import subprocess
import sys
from importlib import import_module

from bench.calibration import Result, compare
from bench.measures import MEASURES, Measure

_ONE = "--one"


def main(arguments: list[str]) -> int:
    """Run all measures, or with ``--one MODULE`` that one, in this process."""
    if arguments[:1] == [_ONE]:
        print(json.dumps(compare(import_module(arguments[1]).prepare())))
        return 0
    chosen = [one for one in MEASURES if not arguments or any(a in one.name for a in arguments)]
    print(_row("measure", "ratio", "limit", "ms each", "limit", "peak MB", "limit", ""))
    verdicts = [_run_and_print(measure) for measure in chosen]
    return 0 if all(verdicts) else 1


def _run_and_print(measure: Measure) -> bool:
    result = _run_in_a_fresh_process(measure)
    each = result.milliseconds / measure.items if measure.items else 0
    pairs = (
        (result.ratio, measure.limit, 3),
        (each, measure.milliseconds_each, 3),
        (result.peak_mb, measure.peak_mb, 0),
    )
    ok = all(value <= limit for value, limit, _ in pairs if limit)
    cells = [_figure(one, digits) for value, limit, digits in pairs for one in (value, limit)]
    print(_row(measure.name, *cells, "ok" if ok else "over"), flush=True)
    return ok


def _figure(value: float, digits: int) -> str:
    return f"{value:.{digits}f}" if value else "-"


def _run_in_a_fresh_process(measure: Measure) -> Result:
    command = [sys.executable, "-m", "bench", _ONE, measure.module]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Result(*json.loads(answer.stdout.splitlines()[-1]))


def _row(name: str, *cells: str) -> str:
    return f"{name:<52}" + "".join(f"{cell:>9}" for cell in cells)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
