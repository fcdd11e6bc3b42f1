"""What is wrong with a pack, collected while its files are read."""

from dataclasses import dataclass, field

from ddtool.domain.errors import Problems
from ddtool.sentences import Problem


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
