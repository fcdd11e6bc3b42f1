"""R1: the server is killed while answers are saved; what was acknowledged is there and whole."""

import random
from dataclasses import dataclass

from soak.served import Served
from soak.stored import is_sound, stored_answers
from soak.visitors import LUCIA, Visitor
from soak.writers import Writer, writing

_WRITERS = ("17.a", "17.b", "17.c", "17.d")
_SHORTEST, _LONGEST = 0.010, 0.250


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


def kill_while_saving(served: Served, password: str, *, kills: int, seed: int = 1) -> Killed:
    """Kill a server that is up again and again, and look after each time."""
    chance = random.Random(seed)  # noqa: S311 -- when to kill is no secret
    with Visitor(served) as visitor:
        visitor.sign_in(LUCIA, password)
        return _kill(visitor, kills, chance)


def _kill(visitor: Visitor, kills: int, chance: random.Random) -> Killed:
    found, served = Killed(), visitor.served
    before = stored_answers(served.instance, visitor.assessment)
    writers = [Writer(visitor.again(), one, before[one]) for one in _WRITERS]
    for _ in range(kills):
        visitor.get(visitor.page("17"))
        with writing(writers, chance.uniform(_SHORTEST, _LONGEST)):
            served.kill()
        visitor.hang_up()
        _look(served, visitor.assessment, writers, found)
        served.start()
    found.kills = kills
    return found


def _look(served: Served, assessment: str, writers: list[Writer], found: Killed) -> None:
    stored = stored_answers(served.instance, assessment)
    found.unsound += not is_sound(served.instance)
    for writer in writers:
        is_there = stored[writer.requirement]
        found.acknowledged += writer.acknowledged
        found.lost += is_there.version < writer.known.version
        found.torn += is_there not in (writer.known, writer.tried)
        writer.go_on_from(is_there)
