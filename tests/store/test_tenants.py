"""One organisation never reaches another's data: not by id, and not by SQL of our own either."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event, insert
from sqlalchemy.exc import IntegrityError

from ddtool.domain.assessment_heads import EvidenceFile
from ddtool.domain.assessments import Action, Answer, AnswerCode, Evidence, OwnRating
from ddtool.domain.history import Subject
from ddtool.domain.refusals import NotFound
from ddtool.domain.reviews import Assignment, Finding, FindingKind, Request
from ddtool.store import (
    Database,
    Writing,
    actions,
    answers,
    assessments,
    assignments,
    certificates,
    events,
    evidence,
    evidence_uses,
    evidence_versions,
    findings,
    last_cycles,
    looking,
    review_documents,
    second_opinions,
    sites,
    submissions,
    thread_readings,
    threads,
)
from ddtool.store.submissions import Snapshot
from ddtool.store.tables import metadata
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

MET = Answer("17.a", AnswerCode.MET)
FOREIGN: dict[str, Callable[[Writing], Any]] = {
    "read a site": lambda db: sites.find(db, NORTH, OTHER_SITE),
    "change a site": lambda db: sites.change(db, NORTH, make_site(id=OTHER_SITE), version=1),
    "read an assessment": lambda db: assessments.find(db, NORTH, OTHER_ASSESSMENT),
    "change an assessment": lambda db: assessments.change(
        db, NORTH, make_head(id=OTHER_ASSESSMENT), version=1
    ),
    "answer": lambda db: answers.save_answer(db, NORTH, OTHER_ASSESSMENT, MET, version=0),
    "rate": lambda db: answers.save_rating(db, NORTH, OTHER_ASSESSMENT, OwnRating("1"), version=0),
    "add an action": lambda db: actions.add(db, NORTH, OTHER_ASSESSMENT, Action("x", "1", "T")),
    "read an action": lambda db: actions.find(db, NORTH, "action"),
    "change an action": lambda db: actions.change(db, NORTH, Action("action", "1", "T"), version=1),
    "remove an action": lambda db: actions.remove(db, NORTH, "action", version=1),
    "read a certificate": lambda db: certificates.find(db, NORTH, "certificate"),
    "remove a certificate": lambda db: certificates.remove(db, NORTH, "certificate", version=1),
    "read evidence": lambda db: evidence.find(db, NORTH, "document"),
    "remove evidence": lambda db: evidence.remove(db, NORTH, "document", version=1),
    "bind evidence": lambda db: evidence.show(db, NORTH, ASSESSMENT, "document", shown=("1",)),
    "bring evidence to a certificate": lambda db: evidence_uses.bind_certificate(
        db, NORTH, "certificate", "document"
    ),
    "replace a file": lambda db: evidence_versions.replace_file(
        db, NORTH, "document", EvidenceFile("a.pdf", "", 1, "ab" * 16, ""), version=1
    ),
    "read an earlier file": lambda db: evidence_versions.find_version(db, NORTH, "document", 1),
    "read a finding": lambda db: findings.find(db, NORTH, OTHER_ASSESSMENT, "finding"),
    "take a finding back": lambda db: findings.remove(
        db, NORTH, OTHER_ASSESSMENT, "finding", version=1
    ),
    "read a request": lambda db: threads.find_request(db, NORTH, OTHER_ASSESSMENT, "request"),
    "read an assignment": lambda db: assignments.find(db, NORTH, "assignment"),
    "read the cycle before": lambda db: last_cycles.cycle_before(
        db, NORTH, make_head(carried_from=OTHER_ASSESSMENT)
    ),
    "look at what was handed in": lambda db: looking.submission_of(db, NORTH, OTHER_ASSESSMENT),
    "read a submission": lambda db: submissions.snapshot(db, NORTH, OTHER_ASSESSMENT, 1),
}

POINTING_AWAY: dict[str, dict[str, Any]] = {
    "assessments": {"id": "x", "site_id": OTHER_SITE},
    "answers": {"assessment_id": OTHER_ASSESSMENT, "requirement": "1.a"},
    "ratings": {"assessment_id": OTHER_ASSESSMENT, "criterion": "1"},
    "determinations": {"assessment_id": OTHER_ASSESSMENT, "criterion": "1"},
    "actions": {"id": "x", "assessment_id": OTHER_ASSESSMENT},
    "submissions": {"id": "x", "assessment_id": OTHER_ASSESSMENT},
    "reports": {"id": "x", "assessment_id": OTHER_ASSESSMENT},
    "archived_sites": {"site_id": OTHER_SITE},
    "archived_assessments": {"assessment_id": OTHER_ASSESSMENT},
    "certificate_sites": {"certificate_id": "certificate", "site_id": SITE},
    "assessment_evidence": {"assessment_id": ASSESSMENT, "evidence_id": "document", "shown": ""},
    "certificate_evidence": {"certificate_id": "certificate", "evidence_id": "document"},
    "evidence_versions": {"evidence_id": "document", "number": 1},
    "action_evidence": {"action_id": "action", "evidence_id": "document"},
    "workbook_imports": {"id": "x", "assessment_id": OTHER_ASSESSMENT},
    "assignments": {"id": "x", "assessment_id": OTHER_ASSESSMENT, "firm_id": SOUTH},
    "findings": {"id": "x", "assessment_id": OTHER_ASSESSMENT},
    "confirmations": {"assessment_id": OTHER_ASSESSMENT, "criterion": "1"},
    "requests": {"id": "x", "assessment_id": OTHER_ASSESSMENT},
    "messages": {"id": "x", "assessment_id": OTHER_ASSESSMENT},
    "review_notes": {"assessment_id": OTHER_ASSESSMENT},
    "sign_offs": {"id": "x", "assessment_id": OTHER_ASSESSMENT},
    "portfolio_results": {"assessment_id": OTHER_ASSESSMENT, "site_id": OTHER_SITE},
    "portfolio_stale": {"site_id": OTHER_SITE, "event": 1},
    "second_opinions": {"assessment_id": OTHER_ASSESSMENT, "criterion": "1"},
    "thread_readings": {"assessment_id": OTHER_ASSESSMENT, "criterion": "1"},
    "assessor_invitations": {"id": "x", "assessment_id": OTHER_ASSESSMENT},
    "action_numbers": {"assessment_id": OTHER_ASSESSMENT},
    "reminders": {"id": "x", "assessment_id": OTHER_ASSESSMENT, "action_id": "action"},
}


@pytest.fixture
def both(filled: Database) -> Database:
    """South Metals has something of everything."""
    with filled.write(SUE) as db:
        certificates.add(db, SOUTH, make_certificate(id="certificate", sites=(OTHER_SITE,)))
        evidence.add(db, SOUTH, Evidence("document", "Secret permit"))
        actions.add(db, SOUTH, OTHER_ASSESSMENT, Action("action", "1", "Secret plan"))
        answers.save_answer(db, SOUTH, OTHER_ASSESSMENT, MET, version=0)
        findings.add(db, SOUTH, OTHER_ASSESSMENT, Finding("finding", "1", FindingKind.MAJOR, "A"))
        threads.ask(db, SOUTH, OTHER_ASSESSMENT, Request("request", "1", "Why?"))
        assignments.add(db, Assignment("assignment", OTHER_ASSESSMENT, SOUTH, SOUTH))
        submissions.add(db, SOUTH, OTHER_ASSESSMENT, Snapshot("{}", "0" * 64), day=AT.date())
    return filled


@pytest.mark.parametrize("deed", FOREIGN)
def test_a_thing_of_another_organisation_is_not_found(both: Database, deed: str):
    with pytest.raises(NotFound), both.write(ANA) as db:
        FOREIGN[deed](db)


def test_lists_hold_only_what_is_ones_own(both: Database):
    with both.read() as db:
        assert [one.value.id for one in sites.listed(db, NORTH)] == [SITE]
        assert [one.value.id for one in assessments.listed(db, NORTH)] == [ASSESSMENT]
        assert certificates.listed(db, NORTH) == ()
        assert evidence.listed(db, NORTH) == ()
        assert evidence_uses.uses(db, NORTH) == {}
        assert evidence_versions.bytes_kept(db, NORTH) == 0
        assert answers.answers_of(db, NORTH, OTHER_ASSESSMENT) == ()
        assert actions.of_assessment(db, NORTH, OTHER_ASSESSMENT) == ()
        assert evidence.of_assessment(db, NORTH, OTHER_ASSESSMENT) == ()
        assert submissions.listed(db, NORTH, OTHER_ASSESSMENT) == ()
        assert findings.of_assessment(db, NORTH, OTHER_ASSESSMENT) == ()
        assert threads.requests_of(db, NORTH, OTHER_ASSESSMENT) == ()
        assert assignments.of_assessment(db, NORTH, OTHER_ASSESSMENT) == ()
        assert second_opinions.of_assessment(db, NORTH, OTHER_ASSESSMENT) == ()
        assert second_opinions.determined_in(db, NORTH, OTHER_ASSESSMENT) == {}
        assert thread_readings.read_by(db, NORTH, OTHER_ASSESSMENT, "user") == {}
        assert review_documents.documents_of(db, NORTH, OTHER_ASSESSMENT) == ()
        assert (
            events.on_criterion(
                db, NORTH, OTHER_ASSESSMENT, parts=["1", "17.a"], things=["finding"], handed_in=AT
            )
            == ()
        )
        assert events.of_assessment(db, NORTH, OTHER_ASSESSMENT) == ()
        assert events.of_subject(db, NORTH, Subject("site", OTHER_SITE)) == ()


def test_every_table_that_points_within_an_organisation_is_tried_here():
    pointing = {
        table.name
        for table in metadata.tables.values()
        for key in table.foreign_key_constraints
        if "organisation_id" in key.column_keys and len(key.column_keys) > 1
    }

    assert pointing - {"sessions"} == set(POINTING_AWAY)


@pytest.mark.parametrize("table", POINTING_AWAY)
def test_a_row_cannot_point_at_another_organisation_even_by_direct_sql(both: Database, table: str):
    values = _whole_row(table) | POINTING_AWAY[table] | {"organisation_id": NORTH}

    with pytest.raises(IntegrityError, match=r"(?i)foreign key"), both.changing() as connection:
        connection.execute(insert(metadata.tables[table]).values(**values))


def test_every_query_on_tenant_rows_names_the_organisation(both: Database):
    asked: list[str] = []
    event.listen(
        both.engine, "before_cursor_execute", lambda _c, _cursor, sql, *_rest: asked.append(sql)
    )

    with both.write(SUE) as db:
        for deed in FOREIGN.values():
            _try(deed, db)
        test_lists = sites.listed(db, SOUTH), certificates.listed(db, SOUTH)

    assert test_lists
    assert [sql for sql in asked if _touches_tenants(sql) and not _names_organisation(sql)] == []


def _try(deed: Callable[[Writing], Any], db: Writing) -> None:
    with pytest.raises(NotFound):
        deed(db)


def _touches_tenants(sql: str) -> bool:
    tables = [
        name
        for name, table in metadata.tables.items()
        if "organisation_id" in table.primary_key.columns
    ]
    return bool(re.match(r"(SELECT|UPDATE|DELETE)\b", sql)) and any(
        re.search(rf"\b{name}\.", sql) for name in tables
    )


def _names_organisation(sql: str) -> bool:
    return "organisation_id = " in sql.partition("WHERE")[2]


def _whole_row(table: str) -> dict[str, Any]:
    """A row in which every column that needs something has it."""
    made = {"String": "x", "Words": "x", "Text": "x", "Moment": AT, "Date": AT.date()}
    made |= {"Integer": 1, "BigInteger": 1, "Boolean": False, "JSON": []}
    return {
        column.name: made[type(column.type).__name__]
        for column in metadata.tables[table].columns
        if not column.nullable
    }
