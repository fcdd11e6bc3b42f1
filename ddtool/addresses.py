"""E-mail addresses of people."""

import re

from ddtool.domain.errors import DdtoolError
from ddtool.sentences import Sentence

_EMAIL = re.compile(r"[^@\s\x00-\x1f]{1,64}@[^@\s\x00-\x1f]{1,255}")


class NotAnEmail(DdtoolError):
    """What was given is no e-mail address."""


def email_address(text: str) -> str:
    """The address in the way it is kept: trimmed and in lower case.

    :raises NotAnEmail: it is none.
    """
    address = text.strip().lower()
    if not _EMAIL.fullmatch(address):
        raise NotAnEmail(Sentence("{text!r} is no e-mail address.", text=text))
    return address
