"""The sheets of a filled workbook, read one after the other, and what only all of them can tell."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from ddtool.domain.assessments import Action, Assessment, Evidence
from ddtool.domain.certificates import Certificate
from ddtool.domain.statements import ANSWER, RATING, Thing
from ddtool.spreadsheets.guard import OpenedWorkbook, Sheet
from ddtool.wording import n_
from ddtool.workbooks import layout
from ddtool.workbooks.cells import Values, plain_text, shown
from ddtool.workbooks.completeness import in_order, missed_rows
from ddtool.workbooks.criteria_rows import CriteriaRows
from ddtool.workbooks.fields import Fields
from ddtool.workbooks.findings import Findings
from ddtool.workbooks.form import Form
from ddtool.workbooks.found import FoundRow, FoundTable, Heads
from ddtool.workbooks.identity import REASONS, TITLES, Identity
from ddtool.workbooks.places import Places
from ddtool.workbooks.records import Records
from ddtool.workbooks.reopening import Reopened, reopen
from ddtool.workbooks.site_rows import SiteRows

T = TypeVar("T", Certificate, Evidence, Action)

_NO_SHEET = n_("the sheet is missing")
_NO_ROW = n_("the row of {found} is missing")
_FRESH = n_("take it from a fresh workbook; leave empty what nobody has answered")
_TWICE = n_("{found} stands twice")
_OWN_ID = n_("give each row an id of its own")
_NO_EVIDENCE = n_("{found} is not on the sheet “{sheet}”")
_ADD_EVIDENCE = n_("list it there, or take its id out")

_AND = n_("And more")
_MORE = n_("reading stopped here")
_MEND_FIRST = n_("mend these first")

_AT_THE_END = 10_000


class SheetReader:
    """Reads the sheets of one workbook."""

    def __init__(self, opened: OpenedWorkbook, identity: Identity, form: Form) -> None:
        self._opened = opened
        self._identity = identity
        self._form = form.worded(identity.words)
        self.findings = Findings(form.translate)
        self.places = Places()
        self.ignored: list[str] = []
        self._heads = Heads(identity, form.translate)
        self._values = Values(form.translate)
        self._records = Records(self._form)
        self._site = SiteRows(self._form)
        self._criteria = CriteriaRows(self._form)
        self._certificates: dict[str, Certificate] = {}
        self._evidence: dict[str, Evidence] = {}
        self._actions: dict[str, Action] = {}
        self._named: list[tuple[FoundTable, int, str]] = []
        self._naming_sites: list[tuple[Fields, Certificate]] = []
        self._met: set[str] = set()
        self._without_ids: set[str] = set()
        self._titles = self._known_titles()

    def read(self) -> None:
        """All sheets, then what only all of them together can tell."""
        for number, sheet in enumerate(self._opened.sheets, start=1):
            if sheet.title.casefold() not in layout.HIDDEN_TITLES:
                self._read_sheet(number, sheet)
        self._check_all()

    @cached_property
    def reopened(self) -> Reopened:
        """What the sheets say, without answers of ddtool's own that hold no longer."""
        own_reasons = self._identity.words.get(REASONS, {}).keys()
        return reopen(self._assessment(), self._form, own_reasons)

    def _read_sheet(self, number: int, sheet: Sheet) -> None:
        name = self._titles.get(sheet.title.casefold(), "")
        if name == layout.INSTRUCTIONS_TITLE:
            return
        rows = sheet.rows()
        found = self._heads.find(rows, name) or self._heads.find(rows)
        if found is None and name:
            found = self._heads.find(rows, name, without_id=True)
        if found is None:
            self.ignored.append(sheet.title)
            return
        table = FoundTable(number, sheet, found[0], found[1], self.findings)
        table.match_heads(self._heads)
        if "id" not in table.columns:
            self._without_ids |= {table.name, sheet.title.casefold()}
            return
        self._met.add(table.name)
        take = self._takers()[table.name]
        for row in table.rows(rows):
            fields = Fields(row.values, self._values, self._form.lists, row.note)
            take(table, row, fields)

    def _takers(self) -> Mapping[str, Callable[[FoundTable, FoundRow, Fields], None]]:
        make = self._records
        return {
            layout.SITE: self._take_site,
            layout.CRITERIA: self._take_criteria,
            layout.CERTIFICATES: self._keeper(self._certificates, self._certificate),
            layout.EVIDENCE: self._keeper(self._evidence, make.evidence),
            layout.ACTIONS: self._keeper(self._actions, make.action),
        }

    def _take_site(self, table: FoundTable, row: FoundRow, fields: Fields) -> None:
        self.places.note_site_row(plain_text(fields.raw("id")), table.place(row.number))
        self._site.read(fields)

    def _take_criteria(self, table: FoundTable, row: FoundRow, fields: Fields) -> None:
        id, chosen = plain_text(fields.raw("id")), self._form.criteria_set
        if id in chosen.criterion_of:
            self.places.note(Thing(ANSWER, id), table.place(row.number))
        if id in chosen.by_number:
            self.places.note(Thing(RATING, id), table.place(row.number))
        self._named += [(table, row.number, id) for id in self._criteria.read(fields)]

    def _certificate(self, fields: Fields) -> Certificate:
        one = self._records.certificate(fields)
        self._naming_sites.append((fields, one))
        return one

    def _keeper(
        self, kept: dict[str, T], make: Callable[[Fields], T]
    ) -> Callable[[FoundTable, FoundRow, Fields], None]:
        def keep(table: FoundTable, row: FoundRow, fields: Fields) -> None:
            one = make(fields)
            if one.id in kept:
                found = self._say(_TWICE, found=shown(one.id))
                fields.note("id", found, self._say(_OWN_ID))
            elif one.id:
                kept[one.id] = one
                self.places.note(Thing(table.noun, one.id), table.place(row.number))

        return keep

    def _check_all(self) -> None:
        """What only all sheets together can tell; after too many problems it would be noise."""
        if self.findings.many:
            self._missing(self._say(_AND), self._say(_MORE), self._say(_MEND_FIRST))
            return
        self._check_sheets()
        self._check_rows()
        self._check_evidence()
        for fields, certificate in self._naming_sites:
            self._records.check_sites(fields, certificate, self._site.id)

    def _check_sheets(self) -> None:
        wanted = {name: title for title, name in self._own_titles() if name in layout.TABLES}
        for name, title in wanted.items():
            if name not in self._met | self._without_ids:
                self._missing(title, self._say(_NO_SHEET))

    def _check_rows(self) -> None:
        if layout.SITE in self._met:
            title = self._say(layout.SITE_TITLE)
            for key in self._site.missing:
                self._missing(title, self._say(_NO_ROW, found=shown(key)))
        for title, id in missed_rows(self._form, self._criteria.seen):
            found = self._say(_NO_ROW, found=shown(id)) if id else self._say(_NO_SHEET)
            if title.casefold() not in self._without_ids:
                self._missing(title, found)

    def _check_evidence(self) -> None:
        sheet = self._say(layout.EVIDENCE_TITLE)
        for table, row, id in self._named:
            if id not in self._evidence and layout.EVIDENCE not in self._without_ids:
                found = self._say(_NO_EVIDENCE, found=shown(id), sheet=sheet)
                table.note(row, "evidence", found, self._say(_ADD_EVIDENCE))

    def _assessment(self) -> Assessment:
        answers, ratings = self._criteria.answers, self._criteria.ratings
        chosen = self._form.criteria_set
        return replace(
            self._site.assessment(self._identity),
            answers=in_order(answers, chosen.criterion_of),
            ratings=in_order(ratings, chosen.by_number),
            certificates=tuple(self._certificates.values()),
            evidence=tuple(self._evidence.values()),
            actions=tuple(self._actions.values()),
        )

    def _known_titles(self) -> Mapping[str, str]:
        """Which table stands on a sheet, by its title in lower case."""
        titles = {**self._identity.words.get(TITLES, {}), **dict(layout.OWN_SHEETS)}
        titles |= dict(self._own_titles())
        sections = layout.section_titles(self._form.criteria_set, self._form.translate)
        titles |= dict.fromkeys(sections.values(), layout.CRITERIA)
        return {title.casefold(): name for title, name in titles.items()}

    def _own_titles(self) -> Iterable[tuple[str, str]]:
        for title, name in layout.OWN_SHEETS:
            yield self._say(title), name

    def _missing(self, title: str, found: str, accepted: str = "") -> None:
        accepted = accepted or self._say(_FRESH)
        self.findings.add((_AT_THE_END, 0, 0), title, found, accepted)

    def _say(self, sentence: str, **values: str) -> str:
        return self._form.translate(sentence).format(**values)
