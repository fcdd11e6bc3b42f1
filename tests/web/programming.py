"""Programme admins at their browsers, and drafts of matrices, for tests of their pages."""

from dataclasses import replace

from flask import Flask

from ddtool.domain.matrix_editions import EditionHead
from ddtool.domain.people import Author, Role
from ddtool.store import users
from ddtool.usecases.accounts import NewUser, add_user
from ddtool.usecases.libraries import with_issued
from ddtool.usecases.matrix_workbench import begin_edition, read_edition
from tests.web.making import installed
from tests.web.people import AT, ILSE, PASSWORD

OMAR = "omar@programme.example"
"""A second programme admin; added where a test needs two."""


def add_omar(app: Flask) -> None:
    """Give the second programme admin a login."""
    omar = NewUser(OMAR, Role.PROGRAMME_ADMIN, "Omar Haddad")
    add_user(installed(app).database, Author("test", None, AT), omar, PASSWORD)


def admin(app: Flask, email: str = ILSE) -> Author:
    """A programme admin as an author."""
    with installed(app).database.read() as db:
        user = users.with_email(db, email)
    assert user is not None
    return Author(user.name, Role.PROGRAMME_ADMIN, AT, user.id)


def begin_draft(app: Flask, copied_from: str = "working@2026.11", **changes: str) -> str:
    """A draft begun by Ilse; its id."""
    known = installed(app)
    library = with_issued(known.database, known.library)
    head = EditionHead("", "working", "2026.12", "Working matrix, December 2026")
    head = replace(head, copied_from=copied_from, **changes)  # type: ignore[arg-type]
    return begin_edition(known.database, admin(app), library, head)


def line_id(app: Flask, edition: str, called: str = "rra@3.0/18/ISO 45001/2018") -> str:
    """The id of a line of a draft by what it is about."""
    found = read_edition(installed(app).database, admin(app), edition).cells
    return next(one.id for one in found if one.called == called)
