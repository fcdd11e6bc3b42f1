"""Letters by e-mail: one server, one sender, plain text.

Sending takes seconds and may fail: it belongs outside of transactions, and whoever sends has to
say what happens when a letter does not go out.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from ddtool.domain.errors import DdtoolError
from ddtool.sentences import Sentence

_SECONDS = 10
_PORTS = {"smtp": 587, "smtps": 465}
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
_LONGEST_SUBJECT = 200


class MailNotSent(DdtoolError):
    """A letter did not go out; nobody has got it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in plain text to one person."""

    to: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that sends letters, and their sender.

    ``url`` is ``smtp://user:password@host:587``, which changes to TLS where the server offers it,
    or ``smtps://...``, which begins with it. A password goes to another machine by TLS only.
    """

    url: str = field(repr=False)
    sender: str

    def send(self, letter: Letter) -> None:
        """Send a letter, within seconds or not at all.

        :raises MailNotSent: for whatever reason.
        """
        try:
            message = _message(letter, self.sender)
            with _connected(self.url) as connection:
                connection.send_message(message)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise MailNotSent(
                Sentence("The e-mail to {to} could not be sent.", to=letter.to)
            ) from error


def _message(letter: Letter, sender: str) -> EmailMessage:
    """The letter as it travels. A line break in a head would begin another: none is let through."""
    message = EmailMessage()
    message["From"] = _address(sender)
    message["To"] = _address(letter.to)
    message["Subject"] = " ".join(letter.subject.split())[:_LONGEST_SUBJECT]
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=_address(sender).domain)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message


def _address(text: str) -> Address:
    return Address(addr_spec=text)


@contextmanager
def _connected(url: str) -> Iterator[smtplib.SMTP]:
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    trusted = ssl.create_default_context()
    if parts.scheme == "smtps":
        opened: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=trusted)
    else:
        opened = smtplib.SMTP(host, port, timeout=_SECONDS)
    with opened as connection:
        is_private = _greet(connection, trusted) or parts.scheme == "smtps"
        if parts.username:
            if not is_private and host not in _THIS_MACHINE:
                raise smtplib.SMTPNotSupportedError("no TLS, so no password")
            connection.login(unquote(parts.username), unquote(parts.password or ""))
        yield connection


def _greet(connection: smtplib.SMTP, trusted: ssl.SSLContext) -> bool:
    """Begin; whether the connection has changed to TLS."""
    connection.ehlo()
    if not connection.has_extn("starttls"):
        return False
    connection.starttls(context=trusted)
    connection.ehlo()
    return True
