"""The numbers by which people quote certificates: given once, kept, never given again."""

from ddtool.store import Database, certificates, upgrading
from tests.factories import make_certificate
from tests.store.makers import ANA, NORTH, OTHER_SITE, SITE, SOUTH, SUE


def add(database: Database, id: str, standard: str) -> str:
    """Record a certificate of North Metals; the name by which it is quoted."""
    with database.write(ANA) as db:
        new = make_certificate(id=id, standard=standard, sites=(SITE,))
        return certificates.add(db, NORTH, new).value.quoted


def quoted(database: Database) -> list[tuple[str, str]]:
    with database.read() as db:
        return [(one.value.quoted, one.value.id) for one in certificates.listed(db, NORTH)]


def test_a_certificate_keeps_its_number_whatever_is_recorded_later(filled: Database):
    first, second = add(filled, "k", "TSM"), add(filled, "j", "IRMA")

    assert (first, second) == ("C1", "C2")
    assert quoted(filled) == [("C1", "k"), ("C2", "j")]


def test_the_number_of_a_removed_certificate_is_not_given_again(filled: Database):
    add(filled, "k", "TSM")
    with filled.write(ANA) as db:
        certificates.remove(db, NORTH, "k", version=1)

    assert add(filled, "j", "IRMA") == "C2"


def test_a_certificate_that_comes_back_has_the_number_it_had(filled: Database):
    add(filled, "k", "TSM")
    with filled.write(ANA) as db:
        gone = certificates.find(db, NORTH, "k").value
        certificates.remove(db, NORTH, "k", version=1)
    add(filled, "j", "IRMA")

    with filled.write(ANA) as db:
        certificates.add(db, NORTH, gone)

    assert quoted(filled) == [("C1", "k"), ("C2", "j")]


def test_changing_a_certificate_leaves_its_number_alone(filled: Database):
    add(filled, "k", "TSM")
    with filled.write(ANA) as db:
        changed = make_certificate(id="k", standard="IRMA", sites=(SITE,))
        certificates.change(db, NORTH, changed, version=1)

    assert quoted(filled) == [("C1", "k")]


def test_every_organisation_counts_for_itself(filled: Database):
    add(filled, "k", "TSM")
    with filled.write(SUE) as db:
        other = make_certificate(id="k", sites=(OTHER_SITE,))
        assert certificates.add(db, SOUTH, other).value.quoted == "C1"


def test_certificates_of_older_databases_keep_the_numbers_people_know(filled: Database):
    for id, standard in (("k1", "TSM"), ("k3", "IRMA"), ("k2", "IRMA")):
        add(filled, id, standard)
    upgrading.downgrade(filled, "0003")

    upgrading.upgrade(filled)

    assert quoted(filled) == [("C1", "k2"), ("C2", "k3"), ("C3", "k1")]
    assert add(filled, "k4", "ASI") == "C4"
