"""Results that certificates state, compared with what a cell asks for."""

from collections.abc import Mapping

from ddtool.domain.certificates import Result, Scale

Scales = Mapping[str, tuple[Scale, ...]]
"""Standard -> its scales of words, each from low to high."""


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
