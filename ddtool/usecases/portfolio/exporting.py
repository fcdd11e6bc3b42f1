"""The portfolio as a workbook to work on: a row for each site, a column for each criterion."""

from collections.abc import Iterator, Sequence

from ddtool.domain.portfolio import GAPS, SiteRow
from ddtool.reports.content import Voice
from ddtool.spreadsheets.lists import Head, write_list
from ddtool.spreadsheets.pages import Running
from ddtool.spreadsheets.writing import Value
from ddtool.usecases.portfolio.looking import Portfolio
from ddtool.wording import n_


def portfolio_as_workbook(
    found: Portfolio, rows: Sequence[SiteRow], voice: Voice, *, about: str
) -> bytes:
    """The bytes of the workbook. ``about`` stands below the title: against what, on which day."""
    criteria = found.criteria_set.criteria if found.criteria_set else ()
    heads = [*_heads(voice), *(Head(f"{one.number} {one.title}", 14) for one in criteria)]
    words = {letter: voice.words(gap) for letter, gap in GAPS.items()}
    told = [[*_about_site(row, voice), *_gaps(row, words, len(criteria))] for row in rows]
    running = Running(
        about,
        voice.gettext(n_("Self-assessment aid, not an assurance result")),
        voice.gettext(n_("Page")),
        voice.gettext(n_("of")),
    )
    return write_list(voice.gettext(n_("Portfolio")), heads, told, running)


def _heads(voice: Voice) -> Iterator[Head]:
    for title, width in (
        (n_("Site"), 30),
        (n_("Organisation"), 30),
        (n_("Country"), 14),
        (n_("Metals"), 18),
        (n_("Activities"), 24),
        (n_("State"), 16),
        (n_("Outlook"), 14),
        (n_("Status on the day"), 12),
        (n_("Handed in on"), 12),
        (n_("Blocking gaps"), 10),
        (n_("To be closed"), 10),
        (n_("Next coverage ends on"), 12),
    ):
        yield Head(voice.gettext(title), width)


def _about_site(row: SiteRow, voice: Voice) -> list[Value]:
    result, summary = row.result, row.result.summary
    return [
        row.name,
        row.organisation,
        result.country,
        voice.metals(result.metals),
        voice.activities(result.activities),
        voice.words(result.stage),
        voice.words(summary.outlook) if summary.outlook else "",
        summary.as_of,
        result.day if result.submission else None,
        summary.blocking,
        summary.to_close,
        summary.lapses[0].day if summary.lapses else None,
    ]


def _gaps(row: SiteRow, words: dict[str, str], criteria: int) -> list[Value]:
    """A word for each criterion; nothing where nothing follows from the assessment."""
    gaps = row.result.summary.gaps
    return [words[one] for one in gaps] if len(gaps) == criteria else [""] * criteria
