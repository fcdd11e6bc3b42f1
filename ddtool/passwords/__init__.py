"""Passwords and other secrets: which are good enough, and what is kept of them.

Of a password only an argon2id hash is kept, of any other secret only its SHA-256: it is long and
random, so that nobody finds it by trying.
"""

import secrets
import threading
import unicodedata
from functools import cache
from hashlib import sha256
from importlib.resources import files

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ddtool.domain.refusals import WeakPassword
from ddtool.sentences import Sentence

SHORTEST, LONGEST = 12, 128
"""How many characters a password has."""

_FEWEST_DIFFERENT = 6
_AT_ONCE = 1
_SECRET_BYTES = 32
_TYPED = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look alike: i, l and 1, o and 0."""

# A crowd at the door must not take all the memory, so one process hashes one password at a time.
# What a hash takes is more than the C library ever keeps for later (32 MiB): less would never be
# given back, for each thread anew. Source of what is enough: OWASP, Password Storage Cheat Sheet.
_MEMORY_KIBIBYTES, _PASSES, _LANES = 46 * 1024, 2, 1
_turns = threading.BoundedSemaphore(_AT_ONCE)
_hasher = PasswordHasher(time_cost=_PASSES, memory_cost=_MEMORY_KIBIBYTES, parallelism=_LANES)


def password_faults(password: str, *, email: str = "", name: str = "") -> tuple[Sentence, ...]:
    """Everything that is wrong with a new password, each in a sentence; none is good."""
    plain = _normal(password)
    faults: list[Sentence] = []
    if not SHORTEST <= len(plain) <= LONGEST:
        faults.append(
            Sentence(
                "Take {least} to {most} characters; a short sentence is a good one.",
                least=SHORTEST,
                most=LONGEST,
            )
        )
    if len(set(plain)) < _FEWEST_DIFFERENT:
        faults.append(
            Sentence("Take at least {number} different characters.", number=_FEWEST_DIFFERENT)
        )
    if _is_common(plain):
        faults.append(Sentence("This is one of the passwords that are tried first; take another."))
    if _gives_away(plain, email, name):
        faults.append(Sentence("Do not put your name or e-mail address into it."))
    return tuple(faults)


def refuse_weak(password: str, *, email: str = "", name: str = "") -> None:
    """Whoever is about to keep a password asks this first.

    :raises WeakPassword: with everything that is wrong about it.
    """
    faults = password_faults(password, email=email, name=name)
    if faults:
        raise WeakPassword(faults)


def hash_password(password: str) -> str:
    """What is kept of a password."""
    with _turns:
        return _hasher.hash(_normal(password))


def password_fits(password: str, kept: str) -> bool:
    """Whether it is the password that this was kept of.

    Empty means that nobody is known: the answer is no, and takes as long as any other.
    """
    with _turns:
        try:
            _hasher.verify(kept or _nobodys(), _normal(password))
        except (VerificationError, InvalidHashError):
            return False
    return bool(kept)


def is_outdated(kept: str) -> bool:
    """Whether a password should be hashed anew, because hashes have become stronger since."""
    return _hasher.check_needs_rehash(kept)


def new_secret() -> str:
    """A secret for a link, a session or a program: 256 random bits that fit into an address."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def new_password() -> str:
    """A password to be typed from paper: four groups of letters and digits, some 79 bits."""
    groups = ("".join(secrets.choice(_TYPED) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def secret_hash(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _normal(password: str) -> str:
    """The same characters from every keyboard, however it puts them together."""
    return unicodedata.normalize("NFKC", password.encode("utf-8", "replace").decode())


@cache
def _nobodys() -> str:
    return _hasher.hash(secrets.token_urlsafe(_SECRET_BYTES))


@cache
def _common() -> frozenset[str]:
    text = files(__name__).joinpath("common.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def _is_common(password: str) -> bool:
    """Also with digits and signs around it, or said twice."""
    small = password.lower()
    bare = small.strip("0123456789!?.,:;-_*#$%&@+ ")
    half = small[: len(small) // 2]
    return bool({small, bare} & _common()) or bare == "" or (half * 2 == small and len(half) > 1)


def _gives_away(password: str, email: str, name: str) -> bool:
    small = password.lower()
    told = [email.partition("@")[0], *name.split()]
    return any(len(part) > 3 and part.lower() in small for part in told)
