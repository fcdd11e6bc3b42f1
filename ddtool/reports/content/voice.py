"""How a report speaks: its language, its days, and the names of what packs call by ids."""

import gettext
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list

from ddtool.countries import country_name
from ddtool.domain.certificates import Certificate, Standards
from ddtool.domain.reasons import Code, Reason
from ddtool.domain.vocabulary import Term, Vocabulary
from ddtool.reports.content.values import NOTHING, Day
from ddtool.wording import n_, pack_word, says, words

# English days are written the way most of the field's readers do: 30 Sep 2026, not Sep 30 or Sept.
_ENGLISH = "en_GB"
_ENGLISH_DAYS = {"medium": "d MMM y", "long": "d MMMM y"}
_ABOUT_ACTIVITIES = frozenset({Code.ACTIVITIES_MISSING, Code.ACTIVITY_NOT_COVERED})
_NO_STANDARDS = Standards()
_NO_VOCABULARY = Vocabulary(activities=(), metals=(), facts=())


@dataclass(frozen=True)
class Voice:
    """The reader's language, and the titles of activities, metals, facts and standards.

    ``sites`` are the names of sites by their ids, as far as they are to be called by name;
    ``deciders`` those of the programme admins, where the reader may be told whom to ask.
    """

    language: str = "en"
    translations: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)
    vocabulary: Vocabulary = _NO_VOCABULARY
    standards: Standards = _NO_STANDARDS
    sites: Mapping[str, str] = field(default_factory=dict)
    deciders: tuple[str, ...] = ()

    def gettext(self, text: str, /, **values: object) -> str:
        """The text in the reader's language, filled with the values."""
        return self.translations.gettext(text).format(**values)

    def ngettext(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The text for that number, which stands at ``{n}``, filled with the values."""
        return self.translations.ngettext(one, many, n).format(n=n, **values)

    def words(self, value: Enum | None) -> str:
        """The word of a domain value; None is one that nobody has stated."""
        return self.translations.gettext(n_("not stated") if value is None else words(value))

    def says(self, reason: Reason) -> str:
        """The reason in one sentence, activities by their titles and sites by their names."""
        if reason.code in _ABOUT_ACTIVITIES:
            reason = reason._replace(detail=(self.activities(reason.detail),))
        return says(self.by_name(reason), self.translations.gettext, self._iso_day)

    def by_name(self, reason: Reason) -> Reason:
        """The reason with the name of a site in the place of its id."""
        if reason.code is not Code.SITE_NOT_COVERED:
            return reason
        return reason._replace(detail=tuple(map(self.site, reason.detail)))

    def sentences(self, reasons: Iterable[Reason]) -> str:
        """All reasons, each once."""
        return " ".join(dict.fromkeys(self.says(reason) for reason in reasons))

    def day(self, day: date | None) -> Day:
        """A day in the short way, such as 1 Dec 2026, that never breaks over a line."""
        return Day(day, NOTHING if day is None else _written(day, "medium", self.language))

    def long_day(self, day: date) -> str:
        """A day in the long way, such as 1 December 2026."""
        return _written(day, "long", self.language)

    def list_of(self, parts: Iterable[str]) -> str:
        """A, B and C."""
        return format_list(list(parts), locale=_locale(self.language))

    def languages(self, codes: Iterable[str]) -> str:
        """The names of languages in the reader's own."""
        own = _locale(self.language)
        names = (_locale(code).get_language_name(own) or code for code in codes)
        return self.list_of(names)

    def country(self, name: str) -> str:
        """A country as it is kept, in the reader's language where Babel knows the two."""
        return country_name(name, str(_locale(self.language)))

    def activities(self, ids: Iterable[str]) -> str:
        """The titles of activities, separated by commas."""
        return _titles(ids, self.vocabulary.activities, self.translations.gettext)

    def metals(self, ids: Iterable[str]) -> str:
        """The titles of metals, separated by commas."""
        return _titles(ids, self.vocabulary.metals, self.translations.gettext)

    def site(self, id: str) -> str:
        """What a site is called."""
        return self.sites.get(id, id)

    def of_pack(self, word: str) -> str:
        """A word of a pack, such as its label or how surely it was read; its own stay as is."""
        return pack_word(word, self.translations.gettext)

    def edition(self, standard: str, edition: str) -> str:
        """A standard with its edition, such as ISO 14001:2015."""
        known = self.standards.by_id.get(standard)
        found = known.edition(edition) if known else None
        if found and found.title:
            return found.title
        return f"{standard} {edition}".strip()

    def certificate(self, certificate: Certificate) -> str:
        """What the certificate is against."""
        return self.edition(certificate.standard, certificate.edition)

    def _iso_day(self, text: str) -> str:
        return self.day(date.fromisoformat(text)).text


def _titles(ids: Iterable[str], terms: tuple[Term, ...], translate: Callable[[str], str]) -> str:
    titles = {term.id: translate(term.title) for term in terms}
    return ", ".join(titles.get(one, one) for one in ids)


@lru_cache(maxsize=32)
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(_ENGLISH if language == "en" else language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_ENGLISH)


@lru_cache(maxsize=4096)
def _written(day: date, how: str, language: str) -> str:
    if language == "en":
        text = format_date(day, format=_ENGLISH_DAYS[how], locale="en")
    else:
        text = format_date(day, format=how, locale=_locale(language))
    return text.replace(" ", "\N{NO-BREAK SPACE}")
