"""Logs for programs that collect them: one JSON object a line, on stderr.

Whatever stands in a line is escaped, so that nobody can forge a second one. Bodies, secrets and the
contents of files are never given to a logger; messages of exceptions, which may hold what somebody
typed, are left out unless the installation is being debugged.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_OWN, _OTHERS = "ddtool", logging.WARNING


class JsonLines(logging.Formatter):
    """A record as one line: when, how grave, who says what, and the fields given with it."""

    def __init__(self, *, with_messages: bool = False) -> None:
        super().__init__()
        self._with_messages = with_messages

    def format(self, record: logging.LogRecord) -> str:
        """The line; it is plain ASCII."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "says": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in _STANDARD}
        if record.exc_info and record.exc_info[1] is not None:
            line |= self._about(record.exc_info[1])
        return json.dumps(line, default=str)

    def _about(self, error: BaseException) -> dict[str, object]:
        frames = traceback.extract_tb(error.__traceback__)
        places = [f"{one.filename}:{one.lineno} {one.name}" for one in frames]
        told: dict[str, object] = {"error": type(error).__name__, "places": places}
        return told | ({"message": str(error)} if self._with_messages else {})


def write_to_stderr(*, with_messages: bool = False) -> None:
    """From now on everything that is logged in this process becomes a line on stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines(with_messages=with_messages))
    logging.basicConfig(handlers=[handler], level=_OTHERS, force=True)
    logging.getLogger(_OWN).setLevel(logging.INFO)
    # Requests that wait their turn for a moment are no news.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
