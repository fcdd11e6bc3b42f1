"""The packs of this run; apart from :mod:`ddtool.cli.access`, so that the help stays quick."""

from ddtool.cli import access
from ddtool.packs import Library


def open_library() -> Library:
    """All packs: the shipped ones, then the private ones of this installation."""
    known = access.settings()
    return Library((known.criteria, known.private_criteria))
