"""Events of the history in the reader's words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.history import Event
from ddtool.domain.people import Role
from ddtool.domain.statements import FIELDS
from ddtool.sentences import n_
from ddtool.usecases.analyses import Analysed
from ddtool.web import language
from ddtool.web.conflicts import Piece, marked_pieces
from ddtool.web.said import field_name, value_words
from ddtool.wording.deeds import VERBS
from ddtool.wording.fields import NOUNS, field_word

_ANSWERS_CARRIED = n_("Answers carried over")
_NUMBERED = ("answer", "rating", "determination", "second-opinion", "confirmation")
"""What is known by the number of its requirement or criterion."""
_NAMES = ("title", "standard", "name", "file_name")
"""The fields that say what a thing without a number of its own is called."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One field: what it said and what it says, in pieces, those marked that differ."""

    name: str
    old: Sequence[Piece]
    new: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Told:
    """One event. ``criterion`` is the number of the criterion it belongs to, if it does."""

    number: int
    at: datetime
    by: str
    role: str
    noun: str
    name: str
    verb: str
    changes: Sequence[Changed]
    about: str
    subject: str
    criterion: str = ""


def tell_events(events: Sequence[Event], found: Analysed) -> Sequence[Told]:
    """Events of one assessment, in the order given."""
    names = _names_now(found)
    return [_told(event, found.analysis.criteria_set, names) for event in events]


def tell_all(events: Sequence[Event]) -> Sequence[Told]:
    """Events of one thing of an organisation, in the order given."""
    return [_told(event, None, {}) for event in events]


def noun_word(noun: str) -> str:
    """What a kind of thing is called."""
    return language.translate(NOUNS.get(noun, noun))


def _told(event: Event, criteria_set: CriteriaSet | None, names: Mapping[str, str]) -> Told:
    noun, id = event.subject.noun, event.subject.id
    return Told(
        number=event.number,
        at=event.at,
        by=event.by,
        role=_role(event.role),
        noun=noun_word(noun),
        name=_name(event, names),
        verb=language.translate(VERBS.get(event.verb, event.verb)),
        changes=tuple(_changes(event)),
        about=noun,
        subject=id,
        criterion=_criterion(noun, id, criteria_set),
    )


def _role(code: str) -> str:
    """The role somebody did something in, empty where they had none."""
    role = next((one for one in Role if one.value == code), None)
    return language.voice().words(role) if role else ""


def _changes(event: Event) -> Iterator[Changed]:
    noun = event.subject.noun
    if event.verb == "carried over":
        count = str(len(event.new))
        yield Changed(language.translate(_ANSWERS_CARRIED), (), ((count, True),))
        return
    if not event.old or not event.new:
        yield from _all_at_once(event)
        return
    for name in _in_order(noun, (*event.old, *event.new)):
        old, new = (value_words(noun, name, said.get(name)) for said in (event.old, event.new))
        if field_word(name) and old != new:
            yield Changed(field_name(name), *marked_pieces(old, new))
    yield from _facts(event)


def _all_at_once(event: Event) -> Iterator[Changed]:
    """Everything said of something that came or went, line by line."""
    noun, texts = event.subject.noun, []
    for said in (event.old, event.new):
        told = (
            (field_name(name), value_words(noun, name, said[name]))
            for name in _in_order(noun, said)
            if field_word(name) and said[name] is not False
        )
        texts.append("\n".join(f"{name}: {text}" for name, text in told if text))
    old, new = texts
    if old or new:
        yield Changed("", ((old, False),) if old else (), ((new, False),) if new else ())


def _in_order(noun: str, names: Iterable[str]) -> Sequence[str]:
    """Names of fields in the order in which people meet them, each once."""
    known = FIELDS.get(noun, ())
    found = dict.fromkeys(names)
    return [*(name for name in known if name in found), *(n for n in found if n not in known)]


def _facts(event: Event) -> Iterator[Changed]:
    """The facts of a site, which stand in one field of the store."""
    old, new = (said.get("facts") for said in (event.old, event.new))
    before = old if isinstance(old, Mapping) else {}
    after = new if isinstance(new, Mapping) else {}
    for fact in dict.fromkeys((*before, *after)):
        texts = [value_words("site", fact, said.get(fact)) for said in (before, after)]
        if texts[0] != texts[1]:
            yield Changed(field_name(f"fact.{fact}"), *marked_pieces(*texts))


def _name(event: Event, names: Mapping[str, str]) -> str:
    """What the thing is called: its number, its present title, or the title it had then."""
    id = event.subject.id
    if event.subject.noun in _NUMBERED:
        return id
    if event.verb == "declared":
        # The name that was given is that of a person, not of the assessment.
        return ""
    said = (
        str(fields[name])
        for fields in (event.new, event.old)
        for name in _NAMES
        if fields.get(name)
    )
    return names.get(id) or next(said, "")


def _names_now(found: Analysed) -> Mapping[str, str]:
    assessment = found.stored.assessment
    names = {one.id: one.title for one in assessment.evidence}
    names |= {one.id: one.title for one in assessment.actions}
    voice = language.voice()
    return names | {one.id: voice.certificate(one) for one in assessment.certificates}


def _criterion(noun: str, id: str, criteria_set: CriteriaSet | None) -> str:
    if criteria_set is None:
        return ""
    if noun == "answer" and id in criteria_set.criterion_of:
        return criteria_set.criterion_of[id].number
    return id if noun in _NUMBERED and id in criteria_set.by_number else ""
