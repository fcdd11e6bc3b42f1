"""The packs of this run; apart from :mod:`ddtool.cli.access`, so that the help stays quick."""

from ddtool.cli import access
from ddtool.packs import Library
from ddtool.usecases.libraries import with_issued_if_any


def open_library() -> Library:
    """All packs: the shipped ones, the private ones, and editions issued in this installation."""
    known = access.settings()
    library = Library((known.criteria, known.private_criteria))
    database = access.database_if_there()
    return with_issued_if_any(database, library) if database else library
