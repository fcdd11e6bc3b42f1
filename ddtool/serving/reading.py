"""Reads requests, and lets go of what is too large without keeping it.

A server that answers while a browser still sends, and then hangs up, shows people a broken
connection in place of a sentence. So a body that is too large is read to its end and forgotten,
and the application, which sees its length, says what is wrong.
"""

from io import BytesIO
from typing import Any

from waitress.parser import HTTPRequestParser
from waitress.utilities import RequestEntityTooLarge

READ_AT_MOST = 1 << 30
"""A body beyond this is not even read: the connection ends."""


class _Nowhere:
    """Where bytes go that nobody keeps."""

    def __len__(self) -> int:
        return 0

    def append(self, data: bytes) -> None:
        """Forget them."""

    def getfile(self) -> BytesIO:
        """What is left: nothing."""
        return BytesIO()

    def close(self) -> None:
        """Nothing is open."""


def reader_of(largest: int) -> type[HTTPRequestParser]:
    """A reader of requests that keeps bodies of at most so many bytes."""

    class Reader(HTTPRequestParser):  # type: ignore[misc]
        """Reads one request."""

        def parse_header(self, header_plus: bytes) -> None:
            """Read the head, and decide whether the body is kept."""
            super().parse_header(header_plus)
            if self.content_length > largest and self.body_rcv is not None:
                self.body_rcv.buf = _Nowhere()

        def received(self, data: bytes) -> Any:
            """Read on. A body without a stated length ends where it grows too large."""
            consumed = super().received(data)
            if self.chunked and self.body_bytes_received > largest:
                self.error = RequestEntityTooLarge(f"exceeds max_body of {largest}")
                self.completed = True
            return consumed

    return Reader
