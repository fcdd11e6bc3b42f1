"""The work of others in this application, and under which licences it comes."""

import re
from functools import cache
from importlib.metadata import PackageMetadata, PackageNotFoundError, distribution, requires
from typing import NamedTuple

_LONGEST = 60
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_CLASSIFIER = "License :: OSI Approved :: "


class Work(NamedTuple):
    """Something somebody else has made, and its licence."""

    name: str
    licence: str


FILES: tuple[Work, ...] = (
    Work("htmx", "0BSD"),
    Work("Lucide", "ISC"),
    Work("Noto Sans", "OFL-1.1"),
)
"""What lies among the files of ddtool itself; ``vendor/vendor.toml`` names every one."""


@cache
def libraries() -> tuple[Work, ...]:
    """The libraries this installation runs on, by name, without their versions."""
    names = {_name(one) for one in requires("ddtool") or () if "extra ==" not in one}
    return tuple(Work(name, _licence(name)) for name in sorted(names, key=str.casefold))


def _name(requirement: str) -> str:
    found = _NAME.match(requirement)
    return found[0] if found else requirement


def _licence(name: str) -> str:
    """As its makers declare it, in whichever of the three places they do so."""
    try:
        about = distribution(name).metadata
    except PackageNotFoundError:
        return ""
    told = [*_stated(about, "License-Expression"), *_stated(about, "License")]
    short = next((one for one in told if len(one) <= _LONGEST), "")
    classified = [one.removeprefix(_CLASSIFIER) for one in _stated(about, "Classifier")]
    return short or ", ".join(sorted({*classified} - {*_stated(about, "Classifier")}))


def _stated(about: PackageMetadata, name: str) -> list[str]:
    return [str(one) for one in about.get_all(name) or ()]
