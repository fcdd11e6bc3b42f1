"""What the shape alone cannot see: words off their scale, and requirements that do not exist.

These checks look at the raw request, so that they speak even where its shape has faults elsewhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeGuard

from ddtool.coverage_requests.faults import Fault, Path, shown
from ddtool.domain.certificates import Result, Scale
from ddtool.domain.scales import Scales, falls_short
from ddtool.sentences import Sentence

MOST_TRIPLES = 100_000
"""The most requirements x activities x areas of one request."""

Part = Mapping[str, Any]


def check(request: Any, scales: Scales, prefix: Path) -> Iterator[Fault]:
    """The faults between the parts of one request."""
    if not isinstance(request, dict):
        return
    scales = {**scales, **_given_scales(request)}
    yield from _size_faults(request, prefix)
    yield from _cover_faults(request, prefix)
    for key, results in (("credentials", "results"), ("cells", "min_results")):
        for index, part in _parts(request, key):
            known = scales.get(_text(part, "standard"), ())
            yield from _off_scale(_results(part, results), known, (*prefix, key, index, results))
    yield from _comparison_faults(request, scales, prefix)


def _part(request: Part, key: str) -> Part:
    part = request.get(key)
    return part if isinstance(part, dict) else {}


def _parts(request: Part, key: str) -> Iterator[tuple[int, Part]]:
    parts = request.get(key)
    if isinstance(parts, list):
        yield from ((index, part) for index, part in enumerate(parts) if isinstance(part, dict))


def _text(part: Part, key: str) -> str:
    value = part.get(key)
    return value if isinstance(value, str) else ""


def _names(part: Part, key: str) -> list[str]:
    value = part.get(key)
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []


def _results(part: Part, key: str) -> Mapping[str, Any]:
    value = part.get(key)
    return value if isinstance(value, dict) else {}


def _given_scales(request: Part) -> Scales:
    given = _part(request, "scales")
    return {standard: (tuple(_names(given, standard)),) for standard in given}


def _size_faults(request: Part, prefix: Path) -> Iterator[Fault]:
    site = _part(request, "site")
    sizes = [
        max(len(set(names)), 1)
        for names in (
            _names(_part(request, "criterion"), "subs"),
            _names(site, "activities"),
            _names(site, "areas"),
        )
    ]
    parts = sizes[0] * sizes[1] * sizes[2]
    if parts > MOST_TRIPLES:
        found = Sentence("{parts} combinations of subs, activities and areas", parts=parts)
        yield Fault((*prefix, "site"), found, Sentence("at most {limit}", limit=MOST_TRIPLES))


def _cover_faults(request: Part, prefix: Path) -> Iterator[Fault]:
    subs = _names(_part(request, "criterion"), "subs")
    accepted = ", ".join(subs) or Sentence("nothing: the criterion has no subs")
    for index, cell in _cells_here(request):
        for sub in _names(cell, "covers"):
            if sub not in subs:
                yield Fault((*prefix, "cells", index, "covers"), shown(sub), accepted)


def _cells_here(request: Part) -> Iterator[tuple[int, Part]]:
    """The cells for exactly the criterion of the request."""
    criterion = _part(request, "criterion")
    wanted = (_text(criterion, "set"), _text(criterion, "id"))
    for index, cell in _parts(request, "cells"):
        if (_text(cell, "criteria_set"), _text(cell, "criterion")) == wanted:
            yield index, cell


def _off_scale(results: Mapping[str, Any], scales: Sequence[Scale], path: Path) -> Iterator[Fault]:
    words = [word for scale in scales for word in scale]
    known = set(words)
    accepted = (
        Sentence("a number, {words}", words=", ".join(words))
        if words
        else Sentence("a number: the standard has no scale")
    )
    for name, result in results.items():
        if isinstance(result, str) and result and result not in known:
            yield Fault((*path, name), shown(result), accepted)


def _comparison_faults(request: Part, scales: Scales, prefix: Path) -> Iterator[Fault]:
    """Where a gate would compare a word with a number, or words of two scales."""
    cells = [cell for _, cell in _cells_here(request) if cell.get("level") != "unknown"]
    if _part(request, "criterion").get("applicable") is False:
        return
    for index, credential in _parts(request, "credentials"):
        if credential.get("evidence_type") not in (None, "", "third_party"):
            continue
        path = (*prefix, "credentials", index, "results")
        for cell in _judged(credential, cells):
            yield from _not_comparable(credential, cell, scales, path)


def _judged(credential: Part, cells: Sequence[Part]) -> Sequence[Part]:
    """The cells that the credential meets: of its standard, and of its edition if there are any."""
    standard, edition = _text(credential, "standard"), _text(credential, "version")
    here = [cell for cell in cells if _text(cell, "standard") == standard]
    return [cell for cell in here if edition in _names(cell, "standard_versions")] or here


def _not_comparable(credential: Part, cell: Part, scales: Scales, path: Path) -> Iterator[Fault]:
    known = scales.get(_text(cell, "standard"), ())
    words = {word for scale in known for word in scale}
    for name, minimum in _results(cell, "min_results").items():
        got = _results(credential, "results").get(name)
        if not (_is_result(got, words) and _is_result(minimum, words)):
            continue
        try:
            falls_short(got, minimum, known)
        except ValueError:
            like = shown(minimum)
            accepted = (
                Sentence("a word on the same scale as {like}", like=like)
                if isinstance(minimum, str)
                else Sentence("a number like {like}", like=like)
            )
            yield Fault((*path, name), shown(got), accepted)


def _is_result(value: Any, words: set[str]) -> TypeGuard[Result]:
    """A number, or a word that stands on a scale; all else has been told already."""
    if isinstance(value, str):
        return value in words
    return isinstance(value, int | float) and not isinstance(value, bool)
