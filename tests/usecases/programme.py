"""Two programme admins and two producers at work, for tests of the matrix workbench."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from ddtool.domain.decisions import Coverage
from ddtool.domain.history import Stored
from ddtool.domain.matrix_editions import DraftCell, EditionHead
from ddtool.domain.people import Author, Organisation, Role, User
from ddtool.packs import Library
from ddtool.store import Database, assessments, certificates, organisations, sites, users
from ddtool.store.keeping import new_id
from ddtool.usecases.analyses import analyse_stored
from ddtool.usecases.libraries import with_issued
from ddtool.usecases.matrix_workbench import (
    adopt_line,
    begin_edition,
    confirm_line,
    issue_edition,
    read_edition,
)
from tests.factories import make_certificate, make_site
from tests.store.makers import (
    ANA,
    ASSESSMENT,
    AT,
    NORTH,
    OTHER_ASSESSMENT,
    OTHER_SITE,
    SITE,
    SOUTH,
    SUE,
    make_head,
)

LIBRARY = Library((Path(__file__).resolve().parents[2] / "criteria",))
DAY = date(2026, 12, 1)
ISO_45001 = "rra@3.0/18/ISO 45001/2018"
SOURCE = {
    "source_document": "Equivalency Matrix",
    "source_edition": "3.0",
    "source_page": "p. 4",
    "source_date": "2026-11-20",
}

ILSE = Author("Ilse Brandt", Role.PROGRAMME_ADMIN, AT, user="e0000000-0000-4000-8000-000000000001")
OMAR = replace(ILSE, name="Omar Haddad", user="e0000000-0000-4000-8000-000000000002")


def make_programme(database: Database) -> None:
    """Both admins; North and South hold ISO 45001 and assess a site each, under no named matrix."""
    with database.write(ANA) as db:
        for admin in (ILSE, OMAR):
            email = f"{admin.name.split()[0].lower()}@programme.example"
            users.add(db, User(str(admin.user), email, admin.name, programme_admin=True), "")
        for tenant, name in ((NORTH, "North Metals"), (SOUTH, "South Metals")):
            organisations.add(db, Organisation(tenant, name))
    _produce(database, ANA, SITE, ASSESSMENT)
    _produce(database, SUE, OTHER_SITE, OTHER_ASSESSMENT)


def packs(database: Database) -> Library:
    """The packs as they are by now."""
    return with_issued(database, LIBRARY)


def begin(database: Database, author: Author = ILSE, *, edition: str = "2026.12") -> str:
    """A draft copied from the working matrix; its id."""
    head = EditionHead(
        id="",
        matrix="working",
        edition=edition,
        title="Working matrix, December 2026",
        copied_from="working@2026.11",
    )
    return begin_edition(database, author, packs(database), head)


def line(database: Database, edition: str, called: str = ISO_45001) -> Stored[DraftCell]:
    """A line of a draft by what it is about."""
    found = read_edition(database, ILSE, edition).lines
    return next(one for one in found if one.value.called == called)


def _produce(database: Database, author: Author, site: str, assessment: str) -> None:
    tenant = str(author.organisation)
    with database.write(author) as db:
        sites.add(db, tenant, make_site(id=site, fictional=False, name=f"{author.name} smelter"))
        held = make_certificate(id=new_id(), sites=(site,), activities=("smelting", "refining"))
        certificates.add(db, tenant, held)
        assessments.add(db, tenant, make_head(id=assessment, site=site))


def put_forward(database: Database, edition: str, author: Author = ILSE) -> int:
    """The line about ISO 45001 waits for a second person; its version."""
    read = line(database, edition)
    adopt_line(
        database, author, packs(database), edition, (read.value.id, read.version), source=SOURCE
    )
    return read.version + 1


def adopt(database: Database, edition: str) -> None:
    """The line about ISO 45001 counts, by Ilse and Omar."""
    version = put_forward(database, edition)
    id = line(database, edition).value.id
    confirm_line(database, OMAR, packs(database), edition, (id, version))


def issue(database: Database, edition: str, *, by_default: bool = True) -> None:
    version = read_edition(database, ILSE, edition).head.version
    issue_edition(database, ILSE, packs(database), edition, version=version, by_default=by_default)


def coverage(database: Database, author: Author = ANA, id: str = ASSESSMENT) -> Coverage:
    """That of criterion 18, which nothing but the line about ISO 45001 speaks about."""
    analysis = analyse_stored(database, author, packs(database), id, as_of=DAY).analysis
    return next(one.decision.coverage for one in analysis.lines if one.criterion.number == "18")
