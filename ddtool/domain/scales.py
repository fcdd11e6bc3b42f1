"""Results that certificates state, compared with what a cell asks for."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ddtool.domain.certificates import Certificate, Result, Scale
from ddtool.domain.equivalency import Cell

Scales = Mapping[str, tuple[Scale, ...]]
"""Standard -> its scales of words, each from low to high."""


class Incomparable(NamedTuple):
    """A result that a certificate states and that nothing can be compared with."""

    certificate: str
    name: str
    got: Result
    minimum: Result


def find_incomparable(
    certificates: Sequence[Certificate], cells: Sequence[Cell], scales: Scales
) -> Incomparable | None:
    """The first result that :func:`falls_short` would refuse, or None."""
    return next(all_incomparable(certificates, cells, scales), None)


def all_incomparable(
    certificates: Sequence[Certificate], cells: Sequence[Cell], scales: Scales
) -> Iterator[Incomparable]:
    """Every result that :func:`falls_short` would refuse, each by the first minimum it fails at.

    Whoever reads certificates knows the standard, not the cells: a word may be on another scale of
    the standard than the one that a cell uses for that result.
    """
    asked = dict.fromkeys(
        (cell.standard, name, minimum)
        for cell in cells
        for name, minimum in cell.conditions.min_results
    )
    for certificate in certificates:
        own = scales.get(certificate.standard, ())
        told: set[str] = set()
        for standard, name, minimum in asked:
            if standard != certificate.standard or name not in certificate.results:
                continue
            got = certificate.results[name]
            if name not in told and not _comparable(got, minimum, own):
                told.add(name)
                yield Incomparable(certificate.id, name, got, minimum)


def without_results(
    certificates: Sequence[Certificate], left_out: Collection[Incomparable]
) -> tuple[Certificate, ...]:
    """The certificates as if these results had not been stated."""
    names = {(one.certificate, one.name) for one in left_out}
    return tuple(
        replace(
            certificate,
            results={
                name: result
                for name, result in certificate.results.items()
                if (certificate.id, name) not in names
            },
        )
        if any(id == certificate.id for id, _ in names)
        else certificate
        for certificate in certificates
    )


def falls_short(got: Result, minimum: Result, scales: tuple[Scale, ...]) -> bool:
    """Whether a result is below a minimum: numbers by size, words by place on their common scale.

    :raises ValueError: a word is compared with a number, or two words share no scale; whoever
        reads results refuses both before.
    """
    if isinstance(got, str) and isinstance(minimum, str):
        scale = next((one for one in scales if got in one and minimum in one), None)
        if scale is None:
            raise ValueError(f'"{got}" and "{minimum}" stand on no scale together')
        return scale.index(got) < scale.index(minimum)
    if isinstance(got, str) or isinstance(minimum, str):
        raise ValueError(f'"{got}" cannot be compared with "{minimum}"')
    return got < minimum


def _comparable(got: Result, minimum: Result, scales: tuple[Scale, ...]) -> bool:
    try:
        falls_short(got, minimum, scales)
    except ValueError:
        return False
    return True
