"""From what a request brings to values: JSON read strictly, and all faults told at once."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Response, request
from pydantic import ValidationError
from werkzeug.exceptions import UnsupportedMediaType

from ddtool.domain.errors import DdtoolError
from ddtool.sentences import Sentence, n_, say
from ddtool.web import language, problem_details
from ddtool.web.api.fields import Body

BodyT = TypeVar("BodyT", bound=Body)

JSON_TYPES = ("application/json", "application/merge-patch+json")

_DEEPEST = 32
_DOUBLES = "\0doubles"
_LONGEST_SHOWN = 80
_LARGEST = 10**15


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a request: the field, such as ``areas[2]``, and what to do."""

    field: str
    says: str

    def __str__(self) -> str:
        """The whole fault in one line."""
        return f"{self.field}: {self.says}"


class Unusable(DdtoolError):
    """What a request brings can be read, but some of it not used."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class Unreadable(DdtoolError):
    """What a request brings is no JSON, or none that anybody could use."""


def read_body(model: type[BodyT], *, may_be_empty: bool = False) -> BodyT:
    """The JSON object of this request; an empty one where it brings nothing and need not.

    :raises UnsupportedMediaType: it says that it is something else.
    :raises Unreadable, Unusable: it cannot be taken.
    """
    if may_be_empty and not request.get_data():
        return shaped(model, {})
    if request.mimetype not in JSON_TYPES:
        raise UnsupportedMediaType
    return shaped(model, parse(request.get_data()))


def read_query(model: type[BodyT]) -> BodyT:
    """The values behind the question mark, each at most once.

    :raises Unusable: one is unknown, doubled or cannot be used.
    """
    doubled = [name for name, values in request.args.lists() if len(values) > 1]
    if doubled:
        raise Unusable(Fault(_shown(name), Sentence("Give this once.")) for name in doubled)
    return shaped(model, request.args.to_dict())


def shaped(model: type[BodyT], found: Any) -> BodyT:
    """A value in its shape.

    :raises Unusable: with every fault.
    """
    try:
        return model.model_validate(found)
    except ValidationError as error:
        known = tuple(model.model_fields)
        raise Unusable(_fault(one, known) for one in error.errors(include_url=False)) from None


def parse(content: bytes) -> Any:
    """The JSON value that some bytes hold: no doubles, no endless numbers, no great depth.

    :raises Unreadable: they hold none.
    """
    try:
        found = json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_no_number
        )
    except UnicodeDecodeError:
        raise Unreadable(Sentence("This is no UTF-8; send JSON in UTF-8.")) from None
    except json.JSONDecodeError as error:
        raise Unreadable(
            Sentence(
                "This is no JSON, at line {line}, column {column}.",
                line=error.lineno,
                column=error.colno,
            )
        ) from None
    except RecursionError:
        raise Unreadable(_TOO_DEEP) from None
    except ValueError:
        raise Unreadable(Sentence("A number in this is too long.")) from None
    _look_over(found)
    return found


def problem_of(error: Unusable) -> Response:
    """The answer that lists all faults."""
    problems = [{"field": one.field, "detail": _say(one.says)} for one in error.faults]
    return problem_details.answer(422, problems=problems)


_TOO_DEEP = Sentence("Lists and objects stand too deep within each other.")


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        doubled = next(name for name in names if names.count(name) > 1)
        raise Unreadable(
            Sentence("The name {name} stands twice in one object.", name=_shown(doubled))
        )
    return found


def _no_number(word: str) -> Any:
    raise Unreadable(Sentence("{word} is no number of JSON.", word=word))


def _look_over(found: Any) -> None:
    waiting: list[tuple[Any, int]] = [(found, 1)]
    while waiting:
        one, depth = waiting.pop()
        if depth > _DEEPEST:
            raise Unreadable(_TOO_DEEP)
        if isinstance(one, int | float) and not -_LARGEST <= one <= _LARGEST:
            raise Unreadable(Sentence("A number in this is too large."))
        if isinstance(one, dict):
            waiting += [(inside, depth + 1) for inside in one.values()]
        elif isinstance(one, list):
            waiting += [(inside, depth + 1) for inside in one]


def _fault(error: Mapping[str, Any], known: Sequence[str]) -> Fault:
    return Fault(_place(error["loc"]), _sentence(error, known))


def _place(steps: Sequence[str | int]) -> str:
    place = ""
    for step in steps:
        if isinstance(step, int):
            place += f"[{step}]"
        elif step != "[key]":
            place += f".{_shown(step)}" if place else _shown(step)
    return place


def _sentence(error: Mapping[str, Any], known: Sequence[str]) -> str:
    kind, more = str(error["type"]), error.get("ctx", {})
    if kind == "told":
        return str(more["told"])
    if kind == "extra_forbidden":
        return Sentence("This is not known here; known are: {known}.", known=", ".join(known))
    if kind == "enum":
        return Sentence("Give one of: {words}.", words=_words(str(more["expected"])))
    if kind in _LIMITS:
        return Sentence(_LIMITS[kind], most=more["max_length"])
    return _BY_KIND.get(kind, _OTHERWISE)


def _words(expected: str) -> str:
    """The words of an enum, without what stands around them."""
    return ", ".join(re.findall(r"'(\w+)'", expected))


_LIMITS = {
    "string_too_long": n_("At most {most} characters are taken."),
    "too_long": n_("At most {most} items are taken."),
}
_BY_KIND = {
    "missing": Sentence("Give this; it is needed."),
    "string_too_short": Sentence("Give this; it is needed."),
    "bool_type": Sentence("Give true or false, without quotes."),
    "dict_type": Sentence("Give an object."),
    "model_type": Sentence("Give an object."),
}
_OTHERWISE = Sentence("This cannot be used here.")


def _say(text: str) -> str:
    return say(text, language.translate)


def _shown(text: str) -> str:
    plain = "".join(one if one.isprintable() else "?" for one in text)
    return plain if len(plain) <= _LONGEST_SHOWN else f"{plain[:_LONGEST_SHOWN]}…"
