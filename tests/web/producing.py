"""A producer's site and assessment, for tests of the pages inside one."""

from dataclasses import replace
from typing import Any

from flask import Flask

from ddtool.domain.assessment_heads import AssessmentHead
from ddtool.domain.people import Author, Role
from ddtool.packs import Library
from ddtool.store import Database, assessments, organisations, sites
from ddtool.store.files import FileStore
from tests.factories import make_site
from tests.web.people import AT

SITE, ASSESSMENT = (
    "a0000000-0000-4000-8000-000000000001",
    "c0000000-0000-4000-8000-000000000001",
)


def database_of(app: Flask) -> Database:
    found: Database = app.extensions["ddtool"].database
    return found


def files_of(app: Flask) -> FileStore:
    found: FileStore = app.extensions["ddtool"].files
    return found


def library_of(app: Flask) -> Library:
    found: Library = app.extensions["ddtool"].library
    return found


def lead_of(app: Flask, name: str = "North Metals") -> Author:
    """The lead of an organisation, as the author of what is done behind the pages."""
    with database_of(app).read() as db:
        found = next(one for one in organisations.listed(db) if one.name == name)
    return Author("Ana Alvarez", Role.PRODUCER_LEAD, AT, organisation=found.id)


def begin(app: Flask, **changes: Any) -> str:
    """North Metals begins an assessment of its smelter against rra@3.0; the id of it."""
    author = lead_of(app)
    assert author.organisation is not None
    head = AssessmentHead(ASSESSMENT, SITE, "rra@3.0", period="2026")
    with database_of(app).write(author) as db:
        sites.add(db, author.organisation, make_site(id=SITE, organisation="North Metals"))
        assessments.add(db, author.organisation, replace(head, **changes))
    return ASSESSMENT
