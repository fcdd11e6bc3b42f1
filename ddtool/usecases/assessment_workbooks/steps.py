"""What taking a workbook in has changed, as a text that can be kept, to be undone later."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from ddtool.domain.assessment_heads import AssessmentHead
from ddtool.domain.assessments import Action, Answer, Evidence, OwnRating, Site
from ddtool.domain.certificates import Certificate
from ddtool.domain.merging import Change, Difference, Standing
from ddtool.domain.statements import (
    ACTION,
    ANSWER,
    CERTIFICATE,
    EVIDENCE,
    HEAD,
    LISTED,
    RATING,
    SITE,
    WHOLE,
    Key,
    Thing,
    fields_of,
)

_KINDS: Mapping[str, TypeAdapter[Any]] = {
    SITE: TypeAdapter(Site),
    HEAD: TypeAdapter(AssessmentHead),
    ANSWER: TypeAdapter(Answer),
    RATING: TypeAdapter(OwnRating),
    CERTIFICATE: TypeAdapter(Certificate),
    EVIDENCE: TypeAdapter(Evidence),
    ACTION: TypeAdapter(Action),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing, by its id in the store, as it was and as it became; None where it was not.

    ``label`` is what it was called in the workbook, ``download`` the hash of its hidden sheet.
    """

    thing: Thing
    label: str
    before: Any
    after: Any
    download: str = ""


def write_steps(steps: Iterable[Step]) -> str:
    """Steps as a text of JSON."""
    said = [
        {
            "noun": one.thing.noun,
            "id": one.thing.id,
            "label": one.label,
            "download": one.download,
            "before": _packed(one.thing.noun, one.before),
            "after": _packed(one.thing.noun, one.after),
        }
        for one in steps
    ]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def read_steps(text: str) -> tuple[Step, ...]:
    """The other way."""
    return tuple(
        Step(
            Thing(one["noun"], one["id"]),
            one["label"],
            _unpacked(one["noun"], one["before"]),
            _unpacked(one["noun"], one["after"]),
            one.get("download", ""),
        )
        for one in json.loads(text)
    )


def _packed(noun: str, value: Any) -> Any:
    return None if value is None else _KINDS[noun].dump_python(value, mode="json")


def _unpacked(noun: str, said: Any) -> Any:
    return None if said is None else _KINDS[noun].validate_python(said)


def differences_of(steps: Iterable[Step]) -> Iterator[Difference]:
    """What the steps changed, field by field, or as a whole row."""
    for step in steps:
        noun = step.thing.noun
        before = fields_of(noun, step.before) if step.before is not None else {}
        after = fields_of(noun, step.after) if step.after is not None else {}
        thing = Thing(noun, step.label)
        if noun in LISTED and not (before and after):
            change = Change.NEW if after else Change.REMOVED
            here, file = before.get(WHOLE), after.get(WHOLE)
            key = Key(thing, WHOLE)
            yield Difference(key, Standing.CHANGED, change, here, file, before or after)
            continue
        for name in dict.fromkeys((*before, *after)):
            here, file = before.get(name), after.get(name)
            if here != file:
                yield Difference(Key(thing, name), Standing.CHANGED, Change.CHANGED, here, file)
