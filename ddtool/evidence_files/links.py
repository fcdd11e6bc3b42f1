"""Addresses in place of files: only such as can be followed without harm."""

import re
from urllib.parse import urlsplit

from ddtool.domain.errors import DdtoolError
from ddtool.sentences import Sentence

LONGEST = 2_000

_HOST = re.compile(r"[^\s@\\/?#]+")


class LinkRefused(DdtoolError):
    """An address cannot stand for a document."""


def require_link(text: str) -> str:
    """The address, trimmed, if it begins with https:// and names a host and nobody's password.

    :raises LinkRefused: it does not.
    """
    address = text.strip()
    if len(address) > LONGEST:
        raise LinkRefused(
            Sentence("The address has more than {most} characters; shorten it.", most=LONGEST)
        )
    try:
        parts = urlsplit(address)
        _port = parts.port
    except ValueError:
        parts = urlsplit("")
    clean = address.isprintable() and " " not in address
    if not clean or parts.scheme != "https" or not _HOST.fullmatch(parts.netloc):
        raise LinkRefused(
            Sentence("The address has to begin with https://, such as https://example.org/permit.")
        )
    return address
