"""A line of the log cannot be forged, and holds nothing that somebody typed."""

import json
import logging

from ddtool.serving.logs import JsonLines


def line_of(record: logging.LogRecord, *, with_messages: bool = False) -> str:
    return JsonLines(with_messages=with_messages).format(record)


def test_what_stands_in_a_line_is_escaped():
    record = logging.makeLogRecord({"name": "x", "levelname": "INFO", "msg": "a\n{}\x1b[2J\u2028"})

    line = line_of(record)

    assert "\n" not in line
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["says"] == "a\n{}\x1b[2J\u2028"


def test_the_message_of_an_exception_is_left_out_unless_debugging():
    try:
        raise ValueError("what somebody typed")
    except ValueError as error:
        facts = {"exc_info": (ValueError, error, error.__traceback__)}
    record = logging.makeLogRecord({"name": "x", "levelname": "ERROR", "msg": "failed", **facts})

    assert "typed" not in line_of(record)
    assert json.loads(line_of(record))["error"] == "ValueError"
    assert "typed" in line_of(record, with_messages=True)
