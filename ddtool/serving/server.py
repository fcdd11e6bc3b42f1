"""The production server: it ends only when what it has begun is done."""

import logging
import signal
import socket
import time
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import create_server

from ddtool.domain.errors import DdtoolError
from ddtool.sentences import Sentence
from ddtool.serving.reading import READ_AT_MOST, reader_of

log = logging.getLogger("ddtool.serving")

_THREADS = 8
_CONNECTIONS = 500
_MEBIBYTE = 1 << 20
_LOOK_SECONDS, _SHORT_LOOK_SECONDS = 0.5, 0.05
_LONGEST_END_SECONDS = 30


class AddressNotToBeHad(DdtoolError):
    """Nothing can be served at the address that was asked for."""


class _Connection(HTTPChannel):
    """A connection that takes no further request once the server takes no more connections.

    An answer is only said to be the last one where the request asks for that: WSGI leaves this to
    the server, and waitress looks at nothing else.
    """

    def service(self) -> None:
        """Answer the request whose turn it is."""
        if not self.server.accepting:
            self.requests[0].headers["CONNECTION"] = "close"
        super().service()


@dataclass
class Server:
    """An application at a socket. ``largest_mb`` is what a request may bring at most.

    ``proxies`` is how many in front of it are trusted; with none, headers that only a proxy may set
    are taken away from every request.
    """

    app: Flask
    listening: socket.socket
    largest_mb: int
    proxies: int = 0
    _told_to_end: bool = field(default=False, init=False)

    def run(self) -> None:
        """Serve until somebody ends the process.

        Requests that are under way then are answered before this returns. New connections are not
        taken, and browsers that keep theirs are told with the next answer to come back later.
        """
        sockets: dict[int, Any] = {}
        server = self._made(sockets)
        before = {one: signal.signal(one, self._end) for one in (signal.SIGTERM, signal.SIGINT)}
        try:
            while not self._told_to_end:
                _turn(sockets)
            _take_no_more(server)
            _finish(server, sockets)
        finally:
            server.task_dispatcher.shutdown()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _made(self, sockets: dict[int, Any]) -> Any:
        server = create_server(
            self.app,
            map=sockets,
            sockets=[self.listening],
            threads=_THREADS,
            connection_limit=_CONNECTIONS,
            max_request_body_size=READ_AT_MOST,
            ident=None,
            clear_untrusted_proxy_headers=not self.proxies,
            asyncore_use_poll=True,
        )
        reader = reader_of((self.largest_mb + 1) * _MEBIBYTE)
        server.channel_class = type("Connection", (_Connection,), {"parser_class": reader})
        return server

    def _end(self, _signal: int, _frame: object) -> None:
        self._told_to_end = True


def listen_at(host: str, port: int) -> socket.socket:
    """A socket of an address, taken before anything else is begun.

    :raises AddressNotToBeHad: the port is in use, or the host is not this machine.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    except OSError as error:
        raise _not_to_be_had(host, port, error) from error
    try:
        made.bind(address)
        made.listen()
    except OSError as error:
        made.close()
        raise _not_to_be_had(host, port, error) from error
    return made


def _turn(sockets: dict[int, Any], seconds: float = _LOOK_SECONDS) -> None:
    wasyncore.loop(timeout=seconds, use_poll=True, map=sockets, count=1)


def _take_no_more(server: Any) -> None:
    server.accepting = False  # from here on connections know that the end is near
    server.del_channel()
    server.socket.close()


def _finish(server: Any, sockets: dict[int, Any]) -> None:
    """Go on until every request is read, answered and sent, or it takes too long."""
    end = time.monotonic() + _LONGEST_END_SECONDS
    while busy := _let_go_of_idle(server):
        if time.monotonic() > end:
            log.warning("connections cut", extra={"number": busy})
            break
        _turn(sockets, _SHORT_LOOK_SECONDS)


def _let_go_of_idle(server: Any) -> int:
    """Close every connection on which nothing is under way; how many others there are."""
    busy = 0
    for channel in tuple(server.active_channels.values()):
        if _is_busy(channel):
            busy += 1
        else:
            channel.will_close = True
    return busy


def _is_busy(channel: Any) -> bool:
    return bool(channel.requests or channel.request or channel.total_outbufs_len)


def _not_to_be_had(host: str, port: int, error: OSError) -> AddressNotToBeHad:
    if isinstance(error, socket.gaierror):
        return AddressNotToBeHad(
            Sentence("There is no host called {host}; give one with --host.", host=host)
        )
    if isinstance(error, PermissionError):
        return AddressNotToBeHad(
            Sentence(
                "Port {port} is kept for the system; choose one from 1024 on with --port.",
                port=port,
            )
        )
    return AddressNotToBeHad(
        Sentence(
            "Port {port} of {host} cannot be had ({reason}): perhaps ddtool or another program "
            "serves there already. Choose another with --port.",
            port=port,
            host=host,
            reason=error.strerror or error,
        )
    )
