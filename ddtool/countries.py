"""The names of countries: offered in the reader's language, kept in English whoever chose one.

So a site has one country, whatever its people read in, and workbooks and programs go on as they
were. A country that was typed before there was a list stays as it is.
"""

import re
from collections.abc import Mapping
from functools import cache
from unicodedata import combining, normalize

from babel import Locale

_COUNTRY = re.compile("[A-Z]{2}").fullmatch
_NO_COUNTRIES = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]
)
"""Codes of two letters that stand for no country of ISO 3166: parts, unions, and none at all."""


@cache
def country_names(language: str) -> Mapping[str, str]:
    """The name in a language by the English one, in the order of the language."""
    english, own = Locale.parse("en").territories, Locale.parse(language).territories
    codes = [one for one in map(str, english) if _COUNTRY(one) and one not in _NO_COUNTRIES]
    named = ((english[code], own.get(code, english[code])) for code in codes)
    return dict(sorted(named, key=lambda pair: _without_accents(pair[1])))


def country_name(country: str, language: str) -> str:
    """A country as it is kept, in the reader's language; one that nobody knows as it was typed."""
    return country_names(language).get(country, country)


def _without_accents(name: str) -> str:
    return "".join(one for one in normalize("NFD", name) if not combining(one)).casefold()
