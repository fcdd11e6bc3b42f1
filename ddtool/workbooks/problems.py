"""What is wrong with a filled workbook or a site's files, where, and what would be accepted."""

from dataclasses import dataclass

from ddtool.domain.errors import DdtoolError, Problems


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that cannot be used.

    ``place`` is a sheet or a file, ``cell`` a cell address, a line or a key; it is empty where the
    whole of the place is meant.
    """

    place: str
    cell: str
    found: str
    accepted: str

    def __str__(self) -> str:
        """The whole problem in one line."""
        where = f"{self.place}, {self.cell}" if self.cell else self.place
        return f"{where}: {self.found}; {self.accepted}"


class WorkbookProblems(Problems):
    """A filled workbook cannot be used; all its problems, sheet by sheet and row by row."""


class SiteFileProblems(Problems):
    """A site's files cannot be used; all their problems, file by file and line by line."""


class WrongWorkbook(DdtoolError):
    """A workbook is sound, but not one of ours, or made for another set of criteria."""


class NotAccepted(Exception):
    """One value cannot be used: what was found, and what would be accepted."""

    def __init__(self, found: str, accepted: str) -> None:
        super().__init__(found, accepted)
        self.found = found
        self.accepted = accepted
