"""The first page of a producer: sites, how far their assessments are, what waits for somebody."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import event

from ddtool.domain.assessment_heads import AssessmentHead
from ddtool.domain.assessments import Action, ActionState, Answer, AnswerCode
from ddtool.domain.gaps import Outlook
from ddtool.domain.overview import DateKind, NeedKind
from ddtool.domain.people import Author, Organisation, OrganisationKind, Role
from ddtool.domain.progress import WorkState
from ddtool.domain.reviews import Finding, FindingKind
from ddtool.packs import Library
from ddtool.settings import find_data
from ddtool.store import Database, findings, organisations
from ddtool.usecases import actions, assessments, certificates, sites, submissions
from ddtool.usecases.assignments import end_assignment, give_assessment
from ddtool.usecases.overview import Overview, overview
from tests.factories import make_certificate, make_site

AT = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
TODAY = AT.date()
FIRM = "30000000-0000-4000-8000-000000000003"
NORTH = "10000000-0000-4000-8000-000000000001"
ANA = Author("Ana Alvarez", Role.PRODUCER_LEAD, AT, organisation=NORTH)
SUE = replace(ANA, name="Sue South", organisation="20000000-0000-4000-8000-000000000002")
LIBRARY = Library((find_data("criteria"),))
MOST_STATEMENTS = 12


@pytest.fixture
def north(database: Database) -> Database:
    with database.write(ANA) as db:
        organisations.add(db, Organisation(NORTH, "North Metals"))
        organisations.add(db, Organisation(str(SUE.organisation), "South Metals"))
    return database


def add_site(database: Database, **changes: Any) -> str:
    site = make_site(id="", organisation="North Metals", **changes)
    return sites.record_site(database, ANA, site).value.id


def begin(database: Database, site: str, **changes: Any) -> str:
    head = AssessmentHead("", site, "rra@3.0", period="2026", **changes)
    return assessments.start_assessment(database, ANA, LIBRARY, head).value.id


def seen(database: Database, author: Author = ANA) -> Overview:
    return overview(database, author, LIBRARY, as_of=TODAY)


def test_an_organisation_without_sites_has_nothing_to_show(north: Database):
    assert seen(north) == Overview((), ())


def test_where_there_is_no_assessment_yet_one_begins_with_that(north: Database):
    id = add_site(north)

    (need,) = seen(north).needs

    assert (need.kind, need.id) == (NeedKind.BEGIN, id)


def test_a_new_assessment_is_not_started_and_says_where_to_begin(north: Database):
    id = begin(north, add_site(north), assessment_day=date(2027, 3, 15))

    (site,) = seen(north).sites

    (glance,) = site.assessments
    assert (glance.title, glance.state, glance.outlook) == (
        "RRA 3.0",
        WorkState.NOT_STARTED,
        Outlook.INCOMPLETE,
    )
    need = seen(north).needs[0]
    assert (need.kind, need.id, need.criteria) == (NeedKind.UNANSWERED, id, ("1",))
    assert glance.dates[0].kind is DateKind.ASSESSMENT


def test_the_last_change_is_that_of_an_answer(north: Database):
    id = begin(north, add_site(north))
    later = replace(ANA, name="Ben Baker", at=datetime(2026, 12, 1, 11, 0, tzinfo=UTC))
    answer = Answer("1.a", AnswerCode.MET)
    assessments.save_answer(north, later, id, answer, version=0)

    (glance,) = seen(north).sites[0].assessments

    assert (glance.last.changed_by, glance.state) == ("Ben Baker", WorkState.IN_PROGRESS)


def test_the_most_urgent_comes_first(north: Database):
    site = add_site(north)
    id = begin(north, site, assessment_day=date(2027, 12, 1))
    for title, due in (("Late", date(2026, 11, 1)), ("Soon", date(2026, 12, 20))):
        action = Action("", "1", title, due=due, state=ActionState.RUNNING)
        actions.plan_action(north, ANA, id, action)
    for number, until in (
        ("1", date(2026, 11, 30)),
        ("2", date(2027, 1, 31)),
        ("3", None),
        ("4", date(2027, 11, 1)),
        ("5", date(2028, 1, 1)),
    ):
        held = make_certificate(id="", number=number, valid_until=until, sites=(site,))
        certificates.record_certificate(north, ANA, held)

    kinds = [need.kind for need in seen(north).needs]

    before_the_assessment = NeedKind.CERTIFICATE_ENDS
    assert kinds[:7] == [
        NeedKind.OVERDUE,
        NeedKind.DUE,
        NeedKind.CERTIFICATE_ENDED,
        NeedKind.CERTIFICATE_ENDS,
        before_the_assessment,
        NeedKind.CERTIFICATE_WITHOUT_END,
        NeedKind.UNANSWERED,
    ]


def test_facts_that_nobody_has_answered_are_counted(north: Database):
    begin(north, add_site(north, facts={"has_tailings": False}))

    (site,) = seen(north).sites

    assert site.unanswered_facts > 3
    assert NeedKind.FACTS in {need.kind for need in seen(north).needs}


def test_an_assessment_that_another_one_goes_on_from_waits_for_nobody(north: Database):
    site = add_site(north)
    earlier = begin(north, site, assessment_day=date(2026, 12, 15))
    later = begin(north, site, carried_from=earlier, assessment_day=date(2027, 6, 1))

    found = seen(north)

    assert {need.id for need in found.needs if need.kind is NeedKind.UNANSWERED} == {later}
    assert [one.head.value.id for one in found.sites[0].assessments] == [later, earlier]


def test_a_finding_of_the_last_cycle_stays_told_until_an_action_is_on_it(north: Database):
    site = add_site(north)
    earlier = begin(north, site)
    submissions.submit(north, ANA, earlier, matrix="", revision=1)
    with north.write(ANA) as db:
        findings.add(db, NORTH, earlier, Finding("F1", "4", FindingKind.MAJOR, "Not shown."))
    later = begin(north, site, carried_from=earlier)

    (before,) = [need for need in seen(north).needs if need.kind is NeedKind.FINDINGS]
    actions.plan_action(north, ANA, later, Action("", "4", "Show it", owner="Ben"))

    assert (before.id, before.criteria, before.count) == (earlier, ("4",), 1)
    assert NeedKind.FINDINGS not in {need.kind for need in seen(north).needs}


def test_whoever_has_an_assessment_now_is_named(north: Database):
    with north.write(ANA) as db:
        organisations.add(db, Organisation(FIRM, "Audit Firm", OrganisationKind.ASSESSMENT_FIRM))
    id = begin(north, add_site(north))
    given = give_assessment(north, ANA, id, firm=FIRM)

    (glance,) = seen(north).sites[0].assessments
    end_assignment(north, ANA, given.value.id, version=given.version)
    (later,) = seen(north).sites[0].assessments

    assert (glance.assessor, later.assessor) == ("Audit Firm", "")


def test_another_organisation_sees_none_of_it(north: Database):
    begin(north, add_site(north))

    assert seen(north, SUE) == Overview((), ())


def test_it_takes_as_many_queries_for_three_assessments_as_for_one(north: Database):
    for _ in range(3):
        begin(north, add_site(north))
    said: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        said.append(statement)

    event.listen(north.engine, "before_cursor_execute", note)
    seen(north)
    event.remove(north.engine, "before_cursor_execute", note)

    assert len([one for one in said if one.startswith("SELECT")]) <= MOST_STATEMENTS
