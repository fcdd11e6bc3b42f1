"""The day that the pages of coverage are about: today, or the one in the address.

It stays in every link between these pages.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import request

from ddtool.sentences import n_
from ddtool.usecases.analyses import Analysed
from ddtool.web import access, language, rail
from ddtool.web.explanations import Source, source_of

_FIRST_DAY, _LAST_DAY = date(1950, 1, 1), date(2100, 12, 31)
_NO_DAY = n_('"{text}" is no day between 1950 and 2100; write it as 2026-12-31. Shown is today.')


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The day asked about. ``fault`` says what is wrong with what was written, else empty."""

    day: date
    typed: str = ""
    fault: str = ""

    @property
    def is_today(self) -> bool:
        """Whether it is the day on the calendar."""
        return self.day == access.today()

    @property
    def query(self) -> dict[str, str]:
        """The same for an address; nothing for today."""
        return {} if self.is_today else {"day": self.day.isoformat()}


@dataclass(frozen=True)
class Looked:
    """An assessment on the day asked about, with the reader's words for it."""

    found: Analysed
    asked: AskedDay
    source: Source

    def rendered(self, template: str, *, here: str, **values: Any) -> str:
        """A page of the assessment that knows its day."""
        analysis = self.found.analysis
        return rail.render_within(
            template,
            self.found,
            here=here,
            asked=self.asked,
            analysis=analysis,
            criteria_language=analysis.criteria_set.language,
            **values,
        )


def asked_day() -> AskedDay:
    """The day of this request."""
    typed = request.args.get("day", "").strip()[:40]
    if not typed:
        return AskedDay(access.today())
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = date.min
    if not _FIRST_DAY <= day <= _LAST_DAY:
        fault = language.translate(_NO_DAY).format(text=typed)
        return AskedDay(access.today(), typed, fault)
    return AskedDay(day, day.isoformat())


def looked_at(assessment: UUID) -> Looked:
    """An assessment of the reader's organisation on the day asked about.

    :raises NotFound: their organisation has none of that id.
    """
    asked = asked_day()
    found = rail.analysed(str(assessment), as_of=asked.day)
    return Looked(found, asked, source_of(found.analysis))
