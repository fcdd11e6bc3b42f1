"""R1: the server is killed while answers are saved; what was acknowledged is there and whole."""

import random
import threading
import time
from dataclasses import dataclass, field

from soak.served import Served
from soak.stored import StoredAnswer, is_sound, stored_answers
from soak.visitors import LUCIA, LineLost, Visitor

_WRITERS = ("17.a", "17.b", "17.c", "17.d")
_LONG = " words that fill more than a page of the database" * 100
_ANSWERS = ("met", "partly_met")
_SHORTEST, _LONGEST = 0.010, 0.250
_LONGEST_START = 30


@dataclass
class Killed:
    """What came of it. ``lost`` were acknowledged and are not there; ``torn`` are half of two."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    torn: int = 0
    unsound: int = 0

    @property
    def ok(self) -> bool:
        """Whether everything held, and there was something to hold."""
        return bool(self.acknowledged) and not (self.lost or self.torn or self.unsound)

    def __str__(self) -> str:
        return (
            f"{self.acknowledged} acknowledged, {self.lost} lost, {self.torn} torn, "
            f"{self.unsound} files unsound over {self.kills} kills"
        )


@dataclass
class _Writer:
    """Saves one answer over and over.

    ``known`` is what was acknowledged or found last, ``tried`` may be stored or not.
    """

    visitor: Visitor
    requirement: str
    known: StoredAnswer
    count: int = 0
    acknowledged: int = 0
    tried: StoredAnswer | None = None
    under_way: threading.Event = field(default_factory=threading.Event)

    def write(self) -> None:
        """Until the line is lost."""
        try:
            while True:
                self._write_one()
        except LineLost:
            return

    def _write_one(self) -> None:
        self.count += 1
        answer, note = _said(self.requirement, self.count)
        version = self.known.version
        self.tried = StoredAnswer(answer, note, version + 1)
        reply = self.visitor.save(self.requirement, note, version=version, answer=answer)
        if reply.status != 200:
            raise AssertionError(f"{reply.status}: {reply.text[:500]}")
        self.known, self.tried = self.tried, None
        self.acknowledged += 1
        self.under_way.set()


def kill_while_saving(served: Served, password: str, *, kills: int, seed: int = 1) -> Killed:
    """Kill a server that is up again and again, and look after each time."""
    chance = random.Random(seed)  # noqa: S311 -- when to kill is no secret
    with Visitor(served) as visitor:
        visitor.sign_in(LUCIA, password)
        return _kill(visitor, kills, chance)


def _kill(visitor: Visitor, kills: int, chance: random.Random) -> Killed:
    found, served = Killed(), visitor.served
    before = stored_answers(served.instance, visitor.assessment)
    writers = [_Writer(visitor.again(), one, before[one]) for one in _WRITERS]
    for _ in range(kills):
        visitor.get(visitor.page("17"))
        threads = [threading.Thread(target=one.write) for one in writers]
        for thread in threads:
            thread.start()
        writers[0].under_way.wait(_LONGEST_START)
        time.sleep(chance.uniform(_SHORTEST, _LONGEST))
        served.kill()
        for thread in threads:
            thread.join()
        visitor.hang_up()
        _look(served, visitor.assessment, writers, found)
        served.start()
    found.kills = kills
    return found


def _look(served: Served, assessment: str, writers: list[_Writer], found: Killed) -> None:
    stored = stored_answers(served.instance, assessment)
    found.unsound += not is_sound(served.instance)
    for writer in writers:
        is_there = stored[writer.requirement]
        found.acknowledged += writer.acknowledged
        found.lost += is_there.version < writer.known.version
        found.torn += is_there not in (writer.known, writer.tried)
        writer.known, writer.tried, writer.acknowledged = is_there, None, 0
        writer.under_way.clear()


def _said(requirement: str, count: int) -> tuple[str, str]:
    """An answer and a note that belong together."""
    return _ANSWERS[count % len(_ANSWERS)], f"{requirement} save {count}{_LONG}"
