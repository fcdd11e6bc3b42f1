"""What the shape alone cannot see: words off their scale, and requirements that do not exist."""

from collections.abc import Iterator, Mapping, Sequence

from ddtool.coverage_requests.faults import Fault, place_of, shown
from ddtool.coverage_requests.shape import CellShape, CredentialShape, RequestShape
from ddtool.domain.certificates import Result, Scale
from ddtool.domain.scales import Scales, falls_short

Path = Sequence[str | int]


def check(request: RequestShape, scales: Scales, prefix: Path) -> Iterator[Fault]:
    """The faults between the parts of one request."""
    yield from _scale_faults(request, prefix)
    yield from _cover_faults(request, prefix)
    faults = list(_word_faults(request, scales, prefix))
    yield from faults
    if not faults:
        yield from _comparison_faults(request, scales, prefix)


def _scale_faults(request: RequestShape, prefix: Path) -> Iterator[Fault]:
    for standard, words in (request.scales or {}).items():
        if len(words) < 2:
            place = place_of((*prefix, "scales", standard))
            yield Fault(place, shown(list(words)), "two or more different words from low to high")


def _cover_faults(request: RequestShape, prefix: Path) -> Iterator[Fault]:
    criterion = request.criterion
    accepted = ", ".join(criterion.subs) or "nothing: the criterion has no subs"
    for index, cell in enumerate(request.cells or ()):
        if (cell.criteria_set, cell.criterion) != (criterion.set, criterion.id):
            continue
        for sub in cell.covers:
            if sub not in criterion.subs:
                yield Fault(place_of((*prefix, "cells", index, "covers")), shown(sub), accepted)


def _word_faults(request: RequestShape, scales: Scales, prefix: Path) -> Iterator[Fault]:
    for index, credential in enumerate(request.credentials or ()):
        path = (*prefix, "credentials", index, "results")
        yield from _off_scale(credential.results, scales.get(credential.standard, ()), path)
    for index, cell in enumerate(request.cells or ()):
        path = (*prefix, "cells", index, "min_results")
        yield from _off_scale(cell.min_results or {}, scales.get(cell.standard, ()), path)


def _off_scale(
    results: Mapping[str, Result], scales: Sequence[Scale], path: Path
) -> Iterator[Fault]:
    words = [word for scale in scales for word in scale]
    accepted = f"a number, {', '.join(words)}" if words else "a number: the standard has no scale"
    for name, result in results.items():
        if isinstance(result, str) and result not in words:
            yield Fault(place_of((*path, name)), shown(result), accepted)


def _comparison_faults(request: RequestShape, scales: Scales, prefix: Path) -> Iterator[Fault]:
    for index, credential in enumerate(request.credentials or ()):
        for cell in request.cells or ():
            if cell.standard == credential.standard:
                path = (*prefix, "credentials", index, "results")
                yield from _not_comparable(credential, cell, scales, path)


def _not_comparable(
    credential: CredentialShape, cell: CellShape, scales: Scales, path: Path
) -> Iterator[Fault]:
    for name, minimum in (cell.min_results or {}).items():
        got = credential.results.get(name)
        if got is None:
            continue
        try:
            falls_short(got, minimum, scales.get(cell.standard, ()))
        except ValueError:
            kind = "a word on the same scale as" if isinstance(minimum, str) else "a number like"
            yield Fault(place_of((*path, name)), shown(got), f"{kind} {shown(minimum)}")
