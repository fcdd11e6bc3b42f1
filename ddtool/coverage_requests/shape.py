"""The shape of a coverage request, checked strictly: unknown keys, words and types are refused."""

import re
from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt, StrictStr
from pydantic_core import PydanticCustomError

from ddtool.domain.certificates import CertificateStatus, EvidenceType, Nonconformity, ResultBasis
from ddtool.domain.criteria import Rating
from ddtool.domain.equivalency import LEVELS, Level
from ddtool.domain.shares import WHOLE
from ddtool.domain.verdicts import Relation
from ddtool.sentences import Sentence

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
A_DAY, A_TEXT = Sentence("a day as YYYY-MM-DD"), Sentence("a text")
A_LIST, SOME_WORDS = Sentence("a list of texts"), Sentence("a list of words")


def _refused(accepted: str, *, kind: str = "is_wrong") -> PydanticCustomError:
    return PydanticCustomError(kind, "{accepted}", {"accepted": accepted})


def _empty_text_is_missing(value: Any) -> Any:
    return None if value == "" else value


def _empty_list_is_missing(value: Any) -> Any:
    return None if value == [] else value


def _required(accepted: str) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if value is None or value in ("", []):
            raise _refused(accepted, kind="is_missing")
        return value

    return check


def _day(value: Any) -> Any:
    if value is None or isinstance(value, date):
        return value
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise _refused(A_DAY)


WordT = TypeVar("WordT", bound=Enum)


def _word_of(words: type[WordT], *leave_out: WordT) -> BeforeValidator:
    """One of the words of an enum, or nothing."""
    known = {word.value: word for word in words if word not in leave_out}

    def check(value: Any) -> WordT | None:
        if value is None:
            return None
        if not isinstance(value, str) or value not in known:
            raise _refused(", ".join(known))
        return known[value]

    return BeforeValidator(check)


def _level(*accepted: str) -> BeforeValidator:
    def check(value: Any) -> Any:
        if value is None:
            return None
        if not isinstance(value, str) or value not in accepted:
            raise _refused(", ".join(accepted))
        return LEVELS[value]

    return BeforeValidator(check)


def _result(value: Any) -> Any:
    if isinstance(value, str) and value:
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise _refused(Sentence("a number or a word"))


def _texts(value: Any) -> Any:
    """A list of names as a tuple, each once. ``*`` stands for "not divided" and names nothing."""
    if value is None:
        return ()
    named = isinstance(value, list) and all(isinstance(one, str) for one in value)
    if not named or "" in value or WHOLE in value:
        raise _refused(A_LIST)
    return tuple(dict.fromkeys(value))


def _words(value: Any) -> Any:
    named = isinstance(value, list) and all(isinstance(one, str) and one for one in value)
    if not named or len(set(value)) < len(value):
        raise _refused(Sentence("a list of different words from low to high"))
    return tuple(value)


def _without_nothing(value: Any) -> Any:
    """A result without a value is no result."""
    if value is None:
        return {}
    if isinstance(value, dict):
        return {name: result for name, result in value.items() if result not in (None, "")}
    return value


MissingText = BeforeValidator(_empty_text_is_missing)
MissingList = BeforeValidator(_empty_list_is_missing)
Text = Annotated[StrictStr, BeforeValidator(_required(A_TEXT))]
OptionalText = Annotated[StrictStr | None, MissingText]
Day = Annotated[date | None, BeforeValidator(_day), MissingText]
RequiredDay = Annotated[date, BeforeValidator(_day), BeforeValidator(_required(A_DAY))]
Texts = Annotated[tuple[str, ...], BeforeValidator(_texts)]
RequiredTexts = Annotated[
    tuple[str, ...], BeforeValidator(_texts), BeforeValidator(_required(A_LIST))
]
YesNo = StrictBool | None
Months = Annotated[StrictInt, Field(ge=0)] | None
Words = Annotated[
    tuple[str, ...],
    BeforeValidator(_words),
    BeforeValidator(_required(SOME_WORDS)),
]
ResultValue = Annotated[int | float | str, BeforeValidator(_result)]
NONE_OR_PARTIAL = _level("none", "partial")
GRAVE = _word_of(Nonconformity, Nonconformity.NONE, Nonconformity.MINOR)


