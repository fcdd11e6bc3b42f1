"""Who the tests of the pages are: two producers, an assessment firm, a programme admin."""

from datetime import UTC, datetime

from ddtool.domain.people import Author, Role
from ddtool.store import Database
from ddtool.usecases.accounts import NewUser, add_user

AT = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
"""The moment at which the tests of the pages happen."""

PASSWORD = "copper kettle seven winds"

ANA = "ana@north.example"
BEN = "ben@north.example"
SUE = "sue@south.example"
RAVI = "ravi@firm.example"
ILSE = "ilse@programme.example"

_USERS = (
    NewUser(ANA, Role.PRODUCER_LEAD, "Ana Alvarez", "North Metals"),
    NewUser(BEN, Role.PRODUCER_MEMBER, "Ben Baker", "North Metals"),
    NewUser(SUE, Role.PRODUCER_LEAD, "Sue South", "South Metals"),
    NewUser(RAVI, Role.ASSESSOR, "Ravi Menon", "Veridia Audits"),
    NewUser(ILSE, Role.PROGRAMME_ADMIN, "Ilse Brandt"),
)
EVERYBODY = tuple(user.email for user in _USERS)


def add_people(database: Database) -> None:
    """Give all of them logins."""
    for user in _USERS:
        add_user(database, Author("test", None, AT), user, PASSWORD)
