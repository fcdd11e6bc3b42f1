"""The fields of bodies: clean texts, days, ids and words, each with what is told of it."""

import re
from datetime import date, datetime
from math import isfinite
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, WithJsonSchema
from pydantic_core import PydanticCustomError

from ddtool.domain.certificates import Result
from ddtool.domain.typed import clean
from ddtool.sentences import Sentence
from ddtool.web.forms import FIRST_DAY, LAST_DAY, LINE, TEXT
from ddtool.wording.typed import cost_fault

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LARGEST = 10**15
_A_DAY = Sentence("Give a day from 1950 to 2100 as YYYY-MM-DD, or null.")
MOST_ITEMS = 200
"""The most items of a list or mapping in a body."""


def refused(sentence: str) -> PydanticCustomError:
    """What a check of a field raises; the sentence is told to whoever sent it."""
    return PydanticCustomError("told", "{told}", {"told": sentence})


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise refused(Sentence("Give a text."))
    return clean(value)


def _cost(value: Any) -> str:
    text = _text(value)
    fault = cost_fault(text)
    if fault:
        raise refused(Sentence(fault, text=text[:40]))
    return text


def _day(value: Any) -> date | None:
    if value is None or value == "":
        return None
    day = _calendar_day(value) if isinstance(value, str) and _DAY.fullmatch(value) else None
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        raise refused(_A_DAY)
    return day


def _calendar_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _id(value: Any) -> str:
    try:
        return str(UUID(value)) if isinstance(value, str) and len(value) == 36 else _no_id()
    except ValueError:
        return _no_id()


def _no_id() -> str:
    raise refused(Sentence("Give the id of something that is recorded, as this interface gave it."))


def _result(value: Any) -> Result:
    if isinstance(value, str) and clean(value):
        return _text(value)[:LINE]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not isfinite(value) or abs(value) > _LARGEST:
        raise refused(Sentence("Give a number, or a word on the standard's own scale."))
    return value if isinstance(value, int | float) else 0


def _list(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        raise refused(Sentence("Give a list."))
    return value


Line = Annotated[str, Field(max_length=LINE), BeforeValidator(_text)]
"""A text of one line."""
Cost = Annotated[str, Field(max_length=LINE), BeforeValidator(_cost)]
"""What something costs, in free words."""
Name = Annotated[str, Field(min_length=1, max_length=LINE), BeforeValidator(_text)]
"""A text of one line that has to be there."""
LongText = Annotated[str, Field(max_length=TEXT), BeforeValidator(_text)]
"""A longer text."""
_DAY_SCHEMA = {"type": "string", "format": "date"}
Day = Annotated[
    date | None,
    BeforeValidator(_day),
    WithJsonSchema({"anyOf": [_DAY_SCHEMA, {"type": "null"}], "examples": ["2027-06-30"]}),
]
"""A day, or null."""
Id = Annotated[str, BeforeValidator(_id), WithJsonSchema({"type": "string", "format": "uuid"})]
"""The id of something that is recorded."""
YesNo = StrictBool | None
"""Yes, no, or null where nobody knows."""
ResultValue = Annotated[
    int | float | str,
    BeforeValidator(_result),
    WithJsonSchema({"type": ["number", "string"]}),
]
"""A number or a word that a certificate states."""
Lines = Annotated[tuple[Name, ...], Field(max_length=MOST_ITEMS), BeforeValidator(_list)]
"""A list of texts."""
Ids = Annotated[tuple[Id, ...], Field(max_length=MOST_ITEMS), BeforeValidator(_list)]
"""A list of ids."""


class Body(BaseModel):
    """What a request brings: nothing that nobody asked for, and nothing is changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def shown(example: dict[str, Any]) -> ConfigDict:
    """The settings of a body, with an example for its description."""
    return ConfigDict(json_schema_extra={"examples": [example]})


class Told(BaseModel):
    """What an answer says."""

    model_config = ConfigDict(frozen=True)


class KeptTold(Told):
    """Something that has a version: name its ``etag`` in If-Match to change it."""

    id: str = Field(description="A UUID, which never changes.")
    etag: str = Field(description="Which state this is: name it in If-Match to change it.")
    changed_at: datetime | None = Field(description="When it was changed last.")
    changed_by: str = Field(description="Who changed it last.")


def given(body: Body) -> dict[str, Any]:
    """The fields that a body names, by name; those left out are absent."""
    return {name: getattr(body, name) for name in body.model_fields_set}