class Shape(BaseModel):
    """A part of a request: no unknown keys, nothing is changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class SiteShape(Shape):
    """The site that the question is about."""

    id: Text
    activities: Texts = ()
    areas: Texts = ()
    assessment_date: Day = None


class CriterionShape(Shape):
    """The criterion that the question is about."""

    set: Text
    id: Text
    subs: Texts = ()
    applicable: YesNo = None


class CredentialShape(Shape):
    """One certificate."""

    id: Text
    standard: Text
    version: OptionalText = None
    evidence_type: Annotated[EvidenceType | None, _word_of(EvidenceType), MissingText] = None
    status: Annotated[CertificateStatus | None, _word_of(CertificateStatus), MissingText] = None
    issued: Day = None
    valid_until: Day = None
    last_audit: Day = None
    sites: Texts = ()
    areas: Texts = ()
    activities: Texts = ()
    accredited: YesNo = None
    result_basis: Annotated[ResultBasis | None, _word_of(ResultBasis), MissingText] = (
        ResultBasis.AUDITED
    )
    has_report: YesNo = None
    results: Annotated[dict[str, ResultValue], BeforeValidator(_without_nothing)] = {}
    companions: Texts = ()
    open_nc_on_topic: Annotated[Nonconformity | None, GRAVE, MissingText] = None
    version_transition_end: Day = None


class CellShape(Shape):
    """One cell of a matrix."""

    criteria_set: Text
    criterion: Text
    standard: Text
    standard_versions: RequiredTexts
    level: Annotated[Level, _level(*LEVELS), BeforeValidator(_required(", ".join(LEVELS)))]
    status: OptionalText = None
    covers: Texts = ()
    gap_note: OptionalText = None
    activities: Texts = ()
    accredited_required: YesNo = None
    report_required: YesNo = None
    max_audit_age_months: Months = None
    validity_months: Months = None
    min_results: dict[str, ResultValue] | None = None
    level_below_threshold: Annotated[Level | None, NONE_OR_PARTIAL, MissingText] = None
    requires_companion: Texts = ()
    level_without_companion: Annotated[Level | None, NONE_OR_PARTIAL, MissingText] = None
    effective_from: Day = None
    effective_to: Day = None


class ChainShape(Shape):
    """A relation of one standard to another, which relates to the criterion."""

    standard: Text = Field(alias="from")
    via: Text
    first: Annotated[Relation, _word_of(Relation), BeforeValidator(_required(", ".join(Relation)))]
    second: Annotated[Relation, _word_of(Relation), BeforeValidator(_required(", ".join(Relation)))]


class RequestShape(Shape):
    """One request. ``title`` and ``expect`` are notes of whoever wrote it and change nothing."""

    id: StrictStr | None = None
    on: RequiredDay
    site: SiteShape
    criterion: CriterionShape
    credentials: Annotated[tuple[CredentialShape, ...] | None, MissingList] = None
    cells: Annotated[tuple[CellShape, ...] | None, MissingList] = None
    derived: Annotated[tuple[ChainShape, ...] | None, MissingList] = None
    self_assessed: Annotated[
        Rating | None, _word_of(Rating, Rating.NOT_APPLICABLE), MissingText
    ] = None
    residual_evidence: YesNo = None
    adverse_signal: YesNo = None
    scales: dict[str, Words] | None = None
    title: Any = None
    expect: Any = None


KEYS_AT: dict[str, tuple[str, ...]] = {
    "site": tuple(SiteShape.model_fields),
    "criterion": tuple(CriterionShape.model_fields),
    "credentials": tuple(CredentialShape.model_fields),
    "cells": tuple(CellShape.model_fields),
    "derived": ("from", "via", "first", "second"),
    "": tuple(RequestShape.model_fields),
}
"""The keys known at each place of a request; the request itself stands under the empty text."""
