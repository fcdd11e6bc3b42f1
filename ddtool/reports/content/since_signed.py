"""What has changed since an assessor signed, thing by thing, in the reader's words."""

from collections.abc import Iterator
from datetime import date

from ddtool.domain.resubmission import Change, FieldChange
from ddtool.domain.reviews import Part
from ddtool.domain.since_signed import SinceSigned
from ddtool.domain.statements import ANSWER, CERTIFICATE, FACT, HEAD, RATING, SITE, Value
from ddtool.reports.content.voice import Voice
from ddtool.wording import n_
from ddtool.wording.fields import enum_of, field_word, state_word
from ddtool.wording.reviews import CHANGED_PARTS

_PART = n_("{part}: {things}")
_CHANGED = n_("{thing} ({fields})")
_CAME, _WENT = n_("{thing} (added)"), n_("{thing} (taken away)")
_FROM_TO, _ANSWERED = n_("{field}: {before} → {now}"), n_("{question} {before} → {now}")
_SITE = n_("the site")
_YES, _NO = n_("yes"), n_("no")
_MOST = 5


def say_since(voice: Voice, since: SinceSigned) -> tuple[str, ...]:
    """Each part that has changed, with the things in it where they are known.

    Of codes and days it is told what they were and are, of texts only that they have changed. Of
    many things the first few are named.
    """
    return tuple(_part(voice, since, part) for part in since.parts)


def _part(voice: Voice, since: SinceSigned, part: Part) -> str:
    changes = since.within(part)
    is_site = bool(changes) and all(one.thing.noun == SITE for one in changes)
    word = voice.gettext(_SITE if is_site else CHANGED_PARTS[part])
    things = [say_change(voice, one) for one in changes]
    if not things:
        return word
    more = len(things) - _MOST
    if more > 0:
        things = [*things[:_MOST], voice.ngettext("{n} more", "{n} more", more)]
    return voice.gettext(_PART, part=word, things=", ".join(things))


def say_change(voice: Voice, change: Change) -> str:
    """One thing and what became of it, such as: C2 ISO 45001 (Status: active → suspended)."""
    thing = _thing(change)
    if change.came or change.went:
        return voice.gettext(_CAME if change.came else _WENT, thing=thing)
    fields = ", ".join(_fields(voice, change))
    return voice.gettext(_CHANGED, thing=thing, fields=fields) if thing else fields


def _thing(change: Change) -> str:
    """What it is called; the site and the days are named by their fields alone."""
    if change.thing.noun in (ANSWER, RATING):
        return change.thing.id
    if change.thing.noun == CERTIFICATE:
        return f"{change.label} {change.name}".strip()
    return "" if change.thing.noun in (SITE, HEAD) else change.name


def _fields(voice: Voice, change: Change) -> Iterator[str]:
    for one in change.fields:
        name = _field_name(voice, one.field)
        values = [_short(voice, change.thing.noun, one, value) for value in (one.before, one.now)]
        before, now = (value or "–" for value in values)
        if not any(values):
            yield name
        elif one.field.startswith(FACT):
            yield voice.gettext(_ANSWERED, question=name, before=before, now=now)
        else:
            yield voice.gettext(_FROM_TO, field=name, before=before, now=now)


def _field_name(voice: Voice, field: str) -> str:
    if field.startswith(FACT):
        fact = field.removeprefix(FACT)
        asked = (one.question for one in voice.vocabulary.facts if one.id == fact)
        return next(asked, fact)
    word = field_word(field)
    return voice.gettext(word) if word else field


def _short(voice: Voice, noun: str, change: FieldChange, value: Value) -> str:
    """A code, a day or a yes as people read it; empty for everything that may be long."""
    if isinstance(value, date):
        return voice.day(value).text
    if value in ("yes", "no"):
        return voice.gettext(_YES if value == "yes" else _NO)
    known = enum_of(noun, change.field, value) if isinstance(value, str) else None
    if known is None:
        return ""
    state = state_word(known)
    return voice.gettext(state) if state else voice.words(known)
