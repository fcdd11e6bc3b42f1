"""A mail server of the tests' own, which keeps what arrives."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class Box:
    """Keeps what arrives."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.logins: list[tuple[bytes, bytes]] = []

    async def handle_DATA(  # noqa: N802 -- the name aiosmtpd looks for
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        message = BytesParser(policy=default).parsebytes(content)
        assert isinstance(message, EmailMessage)
        self.letters.append(message)
        return "250 OK"

    def let_in(self, _server: SMTP, *given: object) -> AuthResult:
        login = given[-1]
        assert isinstance(login, LoginPassword)
        self.logins.append((login.login, login.password))
        return AuthResult(success=True)


@contextmanager
def serving(box: Box, host: str) -> Iterator[str]:
    port = free_port()
    controller = Controller(
        box, hostname=host, port=port, authenticator=box.let_in, auth_require_tls=False
    )
    controller.start()
    yield f"{host}:{port}"
    controller.stop()


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
