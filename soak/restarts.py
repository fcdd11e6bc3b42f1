"""R17: the server is told to end while people save, and started again, as at an upgrade."""

import random
from dataclasses import dataclass

from soak.served import Served
from soak.stored import is_sound, stored_answers
from soak.visitors import LUCIA, Visitor
from soak.writers import Writer, writing

_WRITERS = ("17.a", "17.b", "17.c", "17.d", "17.e", "17.f", "1.a", "1.b")
_SHORTEST, _LONGEST = 0.1, 0.5


@dataclass
class Restarted:
    """What came of it.

    ``lost`` were acknowledged and are not there; ``unanswered`` are there, but whoever saved them
    was never told: the server ended in the middle of them. ``turned_away`` came too late, and
    nothing of theirs was begun.
    """

    restarts: int = 0
    acknowledged: int = 0
    lost: int = 0
    unanswered: int = 0
    turned_away: int = 0
    unsound: int = 0

    @property
    def ok(self) -> bool:
        """Whether everything held, and there was something to hold."""
        return bool(self.acknowledged) and not (self.lost or self.unanswered or self.unsound)

    def __str__(self) -> str:
        return (
            f"{self.acknowledged} acknowledged, {self.lost} lost, {self.unanswered} unanswered, "
            f"{self.turned_away} turned away, {self.unsound} files unsound "
            f"over {self.restarts} restarts"
        )


def restart_while_saving(
    served: Served, password: str, *, restarts: int, seed: int = 1
) -> Restarted:
    """Tell a server that is up to end, again and again, and look after each time."""
    chance = random.Random(seed)  # noqa: S311 -- when to end is no secret
    found = Restarted(restarts)
    with Visitor(served) as visitor:
        visitor.sign_in(LUCIA, password)
        before = stored_answers(served.instance, visitor.assessment)
        writers = [Writer(visitor.again(), one, before[one]) for one in _WRITERS]
        for _ in range(restarts):
            with writing(writers, chance.uniform(_SHORTEST, _LONGEST)):
                served.stop()
            _look(served, visitor.assessment, writers, found)
            served.start()
    return found


def _look(served: Served, assessment: str, writers: list[Writer], found: Restarted) -> None:
    stored = stored_answers(served.instance, assessment)
    found.unsound += not is_sound(served.instance)
    for writer in writers:
        is_there = stored[writer.requirement]
        found.acknowledged += writer.acknowledged
        found.lost += is_there.version < writer.known.version
        found.unanswered += is_there == writer.tried
        found.turned_away += is_there == writer.known
        writer.go_on_from(is_there)
