"""``python -m bench``: each measure in a fresh process, one table, exit code 1 if one is over."""

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
    print(_row("measure", "ratio", "limit", "peak MB", ""))
    verdicts = [_run_and_print(measure) for measure in MEASURES]
    return 0 if all(verdicts) else 1


def _run_and_print(measure: Measure) -> bool:
    result = _run_in_a_fresh_process(measure)
    ok = result.ratio <= measure.limit
    figures = (f"{result.ratio:.2f}", f"{measure.limit:.2f}", f"{result.peak_mb:.0f}")
    print(_row(measure.name, *figures, "ok" if ok else "over"), flush=True)
    return ok


def _run_in_a_fresh_process(measure: Measure) -> Result:
    command = [sys.executable, "-m", "bench", _ONE, measure.module]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Result(*json.loads(answer.stdout.splitlines()[-1]))


def _row(name: str, *cells: str) -> str:
    return f"{name:<52}" + "".join(f"{cell:>9}" for cell in cells)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
