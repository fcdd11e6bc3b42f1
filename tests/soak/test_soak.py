"""What ``make soak`` tries many times over holds when it is tried a few times."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from soak.crowd import save_all_at_once
from soak.full_disk import can_mount, fill_the_disk
from soak.kills import kill_while_saving
from soak.locks import hold_the_lock
from soak.races import race
from soak.restarts import restart_while_saving
from soak.served import Served, begin_anew, make_instance, serving
from soak.visitors import LUCIA

Passwords = dict[str, str]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Passwords]]:
    """One server for all tests: those that end it start it again."""
    instance = tmp_path_factory.mktemp("soak") / "served"
    passwords = dict(make_instance(instance))
    with serving(instance) as served:
        yield served, passwords


@pytest.fixture
def served(running: tuple[Served, Passwords]) -> Served:
    """The server, with nothing but the demonstration in its database."""
    begin_anew(running[0].instance)
    return running[0]


@pytest.fixture
def passwords(running: tuple[Served, Passwords]) -> Passwords:
    return running[1]


def test_what_was_acknowledged_is_there_after_the_server_was_killed(
    served: Served, passwords: Passwords
):
    found = kill_while_saving(served, passwords[LUCIA], kills=2)

    assert found.ok, found


def test_a_restart_while_people_save_loses_nothing_and_leaves_nobody_without_an_answer(
    served: Served, passwords: Passwords
):
    found = restart_while_saving(served, passwords[LUCIA], restarts=1)

    assert found.ok, found


def test_fifty_people_save_at_once_and_nobody_is_refused(served: Served, passwords: Passwords):
    found = save_all_at_once(served, passwords[LUCIA], writers=50, saves=2)

    assert found.ok, found


def test_of_two_who_save_at_once_one_is_shown_both_texts(served: Served, passwords: Passwords):
    found = race(served, passwords, races=10)

    assert found.ok, found


def test_a_lock_held_by_another_process_is_waited_for_and_then_told(
    served: Served, passwords: Passwords
):
    found = hold_the_lock(served, passwords[LUCIA], seconds=1)

    assert found.ok, found


@pytest.mark.skipif(not can_mount(), reason="only root may mount a small disk")
def test_a_full_disk_is_told_and_goes_on_by_itself_once_there_is_room(tmp_path: Path):
    found = fill_the_disk(tmp_path / "disk")

    assert found.ok, found
