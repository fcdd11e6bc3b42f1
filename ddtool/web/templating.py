"""What templates may use: translations, days, words of domain values, marks.

Every template is escaped, whatever its name, and a name that nobody gave is an error.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

from babel.dates import format_datetime
from flask import Flask, g
from jinja2 import StrictUndefined

from ddtool.countries import country_name
from ddtool.domain.natural_order import natural
from ddtool.domain.people import Right
from ddtool.domain.readiness import closed_by_own_word
from ddtool.domain.since_signed import SinceSigned
from ddtool.reports.content.since_signed import say_since
from ddtool.sentences import say
from ddtool.web import access, language, navigation
from ddtool.web.charts import stacked
from ddtool.web.marks import mark_of

_MOMENT = "d MMM y, HH:mm"
_SAFE_SCHEMES = ("https", "mailto")


def install(app: Flask) -> None:
    """Set up the environment of an application's templates."""
    app.jinja_env.autoescape = True
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.i18n")
    i18n: Any = app.jinja_env
    i18n.install_gettext_callables(language.translate, language.translate_plural, newstyle=True)
    app.jinja_env.filters.update(
        day=day,
        moment=moment,
        iso=iso,
        words=words,
        says=says,
        safe_link=safe_link,
        in_order=in_order,
        country=country,
        since_signed=since_signed,
    )
    app.jinja_env.globals.update(
        closed_by_own_word=closed_by_own_word, mark_of=mark_of, stacked=stacked, Right=Right
    )
    app.context_processor(_about_the_reader)


def day(value: date | None) -> str:
    """A day the way the reader writes it, such as 1 Dec 2026; a dash where there is none."""
    return language.voice().day(value).text


def country(name: str) -> str:
    """A country as it is kept, in the reader's language."""
    return country_name(name, language.code())


def moment(value: datetime) -> str:
    """A moment in UTC, such as 28 Nov 2026, 09:41; templates say beside it that it is UTC."""
    locale = "en_GB" if language.code() == "en" else language.code().replace("-", "_")
    return format_datetime(value.astimezone(UTC), _MOMENT, locale=locale)


def iso(value: date | datetime | None) -> str:
    """The same for programs: 2026-11-28, or 2026-11-28T09:41:00+00:00."""
    return value.isoformat() if value else ""


def words(value: Enum | None) -> str:
    """The words of a domain value in the reader's language."""
    return language.voice().words(value)


def says(text: str) -> str:
    """A sentence of the code in the reader's language; any other text as it is."""
    return say(text, language.translate)


def in_order(names: Iterable[str]) -> list[str]:
    """Numbers of criteria and requirements as people count: 9 before 24, 8.a before 33.f."""
    return sorted(names, key=natural)


def since_signed(since: SinceSigned) -> tuple[str, ...]:
    """What has changed since somebody signed, a text for each part."""
    return say_since(language.voice(), since)


def safe_link(address: str) -> str:
    """An address that may be followed; empty for any other."""
    return address if urlsplit(address).scheme in _SAFE_SCHEMES else ""


def _about_the_reader() -> dict[str, Any]:
    """What the frame of every page shows of whoever reads it."""
    if g.get("unforeseen"):
        return {}
    known = access.session()
    role = known.role if known and known.next_step is None else None
    return {
        "reader": known,
        "reader_theme": known.user.theme if known else "",
        "navigation": navigation.links_for(role) if role else (),
        "footer_links": navigation.FOOTER,
        "reader_language": language.code(),
        "may": access.may,
        "today": access.today(),
        "largest_upload": access.settings().largest_upload,
    }
