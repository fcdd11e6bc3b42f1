"""What is wrong with a filled workbook or a site's files, where, and what would be accepted."""

from ddtool.domain.errors import DdtoolError, Problems


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
