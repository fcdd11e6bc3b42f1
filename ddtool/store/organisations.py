"""Organisations."""

from sqlalchemy import RowMapping, select

from ddtool.domain.history import Subject
from ddtool.domain.people import Organisation, OrganisationKind, plain_name
from ddtool.domain.refusals import AlreadyThere
from ddtool.sentences import Sentence
from ddtool.store import keeping
from ddtool.store.keeping import Kept
from ddtool.store.schema_people import organisations
from ddtool.store.transactions import Reading, Writing


def add(db: Writing, organisation: Organisation) -> None:
    """Store a new organisation.

    :raises AlreadyThere: another has the name, or one that people take for the same.
    """
    wanted = plain_name(organisation.name)
    for one in listed(db):
        if plain_name(one.name) == wanted:
            raise AlreadyThere(
                Sentence('There is an organisation called "{name}" already.', name=one.name)
            )
    values = {"name": organisation.name, "kind": organisation.kind.value}
    keeping.add(db, _kept(organisation.id), values)


def find(db: Reading, id: str) -> Organisation:
    """The organisation of that id.

    :raises NotFound: there is none.
    """
    return keeping.find(db, _kept(id)).value


def named(db: Reading, name: str) -> Organisation | None:
    """The organisation of that name, letter for letter."""
    row = db.row(select(organisations).where(organisations.c.name == name))
    return to_organisation(row) if row else None


def listed(db: Reading) -> tuple[Organisation, ...]:
    """All organisations by name; only for those who administer the installation."""
    return tuple(map(to_organisation, db.rows(select(organisations).order_by("name"))))


def firms(db: Reading) -> tuple[Organisation, ...]:
    """The assessment firms by name: whoever gives an assessment chooses one."""
    query = select(organisations).where(
        organisations.c.kind == OrganisationKind.ASSESSMENT_FIRM.value
    )
    return tuple(map(to_organisation, db.rows(query.order_by(organisations.c.name))))


def to_organisation(row: RowMapping) -> Organisation:
    """A row as the value it stands for."""
    return Organisation(row["id"], row["name"], OrganisationKind(row["kind"]))


def _kept(id: str) -> Kept[Organisation]:
    return Kept(organisations, {"id": id}, Subject("organisation", id, id), to_organisation)
