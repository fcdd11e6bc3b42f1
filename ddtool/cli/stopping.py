"""Being told to stop: by a signal, or by the end of whoever has started us."""

import os
import signal
import threading
from types import FrameType, TracebackType
from typing import Self

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Stop:
    """Whether to stop has been asked for. Can be listened to like a file."""

    def __init__(self) -> None:
        self.asked = False
        self._listen, self._speak = os.pipe()

    def fileno(self) -> int:
        """Can be read from once something was asked."""
        return self._listen

    def ask(self) -> None:
        """Ask to stop."""
        if not self.asked:
            self.asked = True
            os.write(self._speak, b"x")

    def ask_at_end_of(self, descriptor: int) -> None:
        """Ask to stop once nothing more can come from a descriptor: its other side is gone."""
        threading.Thread(target=self._wait_for_end, args=(descriptor,), daemon=True).start()

    def __enter__(self) -> Self:
        """From now on, signals ask to stop."""
        self._before = {one: signal.signal(one, self._on_signal) for one in _SIGNALS}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Signals mean again what they meant before."""
        for one, handler in self._before.items():
            signal.signal(one, handler)
        os.close(self._listen)
        os.close(self._speak)

    def _wait_for_end(self, descriptor: int) -> None:
        while os.read(descriptor, 1):
            pass
        self.ask()

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.ask()
