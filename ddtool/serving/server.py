"""The production server: it ends only when what it has begun is done."""

import signal
import socket
import time
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server

from ddtool.domain.errors import DdtoolError
from ddtool.sentences import Sentence

_THREADS = 8
_CONNECTIONS = 500
_MEBIBYTE = 1 << 20
_LOOK_SECONDS = 0.5
_LONGEST_END_SECONDS = 30


class AddressNotToBeHad(DdtoolError):
    """Nothing can be served at the address that was asked for."""


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

        Requests that are under way then are answered before this returns, new ones are not taken.
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
        return create_server(
            self.app,
            map=sockets,
            sockets=[self.listening],
            threads=_THREADS,
            connection_limit=_CONNECTIONS,
            max_request_body_size=(self.largest_mb + 1) * _MEBIBYTE,
            ident=None,
            clear_untrusted_proxy_headers=not self.proxies,
            asyncore_use_poll=True,
        )

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


def _turn(sockets: dict[int, Any]) -> None:
    wasyncore.loop(timeout=_LOOK_SECONDS, use_poll=True, map=sockets, count=1)


def _take_no_more(server: Any) -> None:
    server.accepting = False
    server.del_channel()
    server.socket.close()


def _finish(server: Any, sockets: dict[int, Any]) -> None:
    """Go on until every request is read, answered and sent, or it takes too long."""
    end = time.monotonic() + _LONGEST_END_SECONDS
    while any(_is_busy(one) for one in tuple(server.active_channels.values())):
        if time.monotonic() > end:
            break
        _turn(sockets)


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
