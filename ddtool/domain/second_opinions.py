"""The word of a second assessor on a determination, where the programme asks for two people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ddtool.domain.criteria import Rating


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """That a determination holds, or what a second assessor would determine in its place.

    ``looked_at`` is the version of the determination that was looked at; once it is changed, the
    word counts no more. ``given_by`` is the id of whoever gave it.
    """

    criterion: str
    agrees: bool
    reason: str = ""
    rating: Rating | None = None
    looked_at: int = 0
    given_by: str = ""


@dataclass(frozen=True, slots=True)
class Determined:
    """Who has determined a criterion, by id, and which version of the determination stands."""

    by: str
    version: int


def still_counts(opinion: SecondOpinion, determined: Determined) -> bool:
    """Whether a second opinion is about what stands now and comes from somebody else."""
    return opinion.looked_at == determined.version and opinion.given_by != determined.by


def waiting_for_a_second(
    determined: Mapping[str, Determined], opinions: Iterable[SecondOpinion]
) -> frozenset[str]:
    """The criteria on whose determination no second assessor has said anything that counts."""
    heard = {one.criterion for one in _counting(determined, opinions)}
    return frozenset(determined) - heard


def disputed(
    determined: Mapping[str, Determined], opinions: Iterable[SecondOpinion]
) -> frozenset[str]:
    """The criteria on which the second assessor would determine something else."""
    return frozenset(one.criterion for one in _counting(determined, opinions) if not one.agrees)


def _counting(
    determined: Mapping[str, Determined], opinions: Iterable[SecondOpinion]
) -> Iterable[SecondOpinion]:
    return (
        one
        for one in opinions
        if one.criterion in determined and still_counts(one, determined[one.criterion])
    )
