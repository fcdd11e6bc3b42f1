"""The producer's way through, from the first site to a frozen submission, on both databases."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import text

from ddtool.domain.assessment_heads import AssessmentHead, Carried
from ddtool.domain.assessments import Action, ActionState, Answer, AnswerCode, Evidence, OwnRating
from ddtool.domain.criteria import Rating
from ddtool.domain.errors import UnknownCriteriaSet
from ddtool.domain.people import Author, Organisation, Role
from ddtool.domain.refusals import AssessmentClosed, Conflict, NotAllowed, NotFound
from ddtool.packs import Library
from ddtool.settings import find_data
from ddtool.store import Database, organisations
from ddtool.store.files import FileStore
from ddtool.usecases import (
    actions,
    assessments,
    certificates,
    evidence,
    history,
    sites,
    submissions,
)
from tests.factories import make_certificate, make_site

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
NORTH = "10000000-0000-4000-8000-000000000001"
LEAD = Author("Ana Alvarez", Role.PRODUCER_LEAD, AT, organisation=NORTH)
MEMBER = replace(LEAD, name="Ben Baker", role=Role.PRODUCER_MEMBER)
STRANGER = replace(LEAD, name="Sue South", organisation="20000000-0000-4000-8000-000000000002")
ASSESSOR = replace(LEAD, role=Role.ASSESSOR)
LIBRARY = Library((find_data("criteria"),))
MATRIX = "working@2026.11"


@pytest.fixture
def north(database: Database) -> Database:
    """North Metals and South Metals, with nothing recorded."""
    with database.write(LEAD) as db:
        organisations.add(db, Organisation(NORTH, "North Metals"))
        organisations.add(db, Organisation(str(STRANGER.organisation), "South Metals"))
    return database


@pytest.fixture
def head(north: Database) -> AssessmentHead:
    """An assessment of a site of North Metals against rra@3.0, still empty."""
    site = sites.record_site(north, LEAD, make_site(id="", organisation="North Metals"))
    wanted = AssessmentHead("", site.value.id, "rra@3.0", period="2026")
    return assessments.start_assessment(north, LEAD, LIBRARY, wanted).value


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "evidence")


def answer(database: Database, head: AssessmentHead, said: Answer, version: int = 0) -> int:
    return assessments.save_answer(database, MEMBER, head.id, said, version=version).version


def hand_in(database: Database, head: AssessmentHead) -> None:
    revision = assessments.read_assessment(database, LEAD, head.id).head.value.revision
    submissions.submit(database, LEAD, head.id, matrix=MATRIX, revision=revision)


def test_an_assessment_is_pinned_to_its_pack(north: Database, head: AssessmentHead):
    pack = LIBRARY.criteria_set("rra@3.0")

    assert (head.criteria_set, head.pack_sha256) == ("rra@3.0", pack.sha256)
    assert len(head.pack_sha256) == 64
    assert len(head.id) == 36


def test_an_assessment_needs_a_set_and_a_site_that_exist(north: Database, head: AssessmentHead):
    with pytest.raises(UnknownCriteriaSet):
        assessments.start_assessment(north, LEAD, LIBRARY, replace(head, criteria_set="rra@9.0"))
    with pytest.raises(NotFound, match="site"):
        assessments.start_assessment(north, STRANGER, LIBRARY, head)


def test_everything_recorded_comes_together(
    north: Database, head: AssessmentHead, files: FileStore
):
    certificate = make_certificate(sites=(head.site,))
    held = certificates.record_certificate(north, MEMBER, certificate).value
    answer(north, head, Answer("1.a", AnswerCode.PARTLY_MET, "Half"))
    rating = OwnRating("1", Rating.PARTIALLY_MEETS, "Half")
    assessments.save_rating(north, MEMBER, head.id, rating, version=0)
    plan = actions.plan_action(north, MEMBER, head.id, Action("", "1", "Do the rest")).value
    upload = evidence.Upload("permit.pdf", "application/pdf", io.BytesIO(b"%PDF"), 10)
    document = Evidence("", "Permit", requirements=("1.a",))
    kept = evidence.add_evidence(
        north, files, MEMBER, document, assessment=head.id, upload=upload
    ).value

    found = assessments.read_assessment(north, LEAD, head.id)

    said = found.assessment
    assert said.certificates == (held,)
    assert said.answers == (Answer("1.a", AnswerCode.PARTLY_MET, "Half", (kept.evidence.id,)),)
    assert said.ratings == (rating,)
    assert said.actions == (plan,)
    assert [one.title for one in said.evidence] == ["Permit"]
    assert said.evidence[0].sha256 == sha256(b"%PDF").hexdigest()
    assert found.answer_versions == {"1.a": 1}
    assert found.rating_versions == {"1": 1}


def test_whoever_comes_second_is_shown_what_stands_there(north: Database, head: AssessmentHead):
    answer(north, head, Answer("1.a", AnswerCode.MET, "Ana's"))

    with pytest.raises(Conflict) as conflict:
        answer(north, head, Answer("1.a", AnswerCode.NOT_MET, "Ben's"))

    assert conflict.value.current.value == Answer("1.a", AnswerCode.MET, "Ana's")
    assert conflict.value.current.version == 1
    assert "Ben Baker has changed this answer since you read it" in str(conflict.value)


def test_a_submission_is_frozen_whatever_happens_after(north: Database, head: AssessmentHead):
    answer(north, head, Answer("1.a", AnswerCode.MET, "Before"))
    hand_in(north, head)
    handed_in = assessments.read_assessment(north, LEAD, head.id).assessment
    submissions.reopen(north, LEAD, head.id, reason="A mistake in 1.a")
    answer(north, head, Answer("1.a", AnswerCode.NOT_MET, "After"), version=1)

    frozen = submissions.read_submission(north, LEAD, head.id, 1)

    assert frozen.assessment == handed_in
    assert frozen.assessment.answers == (Answer("1.a", AnswerCode.MET, "Before"),)
    assert (frozen.criteria_set, frozen.matrix) == ("rra@3.0", MATRIX)
    assert frozen.assessment.submission is not None
    assert frozen.assessment.submission.sha256 == frozen.sha256


def test_the_same_state_has_the_same_hash(north: Database, head: AssessmentHead):
    hand_in(north, head)
    submissions.reopen(north, LEAD, head.id, reason="Nothing in fact")
    hand_in(north, head)

    hashes = [submissions.read_submission(north, LEAD, head.id, number).sha256 for number in (1, 2)]

    assert hashes[0] == hashes[1]


def test_what_was_submitted_cannot_be_changed_until_it_is_reopened(
    north: Database, head: AssessmentHead, files: FileStore
):
    plan = actions.plan_action(north, MEMBER, head.id, Action("", "1", "Do it")).value
    hand_in(north, head)

    with pytest.raises(AssessmentClosed):
        answer(north, head, Answer("1.a", AnswerCode.MET))
    with pytest.raises(AssessmentClosed):
        evidence.add_evidence(north, files, MEMBER, Evidence("", "Late"), assessment=head.id)
    with pytest.raises(AssessmentClosed):
        actions.drop_action(north, MEMBER, plan.id, version=1)
    with pytest.raises(AssessmentClosed):
        hand_in(north, head)
    done = replace(plan, state=ActionState.DONE, closure="Done in May")
    assert actions.change_action(north, MEMBER, done, version=1).value == done


def test_what_changed_since_it_was_looked_at_is_not_submitted(
    north: Database, head: AssessmentHead
):
    revision = assessments.read_assessment(north, LEAD, head.id).head.value.revision
    answer(north, head, Answer("1.a", AnswerCode.MET))

    with pytest.raises(Conflict):
        submissions.submit(north, LEAD, head.id, matrix=MATRIX, revision=revision)


def test_a_forged_snapshot_is_noticed(north: Database, head: AssessmentHead):
    hand_in(north, head)
    with north.changing() as connection:
        trigger = "submissions_no_update" if north.is_sqlite else "submissions_kept ON submissions"
        connection.execute(text(f"DROP TRIGGER {trigger}"))
        connection.execute(
            text("UPDATE submissions SET snapshot = replace(snapshot, '2026', '2027')")
        )

    with pytest.raises(submissions.SnapshotDamaged):
        submissions.read_submission(north, LEAD, head.id, 1)


def test_reopening_needs_a_reason(north: Database, head: AssessmentHead):
    hand_in(north, head)

    with pytest.raises(submissions.ReasonMissing):
        submissions.reopen(north, LEAD, head.id, reason="  ")


def test_the_next_cycle_begins_with_the_answers_of_the_last(north: Database, head: AssessmentHead):
    answer(north, head, Answer("1.a", AnswerCode.MET, "As ever"))
    switched_off = OwnRating("9", Rating.NOT_APPLICABLE, "No such process here.")
    for own in (switched_off, OwnRating("21", Rating.NOT_APPLICABLE, "Screened in 2026.")):
        assessments.save_rating(north, LEAD, head.id, own, version=0)
    wanted = replace(head, period="2027", carried_from=head.id)

    begun = assessments.start_assessment(north, LEAD, LIBRARY, wanted).value

    found = assessments.read_assessment(north, LEAD, begun.id)
    assert found.assessment.answer_to["1.a"] == Answer("1.a", AnswerCode.MET, "As ever")
    assert found.carried["1.a"] is Carried.SAME
    assert found.earlier == {"1.a": Answer("1.a", AnswerCode.MET, "As ever")}
    assert found.assessment.ratings == (switched_off,)
    assert begun.carried_from == head.id


def test_under_a_new_edition_only_the_notes_come_along(north: Database, head: AssessmentHead):
    old = assessments.start_assessment(
        north, LEAD, LIBRARY, replace(head, criteria_set="rra@2.0")
    ).value
    first = next(iter(LIBRARY.criteria_set("rra@2.0").criterion_of))
    answer(north, old, Answer(first, AnswerCode.MET, "From 2.0"))

    begun = assessments.start_assessment(
        north, LEAD, LIBRARY, replace(head, carried_from=old.id)
    ).value

    found = assessments.read_assessment(north, LEAD, begun.id)
    assert set(found.carried.values()) <= {Carried.CHANGED, Carried.NEW}
    assert {one.answer for one in found.assessment.answers} == {AnswerCode.UNANSWERED}
    assert Answer(first, AnswerCode.MET, "From 2.0") in found.earlier.values()
    assert len(found.assessment.answers) == len(LIBRARY.criteria_set("rra@3.0").criterion_of)


def test_a_file_is_read_by_its_owner_only_and_swept_up_when_nobody_needs_it(
    north: Database, head: AssessmentHead, files: FileStore
):
    needed, kept = (
        evidence.add_evidence(
            north,
            files,
            MEMBER,
            Evidence("", title),
            assessment=head.id,
            upload=evidence.Upload("permit.pdf", "application/pdf", io.BytesIO(b"%PDF"), 10),
        )
        for title in ("Needed", "Permit")
    )
    id = kept.value.evidence.id

    found, opened = evidence.open_evidence(north, files, MEMBER, id)
    with opened:
        assert (found.name, opened.read()) == ("permit.pdf", b"%PDF")
    with pytest.raises(NotFound):
        evidence.open_evidence(north, files, STRANGER, id)
    tomorrow = replace(LEAD, at=datetime.now(UTC) + timedelta(days=1))
    assert evidence.sweep_files(north, files, tomorrow) == 0
    evidence.remove_evidence(north, MEMBER, id, version=kept.version)
    assert evidence.sweep_files(north, files, tomorrow) == 1
    assert len(list(files.folder.iterdir())) == 1
    assert needed.version == 1


def test_a_member_may_fill_in_but_not_submit(north: Database, head: AssessmentHead):
    answer(north, head, Answer("1.a", AnswerCode.MET))

    with pytest.raises(NotAllowed):
        submissions.submit(north, MEMBER, head.id, matrix=MATRIX, revision=2)


@pytest.mark.parametrize("author", [ASSESSOR, replace(LEAD, organisation=None)])
def test_whoever_has_no_right_reads_nothing(north: Database, head: AssessmentHead, author: Author):
    with pytest.raises((NotAllowed, NotFound)):
        assessments.read_assessment(north, author, head.id)
    with pytest.raises(NotAllowed):
        sites.list_sites(north, author)


def test_another_organisation_finds_nothing(north: Database, head: AssessmentHead):
    assert assessments.list_assessments(north, STRANGER) == ()
    assert sites.list_sites(north, STRANGER) == ()
    with pytest.raises(NotFound):
        assessments.read_assessment(north, STRANGER, head.id)
    with pytest.raises(NotFound):
        assessments.save_answer(north, STRANGER, head.id, Answer("1.a"), version=0)
    with pytest.raises(NotFound):
        submissions.submit(north, STRANGER, head.id, matrix=MATRIX, revision=1)
    with pytest.raises(NotFound):
        history.assessment_history(north, STRANGER, head.id)


def test_the_history_tells_of_every_step(north: Database, head: AssessmentHead):
    version = answer(north, head, Answer("1.a", AnswerCode.MET, "Yes"))
    answer(north, head, Answer("1.a", AnswerCode.NOT_MET, "No"), version)
    hand_in(north, head)
    submissions.reopen(north, LEAD, head.id, reason="Too early")

    told = [
        (event.by, event.subject.noun, event.verb)
        for event in reversed(history.assessment_history(north, LEAD, head.id).events)
    ]

    assert told == [
        ("Ana Alvarez", "assessment", "added"),
        ("Ben Baker", "answer", "added"),
        ("Ben Baker", "answer", "changed"),
        ("Ana Alvarez", "submission", "added"),
        ("Ana Alvarez", "assessment", "changed"),
        ("Ana Alvarez", "assessment", "changed"),
        ("Ana Alvarez", "assessment", "reopened"),
    ]
    (changed, _added) = history.history_of(north, LEAD, "answer", "1.a", assessment=head.id)
    assert (changed.old["note"], changed.new["note"]) == ("Yes", "No")
    assert history.verify_history(north) == submissions.history_head(north).number


def test_certificates_and_sites_are_changed_and_taken_away(north: Database, head: AssessmentHead):
    held = certificates.record_certificate(north, MEMBER, make_certificate(sites=()))
    renamed = replace(held.value, number="45-2")

    changed = certificates.change_certificate(north, MEMBER, renamed, version=1)

    assert (changed.value.number, changed.version) == ("45-2", 2)
    with pytest.raises(Conflict):
        certificates.remove_certificate(north, MEMBER, held.value.id, version=1)
    certificates.remove_certificate(north, MEMBER, held.value.id, version=2)
    assert certificates.list_certificates(north, LEAD) == ()
    assert sites.read_site(north, LEAD, head.site).version == 1


def test_days_of_an_assessment_can_be_changed(north: Database, head: AssessmentHead):
    moved = replace(head, assessment_day=date(2027, 3, 1))

    changed = assessments.change_assessment(north, LEAD, LIBRARY, moved, version=1)

    assert changed.value.assessment_day == date(2027, 3, 1)
    assert changed.version == 2
