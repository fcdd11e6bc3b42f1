"""Which page of a list somebody asks for."""

from flask import request

_LONGEST = 6


def asked_page() -> int:
    """The number of the page in the address, 1 where there is none that can be used."""
    text = request.args.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST else 1
