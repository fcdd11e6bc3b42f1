"""The worker's other work: what the portfolio shows is kept as things stand, a little at a time."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from ddtool.packs import Library
from ddtool.store import Database
from ddtool.usecases.portfolio import catch_up, mark_overtaken

TURN_SECONDS, LOOK_AROUND_SECONDS = 0.4, 600.0
_SITES_AT_ONCE = 5


@dataclass
class PortfolioWork:
    """Works out sites that have changed, a short while at each turn, so that reports never wait.

    Now and then, and where other matrix editions are issued, it looks whether the calendar or packs
    have overtaken what is stored.
    """

    database: Database
    library: Callable[[], Library]
    today: Callable[[], date]
    _looked_around_at: float = float("-inf")
    _known: Library | None = None

    def turn(self) -> bool:
        """Do some of it; True where more waits."""
        begun = time.monotonic()
        at, as_of, library = datetime.now(UTC), self.today(), self.library()
        is_due = begun - self._looked_around_at > LOOK_AROUND_SECONDS
        if is_due or library != self._known:
            mark_overtaken(self.database, library, at=at, as_of=as_of)
            self._looked_around_at, self._known = begun, library
        while time.monotonic() - begun < TURN_SECONDS:
            done = catch_up(self.database, library, at=at, as_of=as_of, most=_SITES_AT_ONCE)
            if done < _SITES_AT_ONCE:
                return False
        return True
