"""Makes one report, in a process of its own: libraries, memory and crashes stay in here.

Called with the organisation, the id and the number of the try of a report, and the id of the
process that asks. Out: one JSON list a line on standard output: ``["step", number, of, message]``,
and at the end ``["made", {...}]`` or ``["failed", message]``. Messages are kept sentences.
"""

import gc
import json
import os
import sys
import traceback
from dataclasses import asdict

from ddtool.cli import problems
from ddtool.cli.processes import die_with
from ddtool.domain.errors import DdtoolError, Problems
from ddtool.languages import load_language
from ddtool.packs import Library
from ddtool.sentences import Sentence
from ddtool.settings import read_settings
from ddtool.store import Database
from ddtool.store.files import FileStore
from ddtool.store.told import packed
from ddtool.usecases.libraries import with_issued
from ddtool.usecases.report_making import STEPS, Made, make_report
from ddtool.usecases.report_work import still_mine

if sys.platform != "win32":
    import resource

_MEGABYTE = 1024 * 1024
_CPU_SECONDS, _MEMORY_MB, _FILE_MB = 300, 2048, 250


def main(arguments: list[str]) -> None:
    """Make the report and say how it went; nothing is said where it is somebody else's by now."""
    organisation, id, tries, parent = arguments
    die_with(int(parent))
    _set_limits()
    os.umask(0o077)
    gc.freeze()
    try:
        made = _make(organisation, id, tries=int(tries))
    except MemoryError:
        _say("failed", packed(Sentence("The report needed more memory than is allowed.")))
    except Exception as error:  # noqa: BLE001 -- the last resort: people get a sentence, never a trace
        _say("failed", packed(_told(error)))
    else:
        if made is not None:
            _say("made", asdict(made))


def _make(organisation: str, id: str, *, tries: int) -> Made | None:
    settings = read_settings()
    database = Database(settings.database_url)
    try:
        report = still_mine(database, organisation, id, tries=tries)
        if report is None:
            return None
        return make_report(
            database,
            FileStore(settings.evidence),
            with_issued(database, Library((settings.criteria, settings.private_criteria))),
            report,
            translations=load_language,
            tell=lambda number, message: _say("step", number, STEPS, packed(message)),
        )
    finally:
        database.close()


def _told(error: Exception) -> str:
    match error:
        case Problems():
            return str(error.problems[0])
        case DdtoolError():
            return str(error.args[0]) if not error.args else error.args[0]
    traceback.print_exception(error)
    return Sentence(
        "ddtool met something it was not prepared for (error {number}). Ask for the report again; "
        "if that does not help, tell whoever runs ddtool this number.",
        number=problems.number_of(error),
    )


def _say(*parts: object) -> None:
    """One line, whole: steps are told by another thread than the rest."""
    sys.stdout.write(json.dumps(parts) + "\n")
    sys.stdout.flush()


def _set_limits() -> None:
    if sys.platform == "win32":
        return
    wanted = {
        resource.RLIMIT_CPU: _CPU_SECONDS,
        resource.RLIMIT_AS: _MEMORY_MB * _MEGABYTE,
        resource.RLIMIT_FSIZE: _FILE_MB * _MEGABYTE,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in wanted.items():
        _, hard = resource.getrlimit(limit)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (bound, bound))


if __name__ == "__main__":
    main(sys.argv[1:])
