"""A workbook is taken in: all of it in one step, or nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ddtool.domain.errors import DdtoolError
from ddtool.domain.history import Stored
from ddtool.domain.labels import (
    ACTION,
    Labels,
    labelled_certificate,
    with_ids_of_sites,
)
from ddtool.domain.merging import Change, Difference, Standing
from ddtool.domain.people import Author, Right
from ddtool.domain.statements import (
    CERTIFICATE,
    WHOLE,
    Thing,
    empty,
    things,
    with_fields,
)
from ddtool.sentences import Sentence
from ddtool.store import Database, Writing, bindings, imports
from ddtool.store.imports import ImportState, WorkbookImport
from ddtool.usecases.assessment_workbooks.forms import Means
from ddtool.usecases.assessment_workbooks.looking import Looked, look_at
from ddtool.usecases.assessment_workbooks.previews import (
    Preview,
    in_store,
    make_preview,
    require_open,
)
from ddtool.usecases.assessment_workbooks.steps import Step, differences_of, write_steps
from ddtool.usecases.assessment_workbooks.things import Kept, Shelf, find_things, with_new_id

MINE, THEIRS = "mine", "theirs"
"""Whose version of a conflict is to stand: the workbook's, or the one stored here."""


class ChoicesMissing(DdtoolError):
    """Both sides have changed something, and nobody has said which version is to stand."""


class PreviewOutdated(DdtoolError):
    """Something has changed since the preview was looked at."""


class ProblemsLeft(DdtoolError):
    """Cells cannot be used, and nobody has said that they may be left out."""


class AlreadyDone(DdtoolError):
    """A workbook was taken in, or undone, already."""


@dataclass(frozen=True)
class Consent:
    """What somebody has seen and wants.

    ``digest`` is that of the preview; ``choices`` are :data:`MINE` or :data:`THEIRS` by the token
    of each conflict; ``leave_out`` says that cells which cannot be used may stay as they are.
    """

    digest: str
    choices: Mapping[str, str]
    leave_out: bool = False


def apply_workbook(
    database: Database, author: Author, means: Means, id: str, consent: Consent
) -> int:
    """Take a workbook in as it was shown; how many changes that were, counted as it shows them.

    The store is looked at once more in the same step: if anything moved, nothing is taken in.

    :raises NotFound: the author's organisation has none of that id, or its file is gone.
    :raises AlreadyDone, PreviewOutdated, ProblemsLeft, ChoicesMissing: nothing was stored.
    :raises AssessmentClosed: the assessment has been submitted.
    """
    organisation = author.tenant(Right.RECORD)
    with database.read() as reading:
        workbook = imports.find(reading, organisation, id)
        kept = find_things(reading, organisation, workbook.assessment)
    looked = look_at(means, workbook.stored_name, name=workbook.file_name, kept=kept)
    with database.write(author) as db:
        return _apply(db, organisation, id, looked, consent)


def _apply(db: Writing, organisation: str, id: str, looked: Looked, consent: Consent) -> int:
    workbook = imports.find(db, organisation, id)
    if workbook.state is not ImportState.SHOWN:
        raise AlreadyDone(Sentence("This workbook was taken in already."))
    kept = find_things(db, organisation, workbook.assessment)
    require_open(kept)
    bound = frozenset(bindings.with_evidence(db, organisation, ACTION))
    preview = make_preview(workbook, looked, kept, bound=bound)
    taken = list(_agreed(preview, consent))
    before = db.last_event
    steps = _store(db, organisation, workbook, looked, kept, taken)
    made = sum(1 for _ in differences_of(steps))
    imports.mark_applied(
        db, organisation, workbook, undo=write_steps(steps), count=made, before=before
    )
    return made


def _agreed(preview: Preview, consent: Consent) -> Iterator[Difference]:
    """The differences to take in."""
    if preview.digest != consent.digest:
        raise PreviewOutdated(
            Sentence(
                "Something was changed here since you looked; look at the preview again. "
                "Nothing has been taken in."
            )
        )
    if preview.broken or (preview.problems and not consent.leave_out):
        raise ProblemsLeft(
            Sentence(
                "Some cells cannot be used; correct them in the workbook and bring it again, or "
                "say that they may be left as they are."
            )
        )
    for one in preview.shown:
        chosen = consent.choices.get(one.token, "")
        standing = one.difference.standing
        if standing is Standing.CONFLICT and chosen not in (MINE, THEIRS):
            raise ChoicesMissing(Sentence("Choose for every conflict which version is to stand."))
        if standing is Standing.CHANGED or (standing is Standing.CONFLICT and chosen == MINE):
            yield one.difference


def _store(
    db: Writing,
    organisation: str,
    workbook: WorkbookImport,
    looked: Looked,
    kept: Kept,
    taken: Iterable[Difference],
) -> list[Step]:
    said = dict(things(looked.assessment))
    shelf = Shelf(db, organisation, workbook.assessment)
    by_thing: dict[Thing, list[Difference]] = {}
    for one in taken:
        by_thing.setdefault(one.key.thing, []).append(one)
    steps = []
    for labelled, differences in by_thing.items():
        thing = in_store(labelled, looked.labels)
        before = kept.things.get(thing)
        after = _after(labelled, before, said.get(labelled), differences, looked.labels)
        id = shelf.put(thing, before, after)
        value = before.value if before else None
        made_from = looked.seen.identity.sha256
        steps.append(Step(Thing(thing.noun, id), labelled.id, value, after, made_from))
    return steps


def _after(
    thing: Thing,
    before: Stored[Any] | None,
    said: Any,
    differences: list[Difference],
    labels: Labels,
) -> Any:
    """What a thing is to be, with ids of the store; None where it is taken away."""
    whole = next((one for one in differences if one.key.field == WHOLE), None)
    if whole is not None and whole.change is Change.REMOVED:
        return None
    if whole is not None:
        return with_new_id(with_ids_of_sites(said, labels) if thing.noun == CERTIFICATE else said)
    fields = [one.key.field for one in differences]
    if thing.noun == CERTIFICATE and before is not None:
        shown = with_fields(labelled_certificate(before.value, labels), said, fields)
        return with_fields_of_ids(shown, before.value, labels)
    nothing = empty(thing)
    value = before.value if before else nothing
    return with_fields(value, nothing if said is None else said, fields)


def with_fields_of_ids(shown: Any, stored: Any, labels: Labels) -> Any:
    """A certificate as it was shown, under its own id and with the ids of its sites."""
    return with_ids_of_sites(with_fields(shown, stored, ("id",)), labels)
