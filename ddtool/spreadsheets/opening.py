"""Opens one workbook: a program of its own, run apart from whoever asks for it.

It runs in a fresh Python with limits on time and memory, so that a file that grows without end or
crashes a parser takes nothing with it. In: one JSON object on standard input with ``path``,
``cpu_seconds`` and ``memory_mb``. Out: one JSON object on standard output, either the sheets with
their cells as plain values, or the sentence why the file was not opened.
"""

import json
import sys
from pathlib import Path
from typing import Any

from ddtool.spreadsheets import plain_cells
from ddtool.spreadsheets.errors import NotAWorkbook
from ddtool.spreadsheets.guard import open_safely

try:
    import resource
except ImportError:  # Windows has no such limits; the time-out of the parent still holds.
    _CAN_LIMIT = False
else:
    _CAN_LIMIT = True

_MEGABYTE = 1024 * 1024


def _set_limits(request: dict[str, Any]) -> None:
    if not _CAN_LIMIT:
        return
    wanted = {
        resource.RLIMIT_CPU: request["cpu_seconds"],
        resource.RLIMIT_AS: request["memory_mb"] * _MEGABYTE,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in wanted.items():
        _, hard = resource.getrlimit(limit)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (bound, bound))


def _answer(path: Path) -> dict[str, Any]:
    try:
        with open_safely(path) as opened:
            return {"sheets": [plain_cells.packed_sheet(sheet) for sheet in opened.sheets]}
    except NotAWorkbook as refused:
        return {"refused": plain_cells.packed_sentence(refused.said)}


def main() -> None:
    """Read a request, open the file, answer."""
    request = json.load(sys.stdin)
    _set_limits(request)
    sys.stdout.write(json.dumps(_answer(Path(request["path"]))))
