"""What packs there are, and whether they are sound."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ddtool.packs import Library, PackHead, PackProblems, Problem


@dataclass(frozen=True, slots=True)
class ListedPack:
    """One line of a list of packs; ``name`` is what other commands call it."""

    name: str
    title: str
    label: str
    private: bool
    fictional: bool
    issued: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """All packs whose head can be read; ``unreadable`` counts the others."""

    criteria_sets: tuple[ListedPack, ...]
    matrices: tuple[ListedPack, ...]
    unreadable: int


def list_packs(library: Library) -> Listing:
    """What there is; no texts and no cells are read."""
    return Listing(
        criteria_sets=tuple(map(_listed, library.criteria_sets())),
        matrices=tuple(map(_listed, library.matrices())),
        unreadable=library.unreadable(),
    )


def check_packs(library: Library, paths: Sequence[Path] = ()) -> tuple[Problem, ...]:
    """All problems of all packs, or of the packs in these paths; none is good."""
    if not paths:
        return library.check()
    return tuple(problem for path in paths for problem in library.check(path))


def refuse_problems(problems: Sequence[Problem]) -> None:
    """Stop if there are any.

    :raises PackProblems: with all of them.
    """
    if problems:
        raise PackProblems(problems)


def _listed(head: PackHead) -> ListedPack:
    return ListedPack(head.name, head.title, head.label, head.private, head.fictional, head.issued)
