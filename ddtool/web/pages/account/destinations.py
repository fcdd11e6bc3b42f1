"""Where people wanted to go before they were asked who they are."""

import re

from flask import request

_OWN_PATH = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")


def wanted() -> str:
    """The address they are sent back to, if it is one of ours; else empty."""
    address = request.values.get("next", "")
    return address if _OWN_PATH.fullmatch(address) else ""
