"""What a workbook changed is put back as one step, if nobody has gone on from there."""

from typing import Any

from ddtool.domain.errors import DdtoolError
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Right
from ddtool.domain.statements import (
    ACTION,
    ANSWER,
    CERTIFICATE,
    EVIDENCE,
    LISTED,
    RATING,
    Thing,
    empty,
)
from ddtool.sentences import Sentence
from ddtool.store import Database, Reading, bindings, imports
from ddtool.store.imports import ImportState
from ddtool.usecases.assessment_workbooks.applying import AlreadyDone
from ddtool.usecases.assessment_workbooks.previews import require_open
from ddtool.usecases.assessment_workbooks.steps import Step, read_steps
from ddtool.usecases.assessment_workbooks.things import Kept, Shelf, find_things, says_the_same

_MOST_NAMED = 20


class ChangedSince(DdtoolError):
    """Somebody has gone on from what a workbook changed; ``things`` says with what."""

    def __init__(self, changed: tuple[Step, ...]) -> None:
        self.changed = changed
        names = ", ".join(one.label or one.thing.noun for one in changed[:_MOST_NAMED])
        more = "" if len(changed) <= _MOST_NAMED else ", ..."
        super().__init__(
            Sentence(
                "These were changed again since the workbook was taken in: {names}. Nothing was "
                "undone; change them on their own pages.",
                names=names + more,
            )
        )


def undo_workbook(database: Database, author: Author, id: str) -> int:
    """Put back everything that a workbook changed; how many things that were.

    :raises NotFound: the author's organisation has none of that id.
    :raises AlreadyDone: it was not taken in, or undone already.
    :raises ChangedSince: somebody changed one of these things since; nothing was undone.
    :raises AssessmentClosed: the assessment has been submitted.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        workbook = imports.find(db, organisation, id)
        if workbook.state is not ImportState.APPLIED:
            raise AlreadyDone(Sentence("There is nothing to undo: it is not taken in any more."))
        kept = find_things(db, organisation, workbook.assessment)
        require_open(kept)
        steps = read_steps(workbook.undo)
        _require_unchanged(db, organisation, workbook.assessment, kept, steps)
        shelf = Shelf(db, organisation, workbook.assessment)
        for step in reversed(steps):
            _put_back(shelf, kept, step)
        imports.mark_undone(db, organisation, workbook)
        return len(steps)


def _require_unchanged(
    db: Reading, organisation: str, assessment: str, kept: Kept, steps: tuple[Step, ...]
) -> None:
    held = _held(db, organisation, assessment, kept)
    changed = tuple(one for one in steps if _has_changed(one, kept.things.get(one.thing), held))
    if changed:
        raise ChangedSince(changed)


def _held(db: Reading, organisation: str, assessment: str, kept: Kept) -> frozenset[Thing]:
    """What something else holds on to by now, so that it cannot simply be taken away again."""
    documents = kept.with_file | bindings.bound_elsewhere(db, organisation, assessment)
    held = {Thing(EVIDENCE, id) for id in documents}
    for noun in (CERTIFICATE, ACTION):
        held |= {Thing(noun, id) for id in bindings.with_evidence(db, organisation, noun)}
    return frozenset(held)


def _has_changed(step: Step, now: Stored[Any] | None, held: frozenset[Thing]) -> bool:
    thing, after = step.thing, step.after
    if now is None and thing.noun in (ANSWER, RATING):
        return after is not None and not says_the_same(thing.noun, after, empty(thing))
    if now is None or after is None:
        return (now is None) != (after is None)
    if step.before is None and thing.noun in LISTED and (now.version != 1 or thing in held):
        return True
    return not says_the_same(thing.noun, after, now.value)


def _put_back(shelf: Shelf, kept: Kept, step: Step) -> None:
    now = kept.things.get(step.thing)
    if step.thing.noun == EVIDENCE and now is None:
        shelf.bring_back_document(step.before)
    elif step.thing.noun == EVIDENCE and now is not None and step.before is None:
        shelf.remove_document(now)
    else:
        shelf.put(step.thing, now, step.before)
