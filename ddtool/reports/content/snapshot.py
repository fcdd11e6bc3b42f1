"""One hash over everything an analysis found, so that reports can be told apart."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from hashlib import sha256

from ddtool.domain.criteria import CriteriaSet, Criterion, Requirement
from ddtool.domain.decisions import Decision
from ddtool.domain.gaps import GapAnalysis

_DECIDED = ("coverage", "by", "residual", "codes", "needs_assessor", "proposal", "effective")


def content_hash(analysis: GapAnalysis) -> str:
    """The SHA-256 of the analysis in a fixed order of words, as 64 hexadecimal digits.

    Criteria and requirements go in by number and id, the criteria set by its name and the hash of
    its pack, a decision by what was decided.
    """
    text = json.dumps(plain(analysis), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def plain(value: object) -> object:
    """The value made of texts, numbers, lists and dictionaries only."""
    if value is None or (isinstance(value, str | int | float) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decision):
        return {name: plain(getattr(value, name)) for name in _DECIDED}
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(part) for part in value]
    return _of_domain(value)


def _of_domain(value: object) -> object:
    if isinstance(value, CriteriaSet):
        return {"name": value.name, "sha256": value.sha256}
    if isinstance(value, Criterion):
        return value.number
    if isinstance(value, Requirement):
        return value.id
    if isinstance(value, GapAnalysis):
        names = {one.name for one in fields(value)} - {"ahead"} | {"forecast", "what_if"}
        return {name: plain(getattr(value, name)) for name in names}
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    raise TypeError(f"{type(value).__name__} has no fixed form")
