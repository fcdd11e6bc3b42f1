"""Matrix editions made in the installation: two people stand behind every line that counts."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DatabaseError

from ddtool.domain.errors import UnknownMatrix
from ddtool.domain.matrix_editions import (
    EditionIssued,
    NotWaiting,
    SamePerson,
    SourceMissing,
    Standing,
)
from ddtool.domain.people import Author
from ddtool.domain.refusals import AlreadyThere, Conflict, NotAllowed, NotFound
from ddtool.packs import PackProblems
from ddtool.store import Database
from ddtool.store.schema_matrices import issued_matrices
from ddtool.usecases.matrix_workbench import (
    StillWaiting,
    adopt_line,
    begin_edition,
    change_edition,
    confirm_line,
    confirm_lines,
    discard_edition,
    effect_of_line,
    issue_edition,
    list_workbench,
    read_edition,
    read_history,
    rewrite_line,
    send_line_back,
    withdraw_line,
)
from tests.store.makers import ANA
from tests.usecases.programme import (
    DAY,
    ILSE,
    ISO_45001,
    LIBRARY,
    OMAR,
    SOURCE,
    adopt,
    begin,
    issue,
    line,
    make_programme,
    packs,
    put_forward,
)


@pytest.fixture
def programme(database: Database) -> Database:
    make_programme(database)
    return database


def test_a_copy_holds_every_line_as_it_was(programme: Database):
    edition = begin(programme)

    found = read_edition(programme, ILSE, edition)

    assert len(found.lines) == 619
    assert {one.standing for one in found.cells} == {Standing.PROPOSED}
    assert found.head.value.copied_from == "working@2026.11"


def test_a_line_counts_only_once_a_second_person_has_confirmed_it(programme: Database):
    edition = begin(programme)

    put_forward(programme, edition)
    waiting = line(programme, edition).value
    confirm_line(
        programme, OMAR, packs(programme), edition, (waiting.id, line(programme, edition).version)
    )

    counting = line(programme, edition).value
    assert (waiting.standing, waiting.counts) == (Standing.WAITING, False)
    assert (counting.standing, counting.counts) == (Standing.ADOPTED, True)
    assert (counting.adopted.name, counting.confirmed.name) == ("Ilse Brandt", "Omar Haddad")
    assert counting.row()["source_document"] == "Equivalency Matrix"


def test_nobody_confirms_what_they_have_put_forward(programme: Database):
    edition = begin(programme)
    version = put_forward(programme, edition)

    with pytest.raises(SamePerson):
        confirm_line(
            programme, ILSE, packs(programme), edition, (line(programme, edition).value.id, version)
        )

    assert line(programme, edition).value.standing is Standing.WAITING


def test_somebody_of_the_same_name_is_no_second_person(programme: Database):
    edition = begin(programme)
    version = put_forward(programme, edition)
    namesake = replace(OMAR, name="Ilse Brandt")

    with pytest.raises(SamePerson):
        confirm_line(
            programme,
            namesake,
            packs(programme),
            edition,
            (line(programme, edition).value.id, version),
        )


def test_of_two_who_confirm_at_once_one_does(programme: Database):
    edition = begin(programme)
    read = (line(programme, edition).value.id, put_forward(programme, edition))
    third = replace(OMAR, name="Petra Novak")

    def try_it(author: Author) -> str:
        try:
            confirm_line(programme, author, LIBRARY, edition, read)
        except (Conflict, NotWaiting):
            return "too late"
        return author.name

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(try_it, [OMAR, third]))

    assert sorted(told)[-1] == "too late"
    assert line(programme, edition).value.confirmed.name in told
    verbs = [one.verb for one in read_history(programme, ILSE, edition)[1]]
    assert verbs.count("line confirmed") == 1


def test_of_two_who_issue_at_once_one_does(programme: Database):
    edition = begin(programme)
    version = read_edition(programme, ILSE, edition).head.version

    def try_it(author: Author) -> bool:
        try:
            issue_edition(programme, author, LIBRARY, edition, version=version, by_default=True)
        except (EditionIssued, Conflict):
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(try_it, [ILSE, OMAR]))

    assert sorted(told) == [False, True]
    assert len(packs(programme).issued) == 1


def test_a_line_is_not_put_forward_without_its_source(programme: Database):
    edition = begin(programme)
    read = line(programme, edition)
    without = {name: text for name, text in SOURCE.items() if name != "source_date"}

    with pytest.raises(SourceMissing):
        adopt_line(programme, ILSE, LIBRARY, edition, (read.value.id, read.version), source=without)


def test_nobody_has_read_a_source_on_a_day_to_come(programme: Database):
    edition = begin(programme)
    read = line(programme, edition)
    ahead = {**SOURCE, "source_date": "2031-05-01"}

    with pytest.raises(SourceMissing, match="2031-05-01, lies ahead"):
        adopt_line(programme, ILSE, LIBRARY, edition, (read.value.id, read.version), source=ahead)


def test_a_changed_line_is_a_suggestion_again(programme: Database):
    edition = begin(programme)
    adopt(programme, edition)
    read = line(programme, edition)

    said = {**read.value.said, "gap_note": "neighbours"}
    rewrite_line(programme, ILSE, LIBRARY, edition, (read.value.id, read.version), said=said)

    changed = line(programme, edition).value
    assert (changed.standing, changed.confirmed.name) == (Standing.PROPOSED, "")


def test_a_line_that_breaks_the_rules_is_not_stored(programme: Database):
    edition = begin(programme)
    read = line(programme, edition)

    with pytest.raises(PackProblems, match="level full with a gap note"):
        rewrite_line(
            programme,
            ILSE,
            LIBRARY,
            edition,
            (read.value.id, read.version),
            said={**read.value.said, "level": "full"},
        )

    assert line(programme, edition).value.said["level"] == "partial"


def test_what_was_put_forward_can_be_sent_back(programme: Database):
    edition = begin(programme)
    version = put_forward(programme, edition)

    send_line_back(programme, OMAR, edition, (line(programme, edition).value.id, version))

    assert line(programme, edition).value.standing is Standing.PROPOSED


def test_an_edition_with_a_line_that_waits_is_not_issued(programme: Database):
    edition = begin(programme)
    put_forward(programme, edition)

    with pytest.raises(StillWaiting):
        issue(programme, edition)


def test_an_issued_edition_never_changes(programme: Database):
    edition = begin(programme)
    adopt(programme, edition)
    issue(programme, edition)
    read = line(programme, edition)
    tried: list[Callable[[], object]] = [
        lambda: send_line_back(programme, ILSE, edition, (read.value.id, read.version)),
        lambda: discard_edition(programme, ILSE, edition, version=2),
        lambda: withdraw_line(
            programme, ILSE, LIBRARY, edition, (read.value.id, read.version), last_day=DAY
        ),
        lambda: change_edition(
            programme, ILSE, LIBRARY, read_edition(programme, ILSE, edition).head.value, version=2
        ),
    ]

    for try_it in tried:
        with pytest.raises(EditionIssued):
            try_it()

    with pytest.raises(DatabaseError, match="never changed"), programme.changing() as connection:
        connection.execute(update(issued_matrices).values(contents="{}"))


def test_several_lines_are_confirmed_all_or_none(programme: Database):
    edition = begin(programme)
    version = put_forward(programme, edition)
    good = (line(programme, edition).value.id, version)
    other = line(programme, edition, "rra@3.0/17/ISO 45001/2018")

    with pytest.raises(NotWaiting):
        confirm_lines(programme, OMAR, LIBRARY, edition, [good, (other.value.id, other.version)])

    assert line(programme, edition).value.standing is Standing.WAITING


def test_a_name_is_given_once(programme: Database):
    begin(programme)

    with pytest.raises(AlreadyThere):
        begin(programme)
    with pytest.raises(AlreadyThere):
        begin(programme, edition="2026.11")
    with pytest.raises(PackProblems):
        begin(programme, edition="a b")


def test_a_discarded_draft_is_gone_and_its_name_free(programme: Database):
    edition = begin(programme)

    discard_edition(programme, ILSE, edition, version=1)

    with pytest.raises(NotFound):
        read_edition(programme, ILSE, edition)
    begin(programme)


def test_only_programme_admins_work_on_matrices(programme: Database):
    edition = begin(programme)
    read = line(programme, edition)
    key = (read.value.id, read.version)
    tried: list[Callable[[], object]] = [
        lambda: list_workbench(programme, ANA, LIBRARY),
        lambda: read_edition(programme, ANA, edition),
        lambda: begin(programme, ANA),
        lambda: adopt_line(programme, ANA, LIBRARY, edition, key, source=SOURCE),
        lambda: confirm_line(programme, ANA, LIBRARY, edition, key),
        lambda: issue_edition(programme, ANA, LIBRARY, edition, version=1, by_default=True),
        lambda: effect_of_line(programme, ANA, LIBRARY, edition, key[0], as_of=DAY),
    ]

    for try_it in tried:
        with pytest.raises(NotAllowed):
            try_it()


def test_the_history_says_who_did_what_to_a_line(programme: Database):
    edition = begin(programme)
    adopt(programme, edition)

    _, told = read_history(programme, ILSE, edition)

    assert [(one.verb, one.by) for one in told] == [
        ("line confirmed", "Omar Haddad"),
        ("line put forward", "Ilse Brandt"),
        ("lines added", "Ilse Brandt"),
        ("added", "Ilse Brandt"),
    ]
    assert told[0].new["line"] == ISO_45001


def test_a_matrix_that_nobody_has_cannot_be_copied(programme: Database):
    head = read_edition(programme, ILSE, begin(programme)).head.value

    with pytest.raises(UnknownMatrix):
        begin_edition(programme, ILSE, LIBRARY, replace(head, edition="x", copied_from="none@such"))
