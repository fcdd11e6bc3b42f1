"""The site, its facts and the days of the assessment from the rows of the site sheet."""

from collections.abc import Mapping
from datetime import date

from ddtool.domain.assessments import Assessment, Site
from ddtool.wording import n_
from ddtool.workbooks import layout
from ddtool.workbooks.cells import plain_text, shown
from ddtool.workbooks.choices import Choices
from ddtool.workbooks.fields import Fields
from ddtool.workbooks.form import Form
from ddtool.workbooks.identity import Identity
from ddtool.workbooks.layout import FACT
from ddtool.workbooks.records import yes_no
from ddtool.workbooks.site_sheet import facts_in

_UNKNOWN_KEY = n_("{found} is not a key of this sheet")
_KEEP_KEYS = n_("take keys from a fresh workbook; do not change them")
_TWICE = n_("{found} stands twice")
_KEEP_ONE = n_("keep one row for each key")
_EMPTY = n_("the cell is empty")
_FILL_IN = n_("it has to be filled in")

_REQUIRED = ("site", "name")


class SiteRows:
    """Collects what the site sheet says."""

    def __init__(self, form: Form) -> None:
        self.seen: set[str] = set()
        self._form = form
        self._texts: dict[str, str] = {}
        self._lists: dict[str, tuple[str, ...]] = {}
        self._days: dict[str, date | None] = {}
        self._facts: dict[str, bool | None] = {}
        facts = form.vocabulary.fact_ids | facts_in(form.criteria_set)
        self._known = {row.id for row in layout.SITE_ROWS} | {FACT + fact for fact in facts}

    @property
    def id(self) -> str:
        """The site's own id, empty as long as it was not met."""
        return self._texts.get("site", "")

    @property
    def missing(self) -> list[str]:
        """The keys that have no row."""
        facts = sorted(facts_in(self._form.criteria_set))
        wanted = [row.id for row in layout.SITE_ROWS] + [FACT + fact for fact in facts]
        return [key for key in wanted if key not in self.seen]

    def read(self, fields: Fields) -> None:
        """Take one row."""
        key = plain_text(fields.raw("id"))
        if not self._is_good(fields, key):
            return
        self.seen.add(key)
        if key.startswith(FACT):
            answer = yes_no(fields, "answer")
            if answer is not None:
                self._facts[key.removeprefix(FACT)] = answer
        elif key in layout.DAY_ROWS:
            self._days[key] = fields.read("answer", fields.parse.day, None)
        elif key in layout.LIST_ROWS:
            self._lists[key] = self._items(fields, key)
        else:
            self._texts[key] = fields.text("answer")
            if key in _REQUIRED and not self._texts[key]:
                self._note(fields, "answer", _EMPTY, _FILL_IN)

    def assessment(self, identity: Identity) -> Assessment:
        """The beginning of the assessment."""
        return Assessment(
            site=self._site(fictional=identity.fictional),
            criteria_set=identity.criteria_set,
            period=self._texts.get("period", ""),
            prepared_by=self._texts.get("prepared_by", ""),
            assessment_day=self._days.get("assessment_day"),
            commitment_day=self._days.get("commitment_day"),
        )

    def _site(self, *, fictional: bool) -> Site:
        return Site(
            id=self.id,
            name=self._texts.get("name", ""),
            organisation=self._texts.get("organisation", ""),
            country=self._texts.get("country", ""),
            place=self._texts.get("place", ""),
            activities=self._lists.get("activities", ()),
            areas=self._lists.get("areas", ()),
            metals=self._lists.get("metals", ()),
            facts=self._facts,
            fictional=fictional,
        )

    def _is_good(self, fields: Fields, key: str) -> bool:
        if key not in self._known:
            self._note(fields, "id", _UNKNOWN_KEY, _KEEP_KEYS, found=shown(key))
        elif key in self.seen:
            self._note(fields, "id", _TWICE, _KEEP_ONE, found=shown(key))
        else:
            return True
        return False

    def _items(self, fields: Fields, key: str) -> tuple[str, ...]:
        terms: Mapping[str, Choices] = {
            "activities": self._form.activities,
            "metals": self._form.metals,
        }
        if key not in terms:
            return fields.items("answer")
        return fields.read("answer", lambda value: fields.parse.words(value, terms[key]), ())

    def _note(
        self, fields: Fields, column: str, found: str, accepted: str, /, **values: str
    ) -> None:
        say = self._form.translate
        fields.note(column, say(found).format(**values), say(accepted))
