"""The key that signs what the application hands out to browsers."""

import os
import secrets
from pathlib import Path

from ddtool.domain.errors import DdtoolError
from ddtool.sentences import Sentence
from ddtool.settings import Settings
from ddtool.whole_files import make_folder

_BYTES = 32
_LEAST = 32


class SecretKeyWeak(DdtoolError):
    """The key is so short or so plain that somebody could guess it."""


def find(settings: Settings) -> str:
    """The key of the settings, else the one in the instance, which is made on the first start.

    :raises SecretKeyWeak: the key that was set can be guessed.
    """
    if settings.secret_key is not None:
        return _strong(settings.secret_key)
    make_folder(settings.instance, 0o700)
    return _kept(settings.secret_key_file)


def _kept(path: Path) -> str:
    """Whoever comes first makes the file; everybody else reads it."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _strong(path.read_text(encoding="ascii").strip())
    with os.fdopen(handle, "w", encoding="ascii") as file:
        made = secrets.token_hex(_BYTES)
        file.write(made + "\n")
    return made


def _strong(key: str) -> str:
    if len(key) < _LEAST or len(set(key)) < _LEAST // 4:
        raise SecretKeyWeak(
            Sentence(
                "The secret key is too short or too plain: set DDTOOL_SECRET_KEY to at least "
                "{least} random characters, or remove it and let ddtool make one.",
                least=_LEAST,
            )
        )
    return key
