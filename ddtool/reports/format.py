"""What a report format is: how the same content becomes a file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ddtool.reports.content import ReportContent
from ddtool.whole_files import write_whole

OnPage = Callable[[int], None]
"""Is told the number of each page that is being laid out; some are laid out twice."""


def nobody(_page: int) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True)
class Format:
    """One way of writing a report. ``make`` gives the bytes of the file."""

    id: str
    suffix: str
    make: Callable[[ReportContent, OnPage], bytes]

    def write(self, content: ReportContent, path: Path) -> None:
        """Leave a whole file, or the path as it was.

        :raises NotWritten: it cannot be written.
        """
        write_whole(path, self.make(content, nobody))
