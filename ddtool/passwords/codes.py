"""The second factor: codes that an app shows, and codes on paper for when the phone is lost.

Codes of an app are those of RFC 6238: six digits, a new one every 30 seconds. The last step that
was used is kept, so that a code which somebody has looked at is good for nothing.
"""

import secrets
from base64 import b32encode
from datetime import datetime

import pyotp
from pyotp.utils import strings_equal

RECOVERY_CODES = 10
"""How many codes for a lost phone somebody gets at once."""

_ISSUER = "ddtool"
_DRIFT = (-1, 0, 1)
_RECOVERY_BYTES = 10
_GROUP = 4


def new_totp_secret() -> str:
    """What an app makes its codes of: 160 random bits, as the letters and digits apps take."""
    return pyotp.random_base32(32)


def provisioning_uri(secret: str, account: str) -> str:
    """The address that an app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=_ISSUER)


def step_of(secret: str, code: str, at: datetime, *, after: int | None) -> int | None:
    """The time step that a code belongs to, of those not used yet; None for a wrong or used one.

    A phone may be one step slow or fast.
    """
    totp = pyotp.TOTP(secret)
    typed = "".join(code.split())
    now = totp.timecode(at)
    for step in (now + drift for drift in _DRIFT):
        if (after is None or step > after) and strings_equal(typed, totp.generate_otp(step)):
            return step
    return None


def new_recovery_codes() -> tuple[str, ...]:
    """Codes for when the phone is lost, 80 random bits each, in groups to be typed from paper."""
    return tuple(_grouped(_random()) for _ in range(RECOVERY_CODES))


def plain_recovery_code(typed: str) -> str:
    """A recovery code however somebody has typed it: without groups, in small letters."""
    return "".join(letter for letter in typed.lower() if letter.isalnum())


def _random() -> str:
    return b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode().lower()


def _grouped(code: str) -> str:
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))
