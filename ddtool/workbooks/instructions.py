"""The first sheet: what to do, in five steps, and what the colours mean."""

from collections.abc import Sequence

from ddtool.domain.assessments import Assessment
from ddtool.spreadsheets import pages
from ddtool.spreadsheets.writing import Style, put
from ddtool.wording import n_, pack_word
from ddtool.workbooks import layout
from ddtool.workbooks.form import Form
from ddtool.workbooks.layout import Kind
from ddtool.workbooks.tables import Book

_WIDTHS = (4, 26, 84)

_TITLE = n_("Self-assessment: {set}")
FICTIONAL = n_("Fictional demonstration data.")

_STEPS = (
    (
        n_("Tell us about the site"),
        n_(
            "On the sheet “{site}”, answer each question. The facts decide which "
            "requirements apply; leave a cell empty where nobody knows yet."
        ),
    ),
    (
        n_("List certificates and evidence"),
        n_(
            "On “{certificates}” enter what the site holds, with its dates and scope. On "
            "“{evidence}” give every document an id, such as E-01."
        ),
    ),
    (
        n_("Answer the requirements"),
        n_(
            "On the sheets {sections}, choose an answer in every row. Write what is missing into "
            "the note, and the ids of the documents that show it: E-01; E-02."
        ),
    ),
    (
        n_("Rate each criterion"),
        n_(
            "In the row with the criterion's number choose your own rating and give the reason. "
            "Say yes under “{open_case}” while a grievance, incident or allegation is open."
        ),
    ),
    (
        n_("Plan what is left, and hand it in"),
        n_(
            "On “{actions}” say who does what by which day. Save the workbook as .xlsx and bring "
            "it back on the page it was downloaded from: you see every change before anything is "
            "stored. Without a server, “ddtool report” writes the gap report from it. Everything "
            "that cannot be used is named by sheet and cell."
        ),
    ),
)

_QUOTED = n_("“{title}”")

_KEY = n_("What the cells mean")
_WHITE = n_("White, with a frame: yours to fill in.")
_TINTED = n_("Tinted: text to read; it is locked against slips, without a password.")
_SHUT = n_("Grey: not meant for this row.")
_OFF = n_(
    "Grey, with a frame: switched off by the facts about the site; leave it as it is unless the "
    "facts change."
)

_GOOD_TO_KNOW = n_("Good to know")
_HINTS = (
    n_("You may sort, filter, hide and move columns. Keep the heads and the ids as they are."),
    n_("Type dates as dates, such as 2026-03-04. Paste values, not formulas. Do not merge cells."),
    n_("An empty answer means “not answered yet”. “Not applicable” needs its reason in the note."),
    n_("Sheets that you add yourself are not read."),
)

_RESULTS = n_("Results of certificates")
_HOW_RESULTS = n_("Write them as name=value; name=value. The standards that state results:")
_NUMBERS = n_("numbers such as 80")
_WORDS = n_("from low to high: {words}")

_RIGHTS = n_("Source and rights")
_AID = n_(
    "This is an aid for self-assessment. Whether a site meets the criteria is decided by the "
    "owners of the scheme and their assessors."
)


