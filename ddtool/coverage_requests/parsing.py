"""From bytes to JSON values: no doubles, no broken texts, no endless numbers."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from ddtool.coverage_requests.faults import Fault, Path, RequestsRefused, shown
from ddtool.sentences import Sentence

LARGEST = 64 * 1024 * 1024
"""The largest file of requests in bytes."""

LARGEST_NUMBER = 10**15
"""Numbers beyond it, on either side of zero, are refused."""

_DOUBLES = "\0doubles"
_NUMBERS = Sentence("numbers from -{limit} to {limit}", limit=LARGEST_NUMBER)


def parse(content: bytes) -> Any:
    """The value that the file holds.

    :raises RequestsRefused: it holds no JSON in UTF-8, or is too large.
    """
    if len(content) > LARGEST:
        raise _refused(
            Sentence("{count} bytes", count=len(content)),
            Sentence("at most {limit} bytes; split the list", limit=LARGEST),
        )
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_with_doubles)
    except UnicodeDecodeError as error:
        raise _refused(Sentence("bytes that are no UTF-8"), Sentence("JSON in UTF-8")) from error
    except json.JSONDecodeError as error:
        found = Sentence(
            "no JSON at line {line}, column {column}", line=error.lineno, column=error.colno
        )
        raise _refused(found, Sentence("one request or a list of requests as JSON")) from error
    except RecursionError as error:
        raise _refused(
            Sentence("lists within lists without end"), Sentence("requests as in criteria/RULES.md")
        ) from error
    except ValueError as error:
        raise _refused(Sentence("a number of thousands of digits"), _NUMBERS) from error


def _refused(found: str, accepted: str) -> RequestsRefused:
    return RequestsRefused([Fault(("file",), found, accepted)])


def _with_doubles(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """An object; names that stand in it twice are kept beside, to be told with the place."""
    found = dict(pairs)
    if len(found) < len(pairs):
        counted = Counter(name for name, _ in pairs)
        found[_DOUBLES] = [name for name, count in counted.items() if count > 1]
    return found


def look_over(value: Any, path: Path) -> Iterator[Fault]:
    """The faults that any value may have, wherever it stands."""
    waiting: list[tuple[Any, Path]] = [(value, path)]
    while waiting:
        one, place = waiting.pop()
        if isinstance(one, dict):
            for name in one.pop(_DOUBLES, ()):
                yield Fault(
                    place,
                    Sentence("the key {name} twice in one object", name=shown(name)),
                    Sentence("each key once"),
                )
            for name in one:
                yield from _broken_text(name, place)
            waiting += [(inside, (*place, name)) for name, inside in reversed(one.items())]
        elif isinstance(one, list):
            waiting += [(inside, (*place, at)) for at, inside in reversed(list(enumerate(one)))]
        elif isinstance(one, str):
            yield from _broken_text(one, place)
        elif isinstance(one, int | float) and not -LARGEST_NUMBER <= one <= LARGEST_NUMBER:
            yield Fault(place, shown(one), _NUMBERS)


def _broken_text(text: str, place: Path) -> Iterator[Fault]:
    if any("\ud800" <= character <= "\udfff" for character in text):
        yield Fault(place, shown(text), Sentence("a text without half characters"))
