"""The worker: takes reports up in turn and has each made by a process of its own.

It loads no library that makes reports. What it has told the database and what its processes have
said is looked at again and again; a database that is busy or away for a while is waited for.
"""

import contextlib
import selectors
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ddtool.cli.makings import Making, begin
from ddtool.cli.slots import Slots
from ddtool.cli.stopping import Stop
from ddtool.domain.errors import DdtoolError
from ddtool.domain.refusals import StoreBusy, StoreFull, StoreUnreachable
from ddtool.store import Database
from ddtool.usecases import report_work

LOOK_SECONDS, TELL_SECONDS, BEAT_SECONDS, TIDY_SECONDS = 0.5, 1.0, 5.0, 3600.0

_PASSING = (StoreBusy, StoreFull, StoreUnreachable)


@dataclass
class Worker:
    """Makes reports until it is told to stop.

    ``tidy`` takes away what dead makers left behind; ``besides`` does a little of other work at
    each turn and says whether more of it waits; ``complain`` is told what went wrong on the way,
    each fact once until things go well again.
    """

    database: Database
    slots: Slots
    tidy: Callable[[], None]
    complain: Callable[[DdtoolError], None]
    besides: Callable[[], bool] = lambda: False
    _makings: list[Making] = field(default_factory=list)
    _told: dict[str, tuple[float, int, str]] = field(default_factory=dict)
    _looked_at: float = 0.0
    _tidied_at: float = float("-inf")
    _complained: type[DdtoolError] | None = None

    def run(self, stop: Stop, *, until_done: bool = False) -> None:
        """Work until told to stop, or with ``until_done`` until nothing waits any more."""
        with selectors.DefaultSelector() as listening:
            listening.register(stop, selectors.EVENT_READ)
            try:
                while not stop.asked and not (self._turn(listening) and until_done):
                    self._wait(listening)
            finally:
                self._leave()

    def _wait(self, listening: selectors.BaseSelector) -> None:
        for key, _ in listening.select(LOOK_SECONDS):
            if isinstance(key.fileobj, Making):
                key.fileobj.listen()
                if key.fileobj.is_over:
                    listening.unregister(key.fileobj)

    def _turn(self, listening: selectors.BaseSelector) -> bool:
        """Do what is to be done now; True where nothing is left to do."""
        self._tidy()
        try:
            for making in tuple(self._makings):
                self._look_after(making, listening)
            self._take_up(listening)
            more_waits = self.besides()
        except _PASSING as trouble:
            self._complain(trouble)
            return False
        self._complained = None
        return not self._makings and not more_waits

    def _look_after(self, making: Making, listening: selectors.BaseSelector) -> None:
        making.end_if_late()
        if making.is_over:
            making.close()
            self._conclude(making)
        elif self._tell(making):
            return
        else:
            # Somebody has stopped it, or another worker has taken it up.
            listening.unregister(making)
            making.close()
        self._makings.remove(making)
        self._told.pop(making.report.id, None)

    def _tell(self, making: Making) -> bool:
        """Say the step where it is a new one, and now and then that the maker is alive."""
        told_at, step, said = self._told.get(making.report.id, (float("-inf"), 0, ""))
        is_new = (step, said) != (making.step, making.said)
        now = time.monotonic()
        if now - told_at < (TELL_SECONDS if is_new else BEAT_SECONDS):
            return True
        self._told[making.report.id] = (now, making.step, making.said)
        return report_work.tell_step(
            self.database,
            making.report,
            done=making.step,
            total=making.steps,
            message=making.said,
            at=_now(),
        )

    def _conclude(self, making: Making) -> None:
        if making.made is not None:
            report_work.store_made(self.database, making.report, making.made, at=_now())
        elif making.reason:
            report_work.store_failed(self.database, making.report, making.reason, at=_now())
        elif making.broke_down:
            report_work.give_back(self.database, making.report, counted=True, at=_now())

    def _take_up(self, listening: selectors.BaseSelector) -> None:
        """As many as there are places for, but not after every word that a maker says."""
        if self._makings and time.monotonic() - self._looked_at < LOOK_SECONDS:
            return
        self._looked_at = time.monotonic()
        while (slot := self.slots.take()) is not None:
            try:
                report = report_work.take_up(self.database, at=_now())
            except DdtoolError:
                slot.close()
                raise
            if report is None:
                slot.close()
                return
            self._makings.append(begin(report, slot))
            listening.register(self._makings[-1], selectors.EVENT_READ)

    def _leave(self) -> None:
        """End all that is in the making; whoever comes next makes it at once."""
        for making in self._makings:
            making.close()
            with contextlib.suppress(DdtoolError):
                report_work.give_back(self.database, making.report, counted=False, at=_now())
        self._makings.clear()

    def _tidy(self) -> None:
        if time.monotonic() - self._tidied_at < TIDY_SECONDS:
            return
        self._tidied_at = time.monotonic()
        try:
            self.tidy()
        except (OSError, *_PASSING) as trouble:
            if isinstance(trouble, DdtoolError):
                self._complain(trouble)

    def _complain(self, trouble: DdtoolError) -> None:
        if self._complained is not type(trouble):
            self._complained = type(trouble)
            self.complain(trouble)


def _now() -> datetime:
    return datetime.now(UTC)
