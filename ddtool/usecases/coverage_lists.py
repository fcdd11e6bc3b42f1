"""The matrix of coverage as a workbook to work on."""

from collections.abc import Sequence

from ddtool.reports.content import Voice
from ddtool.spreadsheets.lists import Head, write_list
from ddtool.spreadsheets.pages import Running
from ddtool.spreadsheets.writing import Value
from ddtool.wording import n_


def coverage_as_workbook(
    certificates: Sequence[str], rows: Sequence[Sequence[Value]], voice: Voice, *, about: str
) -> bytes:
    """The bytes of the workbook, one row for each criterion.

    A row has number, title, section, what certificates show together and until when, then one text
    for each of ``certificates``. ``about`` stands below the title: of what, on which day.
    """
    heads = [
        Head(voice.gettext(n_("Criterion")), 10),
        Head(voice.gettext(n_("Title")), 38),
        Head(voice.gettext(n_("Section")), 24),
        Head(voice.gettext(n_("Together")), 14),
        Head(voice.gettext(n_("Until")), 12),
        *(Head(one, 18) for one in certificates),
    ]
    running = Running(
        about,
        voice.gettext(n_("Self-assessment aid, not an assurance result")),
        voice.gettext(n_("Page")),
        voice.gettext(n_("of")),
    )
    return write_list(voice.gettext(n_("Coverage")), heads, rows, running)