class Instructions:
    """Writes the first sheet, line by line."""

    def __init__(self, book: Book, form: Form, assessment: Assessment) -> None:
        self._book = book
        self._form = form
        self._assessment = assessment
        self._sheet = book.workbook.worksheets[0]
        self._row = 1

    def write(self, section_titles: list[str], more_hints: Sequence[str] = ()) -> None:
        """Write the whole sheet."""
        say = self._form.translate
        self._sheet.title = say(layout.INSTRUCTIONS_TITLE)
        pages.set_widths(self._sheet, _WIDTHS)
        self._write_head()
        for number, (head, text) in enumerate(_STEPS, start=1):
            self._write_step(number, say(head), self._filled(text, section_titles))
        self._write_key()
        self._write_notes(more_hints)
        self._finish()

    def _write_head(self) -> None:
        looks, chosen = self._book.looks, self._form.criteria_set
        title = self._form.translate(_TITLE).format(set=chosen.title)
        self._put(1, title, looks.title, height=36)
        site = self._assessment.site
        label = pack_word(chosen.label, self._form.translate)
        parts = [part for part in (site.name, site.organisation, label) if part]
        if site.fictional:
            parts.append(self._form.translate(FICTIONAL))
        self._put(1, " · ".join(parts), looks.subtitle, height=24)
        self._row += 1

    def _filled(self, text: str, section_titles: list[str]) -> str:
        say = self._form.translate
        return say(text).format(
            site=say(layout.SITE_TITLE),
            certificates=say(layout.CERTIFICATES_TITLE),
            evidence=say(layout.EVIDENCE_TITLE),
            actions=say(layout.ACTIONS_TITLE),
            open_case=say(layout.OPEN_CASE_HEAD),
            sections=", ".join(say(_QUOTED).format(title=title) for title in section_titles),
        )

    def _write_step(self, number: int, head: str, text: str) -> None:
        looks = self._book.looks
        put(self._sheet, self._row, 1, number, looks.step)
        put(self._sheet, self._row, 2, head, looks.lead)
        self._put(3, text, looks.plain, also=[(head, _WIDTHS[1] - 6)])

    def _write_key(self) -> None:
        looks = self._book.looks
        self._row += 1
        self._put_part(self._form.translate(_KEY))
        samples = (
            (looks.input(Kind.TEXT), _WHITE),
            (looks.fixed, _TINTED),
            (looks.shut, _SHUT),
            (looks.off_input(Kind.TEXT), _OFF),
        )
        for style, text in samples:
            put(self._sheet, self._row, 2, None, style)
            self._put(3, self._form.translate(text), looks.plain, height=20)

    def _write_notes(self, more_hints: Sequence[str]) -> None:
        looks, say, chosen = self._book.looks, self._form.translate, self._form.criteria_set
        self._row += 1
        self._put_part(say(_GOOD_TO_KNOW))
        for hint in (*_HINTS, *more_hints):
            self._put(3, say(hint), looks.plain)
        self._write_results()
        self._row += 1
        self._put_part(say(_RIGHTS))
        for text in (say(_AID), chosen.rights, chosen.note, chosen.publisher):
            if text:
                self._put(3, text, looks.plain)

    def _write_results(self) -> None:
        """Which results certificates state: the names, and the words from low to high."""
        looks, say = self._book.looks, self._form.translate
        self._row += 1
        self._put_part(say(_RESULTS))
        self._put(3, say(_HOW_RESULTS), looks.plain)
        for standard in self._form.standards.all:
            if standard.results:
                scales = " | ".join(", ".join(scale) for scale in standard.scales)
                values = say(_WORDS).format(words=scales) if scales else say(_NUMBERS)
                names = "; ".join(standard.results)
                put(self._sheet, self._row, 2, standard.id, looks.plain)
                self._put(3, f"{names} ({values})", looks.plain)

    def _put_part(self, head: str) -> None:
        """A head with a line below it, across the page."""
        put(self._sheet, self._row, 3, None, self._book.looks.part)
        self._put(2, head, self._book.looks.part, height=22)

    def _put(
        self,
        column: int,
        text: str,
        style: Style,
        *,
        height: float | None = None,
        also: list[tuple[str, float]] | None = None,
    ) -> None:
        """Write a text, make its row high enough, and go on to the next row."""
        put(self._sheet, self._row, column, text, style)
        if height is None:
            texts = [(text, _WIDTHS[column - 1] * 0.95), *(also or [])]
            pages.set_height(self._sheet, self._row, texts, line=15)
        else:
            self._sheet.row_dimensions[self._row].height = height
        self._row += 1

    def _finish(self) -> None:
        pages.protect(self._sheet)
        pages.set_up_printing(
            self._sheet,
            self._book.running(),
            landscape=False,
        )
        self._sheet.sheet_view.showGridLines = False
