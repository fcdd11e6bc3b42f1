"""An assessment that was handed in and given to an assessor, with people who can be reminded."""

from dataclasses import replace

from ddtool.domain.assessments import Action
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Organisation, OrganisationKind, Role, User
from ddtool.domain.reviews import Finding, FindingKind
from ddtool.store import Database, assessments, organisations, users
from ddtool.usecases.actions import list_actions
from ddtool.usecases.assignments import answer_assignment, give_assessment
from ddtool.usecases.finding_actions import plan_for_finding
from ddtool.usecases.findings import record_finding
from ddtool.usecases.submissions import submit
from tests.store import makers
from tests.store.makers import ASSESSMENT, AT, NORTH

FIRM = "30000000-0000-4000-8000-000000000003"
ANA = replace(makers.ANA, user="f0000000-0000-4000-8000-000000000001")
BEN = replace(makers.BEN, user="f0000000-0000-4000-8000-000000000002")
RAVI = Author("Ravi Menon", Role.ASSESSOR, AT, "e0000000-0000-4000-8000-000000000001", FIRM)
LEA = replace(RAVI, name="Lea Lind", user="e0000000-0000-4000-8000-000000000002")


def fill(database: Database) -> None:
    """North Metals with a lead and a member, South Metals, and a firm with two assessors."""
    makers.fill(database)
    with database.write(ANA) as db:
        firm = Organisation(FIRM, "Veridia Audits", OrganisationKind.ASSESSMENT_FIRM)
        organisations.add(db, firm)
        for who in (ANA, BEN, RAVI, LEA):
            email = f"{who.name.split()[0].lower()}@people.example"
            users.add(db, User(who.user or "", email, who.name), "")
            users.join(db, who.organisation or "", who.user or "", who.role or Role.ASSESSOR)


def hand_in(database: Database) -> None:
    """North Metals hands its assessment in and gives it to the firm, which accepts."""
    hand_in_again(database)
    offered = give_assessment(database, ANA, ASSESSMENT, firm=FIRM)
    answer_assignment(database, RAVI, offered.value.id, accepted=True, version=offered.version)


def hand_in_again(database: Database) -> None:
    """North Metals hands in what stands now."""
    with database.read() as db:
        revision = assessments.find(db, NORTH, ASSESSMENT).value.revision
    submit(database, ANA, ASSESSMENT, matrix="working@2026.11", revision=revision)


def find_something(database: Database, text: str = "No records for March.") -> Stored[Finding]:
    """Ravi records a minor finding on 17.c."""
    said = Finding("", "17", FindingKind.MINOR, text, ("17.c",))
    return record_finding(database, RAVI, ASSESSMENT, said)


def plan_finding(
    database: Database, author: Author, assessment: str, finding: str
) -> Stored[Action]:
    """Plan an action on 17.c for a finding."""
    action = Action("", "17", "Keep the records", "17.c")
    return plan_for_finding(database, author, assessment, action, finding)


def the_action(database: Database) -> Stored[Action]:
    """The only action of the assessment."""
    (one,) = list_actions(database, ANA, ASSESSMENT)
    return one
