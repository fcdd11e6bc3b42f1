"""What is wrong with a pack, where, and what to do about it."""

from dataclasses import dataclass, field

from ddtool.domain.errors import Problems
from ddtool.sentences import Translate, say


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file of a pack.

    ``file`` is the path below the folder of packs, ``place`` a line ("line 14") or an item
    ('criterion "17"'), empty where the whole file is meant.
    """

    file: str
    place: str
    found: str
    remedy: str

    def __str__(self) -> str:
        """The whole problem in one line."""
        return self.told(str)

    def told(self, translate: Translate) -> str:
        """The same in another language."""
        place, found, remedy = (
            say(one, translate) for one in (self.place, self.found, self.remedy)
        )
        where = f"{self.file}, {place}" if place else self.file
        return f"{where}: {found}; {remedy}"


class PackProblems(Problems):
    """A pack cannot be used; all its problems, in the order of its files and lines."""


@dataclass(slots=True)
class Findings:
    """The problems of one file, collected while it is read."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)

    def add(self, place: str, found: str, remedy: str) -> None:
        """Note one problem of this file."""
        if self.file not in self.unreadable:
            self.problems.append(Problem(self.file, place, found, remedy))

    def give_up(self, place: str, found: str, remedy: str) -> None:
        """Note the one problem that matters; what follows from it is not worth telling."""
        self.add(place, found, remedy)
        self.unreadable.add(self.file)

    def of(self, file: str) -> "Findings":
        """The same list, for another file."""
        return Findings(file, self.problems, self.unreadable)

    def refuse(self) -> None:
        """Stop here if anything was found.

        :raises PackProblems: all problems found so far.
        """
        if self.problems:
            raise PackProblems(self.problems)
