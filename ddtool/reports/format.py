"""What a report format is: how the same content becomes a file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ddtool.reports.content import ReportContent


@dataclass(frozen=True, slots=True)
class Format:
    """One way of writing a report. ``write`` leaves a whole file, or the path as it was."""

    id: str
    suffix: str
    write: Callable[[ReportContent, Path], None]
