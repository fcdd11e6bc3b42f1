"""Days as a calendar file, for any calendar program.

Source: RFC 5545 (iCalendar): section 3.1 for folded lines and line ends, 3.3.11 for what is escaped
in texts, 3.6.1 for events of whole days, 3.8.4.7 for lasting ids.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MEDIA_TYPE = "text/calendar"

_PRODUCT = "-//ddtool//improvement plan//EN"
_LONGEST_LINE = 75
_ONE_DAY = timedelta(days=1)
_ESCAPED = re.compile(r"[\\;,]")
_LINE_ENDS = re.compile("\r\n|\r|\n")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something on a day. ``id`` stays the same for the same thing, whenever a file is made.

    ``changes`` counts how often it was changed, so that calendar programs take the newer one.
    """

    id: str
    day: date
    title: str
    text: str = ""
    changes: int = 0
    changed_at: datetime | None = None


def write_calendar(name: str, entries: Iterable[Entry], *, at: datetime) -> bytes:
    """The bytes of a calendar file made at a moment: for each entry an event of a whole day."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        *(line for entry in entries for line in _event(entry, at)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _event(entry: Entry, at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(entry.id)}@ddtool"
    yield f"DTSTAMP:{_moment(entry.changed_at or at)}"
    yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
    if entry.day < date.max:
        yield f"DTEND;VALUE=DATE:{entry.day + _ONE_DAY:%Y%m%d}"
    yield f"SEQUENCE:{entry.changes}"
    yield f"SUMMARY:{_text(entry.title)}"
    if entry.text:
        yield f"DESCRIPTION:{_text(entry.text)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(text: str) -> str:
    plain = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    escaped = _ESCAPED.sub(lambda found: f"\\{found[0]}", plain)
    return escaped.replace("\n", "\\n")


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _folded(line: str) -> bytes:
    """The line cut so that no piece has more than 75 octets, and no letter is cut in two."""
    pieces, piece, room = [], b"", _LONGEST_LINE
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > room:
            pieces.append(piece)
            piece, room = b"", _LONGEST_LINE - 1
        piece += octets
    pieces.append(piece)
    return b"\r\n ".join(pieces) + b"\r\n"
