"""Rows of a workbook that became things of the store when it was taken in before.

People go on with the file they have. A row that was new when the file was made is no longer new
when the file comes back, though its hidden sheet does not know it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ddtool.domain.assessments import Assessment
from ddtool.domain.labels import Labels, labelled, labelled_certificate
from ddtool.domain.statements import (
    ACTION,
    CERTIFICATE,
    EVIDENCE,
    LISTED,
    Key,
    Statements,
    Thing,
    fields_of,
    statements,
)
from ddtool.store.imports import ImportState
from ddtool.usecases.assessment_workbooks.steps import Step, read_steps
from ddtool.usecases.assessment_workbooks.things import Kept
from ddtool.workbooks.origin import Origin, prints_of

_NAMED_BY: Mapping[str, tuple[str, ...]] = {
    CERTIFICATE: ("standard", "number"),
    EVIDENCE: ("title",),
    ACTION: ("criterion", "title"),
}
"""What makes a row the one it was: where it differs, somebody may have used the id for another."""


@dataclass(frozen=True, slots=True)
class _Made:
    """What a row became: its id in the store, and what the workbook last made of it."""

    id: str
    value: Any


def recognised(origin: Origin, said: Assessment, kept: Kept, *, download: str) -> Origin:
    """The origin, told of the rows that ``download`` has already made things from.

    A row counts as changed since it was last taken in, not since the file was made. Where copies
    of one file use an id for different things, both sides have moved, so that people are asked.
    Without such a memory, a new row that says the same as something stored is that thing.
    """
    file = statements(said)
    made = {thing: one for thing, one in _made_from(kept, download).items() if thing in file}
    labels = _with_ids(origin.labels, {thing: one.id for thing, one in made.items()})
    prints = {key: both for key, both in origin.prints.items() if key.thing not in made}
    for thing, one in made.items():
        fields = _shown(thing, one.value, labels)
        if all(fields.get(name) == file[thing].get(name) for name in _NAMED_BY[thing.noun]):
            prints |= _same_on_both_sides({thing: fields})
    equal = _equal_things(file, statements(labelled(kept.assessment, labels)), labels)
    return replace(origin, labels=_with_ids(labels, equal), prints=prints)


def _made_from(kept: Kept, download: str) -> Mapping[Thing, _Made]:
    """What became of the new rows of one download, by the ids they have in it."""
    found: dict[Thing, _Made] = {}
    for step in _steps_of(kept, download):
        row = Thing(step.thing.noun, step.label)
        known = found.get(row)
        is_known = known is not None and known.id == step.thing.id
        if step.after is not None and (step.before is None or is_known):
            found[row] = _Made(step.thing.id, step.after)
    return found


def _steps_of(kept: Kept, download: str) -> Iterator[Step]:
    """What was taken in from one download and not undone, the first first."""
    for workbook in reversed(kept.brought):
        if workbook.state is ImportState.APPLIED and workbook.undo:
            for step in read_steps(workbook.undo):
                if step.download == download and step.thing.noun in LISTED:
                    yield step


def _equal_things(file: Statements, store: Statements, labels: Labels) -> Mapping[Thing, str]:
    """The stored thing that a row of unknown id says the same as; each for one row at most."""
    free: dict[object, list[Thing]] = {}
    for thing, said in store.items():
        if thing.noun in LISTED and thing not in file:
            free.setdefault((thing.noun, frozenset(said.items())), []).append(thing)
    found: dict[Thing, str] = {}
    for row, said in file.items():
        if row.noun in LISTED and labels.id(row.noun, row.id) is None:
            same = free.get((row.noun, frozenset(said.items())))
            if same:
                thing = same.pop(0)
                found[row] = labels.id(thing.noun, thing.id) or thing.id
    return found


def _shown(thing: Thing, value: Any, labels: Labels) -> Mapping[str, Any]:
    is_certificate = thing.noun == CERTIFICATE
    return fields_of(thing.noun, labelled_certificate(value, labels) if is_certificate else value)


def _same_on_both_sides(said: Statements) -> Mapping[Key, tuple[str, str]]:
    return {key: (print, print) for key, print in prints_of(said).items()}


def _with_ids(labels: Labels, more: Mapping[Thing, str]) -> Labels:
    ids = {kind: dict(known) for kind, known in labels.ids.items()}
    for thing, id in more.items():
        ids.setdefault(thing.noun, {})[thing.id] = id
    return Labels(ids)
