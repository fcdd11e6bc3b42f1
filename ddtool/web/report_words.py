"""How files, languages and sizes are called."""

from collections.abc import Mapping

from babel import Locale
from babel.numbers import format_decimal

from ddtool.sentences import n_
from ddtool.usecases.report_orders import KINDS
from ddtool.web import language
from ddtool.web.downloads import SPREADSHEET
from ddtool.web.forms import said

FORMAT_WORDS: Mapping[str, str] = {"pdf": n_("PDF"), "xlsx": n_("Excel"), "json": n_("JSON")}
"""What people call the formats."""

KIND_WORDS: Mapping[str, str] = {id: kind.title for id, kind in KINDS.items()}
"""What people call the kinds of reports."""

SECTION_WORDS: Mapping[str, str] = {
    "outlook": n_("Outlook"),
    "comparison": n_("Compared with the last cycle"),
    "gaps": n_("Gaps"),
    "coverage": n_("Coverage"),
    "register": n_("Certificates"),
    "ahead": n_("Look ahead"),
    "plan": n_("Improvement plan"),
    "review": n_("The assessor’s review"),
    "evidence": n_("Evidence index"),
    "na": n_("Not applicable"),
}
"""What people call the sections that can be left out."""

MEDIA_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "xlsx": SPREADSHEET,
    "json": "application/json",
}
"""What browsers call them."""

_KILO, _MEGA = 1000, 1_000_000
_IN_KILOBYTES, _IN_MEGABYTES = n_("{number} kB"), n_("{number} MB")


def language_name(code: str) -> str:
    """A language in its own words, such as Español."""
    name = Locale.parse(code, sep="-").get_display_name() or code
    return name[:1].upper() + name[1:]


def size_word(size: int) -> str:
    """A number of bytes as people say it, such as 1.4 MB."""
    locale = Locale.parse(language.code(), sep="-")
    if size < _MEGA:
        number = format_decimal(max(round(size / _KILO), 1), locale=locale)
        return said(_IN_KILOBYTES, number=number)
    return said(_IN_MEGABYTES, number=format_decimal(round(size / _MEGA, 1), locale=locale))
