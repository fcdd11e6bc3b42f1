"""Results that certificates state, compared with what a cell asks for."""

from collections.abc import Mapping, Sequence
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
    """The first result that :func:`falls_short` would refuse, or None.

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
        for standard, name, minimum in asked:
            if standard != certificate.standard or name not in certificate.results:
                continue
            got = certificate.results[name]
            if not _comparable(got, minimum, own):
                return Incomparable(certificate.id, name, got, minimum)
    return None


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
