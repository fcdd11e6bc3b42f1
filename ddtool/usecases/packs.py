"""What packs there are, and whether they are sound."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ddtool.packs import Library, PackHead, PackProblems, Problem


@dataclass(frozen=True, slots=True)
class ListedPack:
    """One line of a list of packs; ``name`` is what other commands call it.

    ``in_use``: new assessments may begin with it.
    """

    name: str
    title: str
    label: str
    private: bool
    fictional: bool
    issued: bool = False
    uploaded: bool = False
    in_use: bool = True


@dataclass(frozen=True, slots=True)
class Listing:
    """All packs whose head can be read; ``unreadable`` counts the others.

    ``hidden`` names the folders that are passed over for a pack of their name that was loaded.
    """

    criteria_sets: tuple[ListedPack, ...]
    matrices: tuple[ListedPack, ...]
    unreadable: int
    hidden: tuple[str, ...] = ()


def list_packs(library: Library, *, on: date) -> Listing:
    """What there is on a day; no texts and no cells are read."""
    return Listing(
        criteria_sets=tuple(_listed(one, library, on) for one in library.criteria_sets()),
        matrices=tuple(_listed(one, library, on) for one in library.matrices()),
        unreadable=library.unreadable(),
        hidden=library.hidden(),
    )


def check_packs(library: Library, paths: Sequence[Path] = ()) -> tuple[Problem, ...]:
    """All problems of all packs, or of the packs in these paths; none is good."""
    if not paths:
        return library.check()
    return tuple(problem for path in paths for problem in library.check(path))


def matrices_of_one_title(library: Library) -> Mapping[str, tuple[str, ...]]:
    """The names of matrices that people cannot tell apart, by the title that they share."""
    names: dict[str, list[str]] = {}
    for head in library.matrices():
        names.setdefault(head.title, []).append(head.name)
    return {title: tuple(several) for title, several in names.items() if len(several) > 1}


def refuse_problems(problems: Sequence[Problem]) -> None:
    """Stop if there are any.

    :raises PackProblems: with all of them.
    """
    if problems:
        raise PackProblems(problems)


def _listed(head: PackHead, library: Library, on: date) -> ListedPack:
    return ListedPack(
        name=head.name,
        title=head.title,
        label=head.label,
        private=head.private,
        fictional=head.fictional,
        issued=head.issued,
        uploaded=head.uploaded,
        in_use=not library.is_out_of_use(head.kind.value, head.name, on),
    )
