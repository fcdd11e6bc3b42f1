"""Where things are and what is allowed: environment over ``instance/ddtool.toml`` over defaults."""

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ddtool.domain.errors import Problems
from ddtool.sentences import Sentence
from ddtool.settings import readers

PREFIX = "DDTOOL_"
FILE_NAME = "ddtool.toml"

_MEGABYTE = 1024 * 1024
_PACKAGE = Path(__file__).resolve().parents[1]
_BESIDE = _PACKAGE.parent
_SECRET = ("secret_key", "smtp_url")


class SettingsInvalid(Problems):
    """Settings that ddtool does not know or cannot use; all of them, each in a sentence."""


@dataclass(frozen=True)
class Settings:
    """Everything that may differ between two installations.

    Paths are absolute. ``secret_key`` is None until one is set: whoever needs it makes one.
    ``templates`` and ``criteria`` are found, not set, and need not exist: ``ddtool doctor`` looks.
    """

    instance: Path
    database_url: str
    evidence: Path
    templates: Path
    criteria: Path
    secret_key: str | None = field(default=None, repr=False)
    trusted_hosts: tuple[str, ...] = ()
    proxies: int = 0
    max_upload_mb: int = 25
    quota_mb: int = 10_000
    scanner: tuple[str, ...] = ()
    debug: bool = False
    language: str = "en"
    smtp_url: str = field(default="", repr=False)
    mail_from: str = ""
    site_url: str = ""

    @property
    def secret_key_file(self) -> Path:
        """Where the secret key is kept that was made because none was set."""
        return self.instance / "secret_key"

    @property
    def largest_upload(self) -> int:
        """How many bytes one file may have."""
        return self.max_upload_mb * _MEGABYTE

    @property
    def quota(self) -> int:
        """How many bytes the evidence of one organisation may have together."""
        return self.quota_mb * _MEGABYTE

    @property
    def private_criteria(self) -> Path:
        """Packs that only this installation may use."""
        return self.instance / "criteria"


_READERS: dict[str, Callable[[object], Any]] = {
    "instance": readers.text,
    "database_url": readers.text,
    "evidence": readers.text,
    "secret_key": readers.text,
    "trusted_hosts": readers.hosts,
    "proxies": readers.count,
    "max_upload_mb": readers.at_least_one,
    "quota_mb": readers.at_least_one,
    "scanner": readers.command,
    "debug": readers.flag,
    "language": readers.text,
    "smtp_url": readers.smtp,
    "mail_from": readers.address,
    "site_url": readers.site,
}

ENVIRONMENT_NAMES = tuple(PREFIX + key.upper() for key in _READERS)
"""The names ddtool takes from the environment."""

FILE_KEYS = tuple(key for key in _READERS if key != "instance")
"""The keys it takes from the file, which lies in the instance and so cannot say where that is."""


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from an environment (default: of this process) and the instance's file.

    :raises SettingsInvalid: unknown names, unknown keys and impossible values, all at once.
    """
    problems: list[str] = []
    given = _from_environment(os.environ if environment is None else environment, problems)
    instance = Path(given.pop("instance", _default_instance())).expanduser().absolute()
    values = _from_file(instance / FILE_NAME, problems) | given
    if "smtp_url" in values and not {"mail_from", "site_url"} <= values.keys():
        problems.append(
            Sentence(
                "smtp_url: letters need a sender and an address to point to; "
                "set mail_from and site_url too."
            )
        )
    if problems:
        raise SettingsInvalid(problems)
    return _settle(instance, values)


def default_settings() -> Settings:
    """The settings of an installation that nobody has changed."""
    return _settle(Path(_default_instance()), {})


def find_data(name: str) -> Path:
    """The folder ``templates`` or ``criteria``: the copy in the wheel, else beside the package."""
    shipped = _PACKAGE / "_shipped" / name
    return shipped if shipped.is_dir() else _BESIDE / name


def _default_instance() -> str:
    """Beside an uninstalled package; in the current folder for an installed one."""
    here = _BESIDE if (_BESIDE / "pyproject.toml").is_file() else Path.cwd()
    return str(here / "instance")


def _from_environment(environment: Mapping[str, str], problems: list[str]) -> dict[str, Any]:
    named = {name: environment[name] for name in sorted(environment) if name.startswith(PREFIX)}
    accepted = ", ".join(sorted(ENVIRONMENT_NAMES))
    for name in (name for name in named if name not in ENVIRONMENT_NAMES):
        told = Sentence(
            "{name}: ddtool has no such setting; unset it or use one of {accepted}.",
            name=name,
            accepted=accepted,
        )
        problems.append(told)
    known = {name: value for name, value in named.items() if name in ENVIRONMENT_NAMES}
    return _read_values({_key(name): (name, value) for name, value in known.items()}, problems)


def _from_file(path: Path, problems: list[str]) -> dict[str, Any]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except NotADirectoryError:
        problems.append(
            Sentence(
                "{folder} is not a folder, so nothing can be kept in it; "
                "move it away or set DDTOOL_INSTANCE to a folder.",
                folder=path.parent,
            )
        )
        return {}
    except (OSError, ValueError) as error:
        problems.append(
            Sentence("{path}: cannot be read as TOML: {error}.", path=path, error=error)
        )
        return {}
    accepted = ", ".join(sorted(FILE_KEYS))
    for key in sorted(set(content) - set(FILE_KEYS)):
        told = Sentence(
            "{path}: ddtool has no setting '{key}'; remove it or use one of {accepted}.",
            path=path,
            key=key,
            accepted=accepted,
        )
        problems.append(told)
    known = {key: value for key, value in content.items() if key in FILE_KEYS}
    return _read_values({key: (f"{path}: {key}", value) for key, value in known.items()}, problems)


def _read_values(given: Mapping[str, tuple[str, object]], problems: list[str]) -> dict[str, Any]:
    values = {}
    for key, (place, value) in given.items():
        try:
            values[key] = _READERS[key](value)
        except ValueError as expected:
            shown = Sentence("the value") if key in _SECRET else repr(value)
            told = Sentence(
                "{place}: {shown} is not accepted; give {expected}.",
                place=place,
                shown=shown,
                expected=expected.args[0],
            )
            problems.append(told)
    return values


def _settle(instance: Path, values: dict[str, Any]) -> Settings:
    evidence = instance / Path(values.pop("evidence", "evidence")).expanduser()
    values.setdefault("database_url", f"sqlite:///{instance / 'ddtool.sqlite'}")
    return Settings(
        instance=instance,
        evidence=evidence,
        templates=find_data("templates"),
        criteria=find_data("criteria"),
        **values,
    )


def _key(environment_name: str) -> str:
    return environment_name.removeprefix(PREFIX).lower()
