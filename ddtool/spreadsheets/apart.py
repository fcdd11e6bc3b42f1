"""Opening a workbook in a process of its own, as uploads of strangers are."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ddtool.sentences import n_
from ddtool.spreadsheets.errors import NotAWorkbook
from ddtool.spreadsheets.guard import OpenedWorkbook
from ddtool.spreadsheets.plain_cells import unpacked_sentence, unpacked_sheet

# An isolated Python does not look into our folder, so it is told where our packages are.
_PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from ddtool.spreadsheets.opening import main
main()
"""
_PACKAGES = str(Path(__file__).resolve().parents[2])
_LIMITS = {"cpu_seconds": 30, "memory_mb": 768}
_PATIENCE_SECONDS = 60
_LOGGER = logging.getLogger(__name__)

_TOO_MUCH = n_(
    "{file} needed more time or memory than a workbook of ddtool ever does, so it was not opened."
)


@contextmanager
def open_apart(path: Path) -> Iterator[OpenedWorkbook]:
    """As :func:`~ddtool.spreadsheets.guard.open_safely`, with limits on time and memory besides.

    :raises NotAWorkbook: with one sentence that says what is wrong and what to do.
    """
    answer = _ask(path)
    if "refused" in answer:
        template, values = unpacked_sentence(answer["refused"])
        raise NotAWorkbook(template, **values)
    yield OpenedWorkbook(tuple(map(unpacked_sheet, answer["sheets"])))


def _ask(path: Path) -> dict[str, Any]:
    request = {"path": str(path), **_LIMITS}
    try:
        done = subprocess.run(  # noqa: S603 -- our own program, with nothing of anybody's in the command
            [sys.executable, "-I", "-c", _PROGRAM, _PACKAGES],
            input=json.dumps(request).encode(),
            capture_output=True,
            timeout=_PATIENCE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotAWorkbook(_TOO_MUCH, file=path.name) from None
    if done.returncode != 0:
        told = done.stderr.decode(errors="replace").strip()
        _LOGGER.error("Opening a workbook ended with %s: %s", done.returncode, told)
        raise NotAWorkbook(_TOO_MUCH, file=path.name)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
