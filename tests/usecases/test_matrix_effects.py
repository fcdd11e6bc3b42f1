"""What an edition does to assessments: from its issue on, and told before."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ddtool.domain.decisions import Coverage
from ddtool.domain.matrix_editions import (
    NotCounting,
    Standing,
)
from ddtool.domain.matrix_effects import Changed
from ddtool.domain.overview import Need, NeedKind
from ddtool.domain.people import Author
from ddtool.store import Database, assessments
from ddtool.usecases.analyses import analyse_stored
from ddtool.usecases.assessments import change_assessment
from ddtool.usecases.matrix_news import read_matrix_news, see_matrix
from ddtool.usecases.matrix_workbench import (
    effect_of_line,
    effect_of_withdrawing,
    look_at_issue,
    read_edition,
    take_by_default,
    withdraw_line,
)
from ddtool.usecases.overview import overview
from ddtool.usecases.submissions import reopen, submit
from tests.store.makers import ANA, ASSESSMENT, OTHER_ASSESSMENT, SUE
from tests.usecases.programme import (
    DAY,
    ILSE,
    ISO_45001,
    LIBRARY,
    adopt,
    begin,
    coverage,
    issue,
    line,
    make_programme,
    packs,
)


@pytest.fixture
def programme(database: Database) -> Database:
    make_programme(database)
    return database


def hand_in_once(programme: Database, author: Author, assessment: str) -> None:
    """The programme knows of an assessment that was handed in, also once it is open again."""
    with programme.read() as db:
        revision = assessments.find(db, author.organisation or "", assessment).value.revision
    submit(programme, author, assessment, matrix="", revision=revision)
    reopen(programme, author, assessment, reason="A number was wrong.")


def test_an_adopted_line_changes_the_coverage_once_its_edition_is_issued(programme: Database):
    edition = begin(programme)
    adopt(programme, edition)
    before = coverage(programme)

    issue(programme, edition)

    assert (before, coverage(programme)) == (Coverage.SUGGESTED, Coverage.PARTIAL)


def test_an_edition_that_is_not_taken_by_default_changes_nobody(programme: Database):
    edition = begin(programme)
    adopt(programme, edition)
    issue(programme, edition, by_default=False)
    untouched = coverage(programme)
    version = read_edition(programme, ILSE, edition).head.version

    take_by_default(programme, ILSE, edition, by_default=True, version=version)

    assert (untouched, coverage(programme)) == (Coverage.SUGGESTED, Coverage.PARTIAL)


def test_a_producer_moves_an_open_assessment_to_another_edition(programme: Database):
    edition = begin(programme)
    adopt(programme, edition)
    issue(programme, edition, by_default=False)
    head = analyse_stored(programme, ANA, packs(programme), ASSESSMENT, as_of=DAY).stored.head

    moved = replace(head.value, matrix="working@2026.12")
    change_assessment(programme, ANA, packs(programme), moved, version=head.version)

    assert coverage(programme) is Coverage.PARTIAL
    assert coverage(programme, SUE, OTHER_ASSESSMENT) is Coverage.SUGGESTED


def test_what_was_handed_in_keeps_its_edition(programme: Database):
    stored = analyse_stored(programme, ANA, packs(programme), ASSESSMENT, as_of=DAY).stored
    revision = stored.head.value.revision
    submit(programme, ANA, ASSESSMENT, matrix="working@2026.11", revision=revision)
    edition = begin(programme)
    adopt(programme, edition)
    issue(programme, edition)

    handed_in = coverage(programme)
    reopen(programme, ANA, ASSESSMENT, reason="new matrix")

    assert (handed_in, coverage(programme)) == (Coverage.SUGGESTED, Coverage.PARTIAL)


def test_a_withdrawn_line_counts_for_the_last_time_on_its_day(programme: Database):
    edition = begin(programme)
    adopt(programme, edition)
    read = line(programme, edition)

    withdraw_line(
        programme,
        ILSE,
        packs(programme),
        edition,
        (read.value.id, read.version),
        last_day=date(2026, 11, 30),
    )
    issue(programme, edition)

    gone = line(programme, edition).value
    assert gone.standing is Standing.WITHDRAWN
    assert coverage(programme) is Coverage.NONE


def test_a_mere_suggestion_is_not_withdrawn(programme: Database):
    edition = begin(programme)
    read = line(programme, edition)

    with pytest.raises(NotCounting):
        withdraw_line(
            programme, ILSE, LIBRARY, edition, (read.value.id, read.version), last_day=DAY
        )


def test_the_effect_of_a_line_is_told_before_it_counts(programme: Database):
    edition = begin(programme)
    hand_in_once(programme, ANA, ASSESSMENT)
    id = line(programme, edition).value.id

    effect = effect_of_line(programme, ILSE, packs(programme), edition, id, as_of=DAY)

    told = [
        (one.organisation, [(c.criterion, c.before, c.after) for c in one.changes])
        for one in effect.touched
    ]
    assert told == [("North Metals", [("18", Coverage.SUGGESTED, Coverage.PARTIAL)])]
    assert (effect.compared, effect.altered) == (2, 2)


def test_the_programme_does_not_learn_whose_drafts_would_change(programme: Database):
    edition = begin(programme)
    id = line(programme, edition).value.id

    effect = effect_of_line(programme, ILSE, packs(programme), edition, id, as_of=DAY)

    assert (effect.touched, effect.unnamed, effect.altered) == ((), 2, 2)


def test_the_effect_of_withdrawing_is_that_of_the_day_after(programme: Database):
    edition = begin(programme)
    hand_in_once(programme, ANA, ASSESSMENT)
    hand_in_once(programme, SUE, OTHER_ASSESSMENT)
    adopt(programme, edition)
    id = line(programme, edition).value.id

    effect = effect_of_withdrawing(
        programme, ILSE, packs(programme), edition, id, last_day=date(2026, 12, 31)
    )

    changes = [(c.before, c.after) for one in effect.touched for c in one.changes]
    assert changes == [(Coverage.PARTIAL, Coverage.NONE)] * 2


def test_the_effect_of_issuing_says_who_follows_and_who_decides(programme: Database):
    edition = begin(programme)
    adopt(programme, edition)
    hand_in_once(programme, ANA, ASSESSMENT)
    hand_in_once(programme, SUE, OTHER_ASSESSMENT)
    head = analyse_stored(programme, ANA, packs(programme), ASSESSMENT, as_of=DAY).stored.head
    named = replace(head.value, matrix="working@2026.11")
    change_assessment(programme, ANA, packs(programme), named, version=head.version)

    look = look_at_issue(programme, ILSE, packs(programme), edition, by_default=True, as_of=DAY)

    follows = {one.organisation: one.follows for one in look.effect.touched}
    assert follows == {"North Metals": False, "South Metals": True}
    assert look.problems == ()
    assert [after.id for _, after in look.difference.changed] == [ISO_45001]


def test_an_issued_edition_is_a_sound_pack_like_any_other(programme: Database):
    edition = begin(programme)

    issue(programme, edition)

    library = packs(programme)
    assert library.check() == ()
    assert [(one.name, one.issued) for one in library.matrices()] == [
        ("demo@2026.11", False),
        ("working@2026.11", False),
        ("working@2026.12", True),
    ]
    assert library.matrix("working@2026.12").published == date(2026, 11, 22)


def test_a_producer_is_told_once_what_an_edition_changed_in_an_open_assessment(
    programme: Database,
):
    edition = begin(programme)
    adopt(programme, edition)
    issue(programme, edition, by_default=False)
    version = read_edition(programme, ILSE, edition).head.version
    later = replace(ILSE, at=ILSE.at + timedelta(days=1))
    take_by_default(programme, later, edition, by_default=True, version=version)

    told = matrix_needs(programme)
    see_matrix(programme, ANA, ASSESSMENT, "working@2026.12")

    assert [one.criteria for one in told] == [("18",)]
    assert matrix_needs(programme) == []
    found = analyse_stored(programme, ANA, packs(programme), ASSESSMENT, as_of=DAY)
    head = found.stored.head.value
    assert read_matrix_news(programme, ANA, packs(programme), head, found.analysis) is None
    found = analyse_stored(programme, SUE, packs(programme), OTHER_ASSESSMENT, as_of=DAY)
    head = found.stored.head.value
    news = read_matrix_news(programme, SUE, packs(programme), head, found.analysis)
    assert news is not None
    assert news.changed == (Changed("18", Coverage.SUGGESTED, Coverage.PARTIAL),)


def matrix_needs(programme: Database) -> list[Need]:
    needs = overview(programme, ANA, packs(programme), as_of=DAY).needs
    return [one for one in needs if one.kind is NeedKind.MATRIX]
