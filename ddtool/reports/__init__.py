"""The gap report: one content, written as PDF, Excel or JSON.

A format's module is imported when that format is asked for: JSON needs neither openpyxl nor
WeasyPrint.
"""

from importlib import import_module
from typing import NamedTuple

from ddtool.reports.format import Format


class Listed(NamedTuple):
    """A format by its id and the module whose ``FORMAT`` writes it."""

    id: str
    module: str


FORMATS: tuple[Listed, ...] = (
    Listed("pdf", "ddtool.reports.formats.pdf"),
    Listed("xlsx", "ddtool.reports.formats.excel"),
    Listed("json", "ddtool.reports.formats.json"),
)
"""Every way of writing a report, in the order in which they are written."""


def load_format(listed: Listed) -> Format:
    """The format itself.

    :raises ImportError: what it needs is not installed on this machine.
    """
    found: Format = import_module(listed.module).FORMAT
    return found
