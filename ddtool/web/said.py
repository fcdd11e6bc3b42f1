"""What stood in a field and stands in it now, in the reader's words."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum

from flask import g

from ddtool.domain.people import Right
from ddtool.reports.kinds import KINDS
from ddtool.sentences import n_
from ddtool.usecases.sites import list_sites
from ddtool.web import access, language
from ddtool.wording.fields import DAYS, enum_of, field_word, state_word

FACT = "fact."
"""Stands before the id of a fact of the site."""

NOT_STATED = "not_stated"
"""Stands in the history for a word that nobody had given."""

_ANOTHER_SITE = n_("another site")
_YES, _NO = n_("yes"), n_("no")


def field_name(field: str) -> str:
    """The name of a field; a fact of the site is named by its question."""
    if field.startswith(FACT):
        return _question(field.removeprefix(FACT))
    word = field_word(field)
    return language.translate(word) if word else field


def value_words(noun: str, field: str, value: object) -> str:
    """A value as people read it; empty where nothing is said."""
    if value is None or value in ("", [], ()) or (field, value) == ("submission", 0):
        return ""
    if value == NOT_STATED:
        return language.voice().words(None)
    if isinstance(value, bool) or value in ("yes", "no"):
        return language.translate(_YES if value in (True, "yes") else _NO)
    if isinstance(value, date):
        return language.voice().day(value).text
    if isinstance(value, Mapping):
        return "; ".join(f"{name}={one}" for name, one in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _listed(field, [str(one) for one in value])
    return _text(noun, field, str(value))


def _text(noun: str, field: str, text: str) -> str:
    if (noun, field) == ("report", "kind") and text in KINDS:
        return language.translate(KINDS[text].title)
    known = enum_of(noun, field, text)
    if known is not None:
        return _words(known)
    if field in DAYS:
        try:
            return language.voice().day(date.fromisoformat(text)).text
        except ValueError:
            return text
    return text


def _words(value: Enum) -> str:
    state = state_word(value)
    return language.translate(state) if state else language.voice().words(value)


def _listed(field: str, values: Sequence[str]) -> str:
    voice = language.voice()
    if field == "activities":
        return voice.activities(values)
    if field == "metals":
        return voice.metals(values)
    if field == "sites":
        names = _site_names()
        other = "" if access.may(Right.READ) else language.translate(_ANOTHER_SITE)
        return "; ".join(names.get(one) or other or one for one in values)
    return "; ".join(values)


def _question(fact: str) -> str:
    asked = (one.question for one in language.voice().vocabulary.facts if one.id == fact)
    return next(asked, fact)


def _site_names() -> Mapping[str, str]:
    """The names of the organisation's sites by their ids; an assessor knows none but that asked."""
    if "site_names" not in g and not access.may(Right.READ):
        return {}
    if "site_names" not in g:
        listed = list_sites(access.database(), access.author())
        g.site_names = {one.value.id: one.value.name for one in listed}
    names: Mapping[str, str] = g.site_names
    return names
