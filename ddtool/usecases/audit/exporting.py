"""The history as a file: for spreadsheets, or a line of JSON for each event."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from io import StringIO
from pathlib import Path

from ddtool.domain.audit import AuditLine, Search
from ddtool.domain.history import Accessed
from ddtool.domain.people import Author
from ddtool.reports.content import Voice
from ddtool.spreadsheets.lists import Head, write_list
from ddtool.spreadsheets.pages import Running
from ddtool.spreadsheets.writing import Value
from ddtool.store import Database
from ddtool.usecases.audit.looking import lines_of_operator
from ddtool.whole_files import write_whole
from ddtool.wording import n_
from ddtool.wording.deeds import SEEN, SETTINGS, THINGS, VERBS
from ddtool.wording.fields import field_word

_LIVE = ("=", "+", "-", "@", "\t", "\r")
_MOST_IN_A_WORKBOOK = 20_000
_WORDS = ("what", "done")
"""The columns in the reader's words, beside the codes."""


def audit_file(form: str, lines: Iterable[AuditLine], voice: Voice, *, about: str = "") -> bytes:
    """The bytes of a file of one of `FORMATS`. ``about`` stands below the title of a workbook.

    Codes of the history stand beside the reader's words, so that programs can rely on them.
    """
    return FORMATS[form](lines, voice, about)


def export_audit(
    database: Database, author: Author, wanted: Search, file: Path, *, form: str, voice: Voice
) -> int:
    """Write what is looked for into a file, for whoever runs the machine; how many events.

    :raises NotWritten: the file cannot be written.
    """
    lines = tuple(lines_of_operator(database, author, wanted))
    write_whole(file, audit_file(form, lines, voice))
    return len(lines)


def _as_csv(lines: Iterable[AuditLine], voice: Voice, _about: str) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text)
    names = (*AuditLine.__dataclass_fields__, *_WORDS)
    writer.writerow(names)
    for one in lines:
        plain = _plain(one, voice)
        writer.writerow(_harmless(plain[name]) for name in names)
    return text.getvalue().encode("utf-8-sig")


def _as_json_lines(lines: Iterable[AuditLine], voice: Voice, _about: str) -> bytes:
    told = (json.dumps(_plain(one, voice), ensure_ascii=False, sort_keys=True) for one in lines)
    return "".join(f"{one}\n" for one in told).encode()


def _as_workbook(lines: Iterable[AuditLine], voice: Voice, about: str) -> bytes:
    rows = [_row(one, voice) for one, _ in zip(lines, range(_MOST_IN_A_WORKBOOK), strict=False)]
    heads = [
        Head(voice.gettext(n_("Number")), 10),
        Head(voice.gettext(n_("When")), 20),
        Head(voice.gettext(n_("Who")), 26),
        Head(voice.gettext(n_("Role")), 20),
        Head(voice.gettext(n_("Assessment firm")), 24),
        Head(voice.gettext(n_("Organisation")), 28),
        Head(voice.gettext(n_("What")), 24),
        Head(voice.gettext(n_("Called")), 28),
        Head(voice.gettext(n_("Site and period")), 28),
        Head(voice.gettext(n_("Done")), 22),
        Head(voice.gettext(n_("Fields")), 40),
        Head(voice.gettext(n_("Code of the thing")), 18),
        Head(voice.gettext(n_("Code of the deed")), 18),
        Head(voice.gettext(n_("Id")), 38),
    ]
    running = Running(about, "", voice.gettext(n_("Page")), voice.gettext(n_("of")))
    return write_list(voice.gettext(n_("Audit trail")), heads, rows, running)


FORMATS: Mapping[str, Callable[[Iterable[AuditLine], Voice, str], bytes]] = {
    "csv": _as_csv,
    "xlsx": _as_workbook,
    "jsonl": _as_json_lines,
}
"""How the history is handed out, by the ending of the file."""


def seen_word(line: AuditLine) -> str:
    """The English words of what an access was to, or of the thing that changed; to be said."""
    known = {one.value: one for one in Accessed}
    if line.seen in known:
        return SEEN[known[line.seen]]
    word = THINGS.get(line.noun, line.noun)
    return SETTINGS.get(line.subject, word) if line.noun == "setting" else word


def deed_word(line: AuditLine) -> str:
    """The English words of what was done; to be said."""
    return VERBS.get(line.deed, line.deed)


def _row(one: AuditLine, voice: Voice) -> list[Value]:
    fields = (voice.gettext(field_word(name) or name) for name in one.fields)
    return [
        one.number,
        f"{one.at:%Y-%m-%d %H:%M:%S} UTC",
        one.by,
        one.role,
        one.firm,
        one.organisation,
        voice.gettext(seen_word(one)),
        one.about,
        one.place,
        voice.gettext(deed_word(one)),
        ", ".join(fields),
        one.noun,
        one.verb,
        one.subject,
    ]


def _plain(one: AuditLine, voice: Voice) -> dict[str, object]:
    words = voice.gettext(seen_word(one)), voice.gettext(deed_word(one))
    return {
        **asdict(one),
        "at": one.at.isoformat(),
        "fields": list(one.fields),
        **dict(zip(_WORDS, words, strict=True)),
    }


def _harmless(value: object) -> str:
    """A text that a spreadsheet program does not take for a formula."""
    text = " ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(_LIVE) else text
