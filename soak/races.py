"""R4: two people save one answer in the same moment; one wins, the other gets both texts."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from soak.served import Served
from soak.stored import stored_answers
from soak.visitors import LUCIA, MATEO, Reply, Visitor

_REQUIREMENT = "17.e"
_TAG = re.compile("<[^>]+>")


@dataclass
class Raced:
    """What came of it. ``overwritten`` are texts that were acknowledged and then replaced."""

    races: int = 0
    won: int = 0
    shown: int = 0
    overwritten: int = 0

    @property
    def ok(self) -> bool:
        """Whether each race had one winner, and one who was shown both texts."""
        return self.races == self.won == self.shown and not self.overwritten

    def __str__(self) -> str:
        return (
            f"{self.races} races: {self.won} with one winner, {self.shown} showed both texts, "
            f"{self.overwritten} overwritten"
        )


def race(served: Served, passwords: dict[str, str], *, races: int) -> Raced:
    """Let two people of one organisation press at the same moment."""
    with Visitor(served) as lucia, Visitor(served) as mateo:
        lucia.sign_in(LUCIA, passwords[LUCIA])
        mateo.sign_in(MATEO, passwords[MATEO])
        return _race(lucia, mateo, races)


def _race(lucia: Visitor, mateo: Visitor, races: int) -> Raced:
    found, version = Raced(), lucia.version(_REQUIREMENT)
    for number in range(races):
        texts = (f"Lucia's text {number}.", f"Mateo's text {number}.")
        replies = _at_once((lucia, texts[0], version), (mateo, texts[1], version))
        stored = stored_answers(lucia.served.instance, lucia.assessment)[_REQUIREMENT]
        won = [text for text, reply in zip(texts, replies, strict=True) if reply.status == 200]
        lost = [reply for reply in replies if reply.status == 409]
        found.races += 1
        found.won += len(won) == len(lost) == 1
        found.shown += all(_shows(reply, texts) for reply in lost)
        found.overwritten += won != [stored.note]
        version = stored.version
    return found


def _at_once(*who: tuple[Visitor, str, int]) -> list[Reply]:
    begin = threading.Barrier(len(who))

    def press(one: tuple[Visitor, str, int]) -> Reply:
        visitor, text, version = one
        begin.wait()
        return visitor.save(_REQUIREMENT, text, version=version)

    with ThreadPoolExecutor(len(who)) as pool:
        return list(pool.map(press, who))


def _shows(reply: Reply, texts: tuple[str, str]) -> bool:
    """Both texts stand in the answer, beside each other."""
    plain = _TAG.sub("", reply.text).replace("&#39;", "'")
    return all(text in plain for text in texts)
