"""A workbook is brought in and shown beside the store; nothing else is written."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from ddtool.domain.assessment_heads import AssessmentState, StoredAssessment
from ddtool.domain.errors import DdtoolError
from ddtool.domain.history import Stored
from ddtool.domain.labels import ACTION, CERTIFICATE, Labels
from ddtool.domain.merging import Change, Comparison, Difference, Standing
from ddtool.domain.people import Author, Right
from ddtool.domain.refusals import AssessmentClosed
from ddtool.domain.statements import LISTED, Key, Thing
from ddtool.reports.content.source import is_made
from ddtool.sentences import Problem, Sentence
from ddtool.store import Database, bindings, imports
from ddtool.store.files import Source
from ddtool.store.imports import WorkbookImport
from ddtool.usecases.assessment_workbooks.forms import Means
from ddtool.usecases.assessment_workbooks.looking import (
    Looked,
    compare_with,
    lasting_fields,
    look_at,
)
from ddtool.usecases.assessment_workbooks.things import Kept, find_things
from ddtool.usecases.assessment_workbooks.warning import warnings_of

LARGEST = 10 * 1024 * 1024
"""No workbook of ours is larger, whatever else an installation takes in."""
MOST_SHOWN = 10
"""How many workbooks of an assessment wait to be taken in; older ones are let go."""

_TOKEN_LENGTH = 16
_NUMBERED = (ACTION, CERTIFICATE)


@dataclass(frozen=True, slots=True)
class Shown:
    """One difference, where it stands, and who last changed the thing in the store.

    ``token`` names it in a form. ``title`` is what the thing is called, beside its label.
    """

    difference: Difference
    token: str
    sheet: str
    cell: str
    title: str = ""
    changed_by: str = ""
    changed_at: datetime | None = None

    @property
    def name(self) -> str:
        """What the thing is called by people: its label and title; an id that was made is none."""
        id = self.difference.key.thing.id
        return " ".join(part for part in ("" if is_made(id) else id, self.title) if part)


@dataclass(frozen=True)
class Preview:
    """What would become of a workbook now.

    ``digest`` names exactly this; whoever applies says which preview they have seen. With
    ``broken``, more than single cells is wrong and nothing can be taken in. ``shown`` is in the
    order of the workbook, what does not stand in it last. ``warnings`` are cells
    that are taken in as they are, though not everything follows from them that may be meant.
    """

    workbook: WorkbookImport
    stored: StoredAssessment
    problems: tuple[Problem, ...]
    broken: bool
    shown: tuple[Shown, ...]
    same: int
    digest: str
    made_at: datetime | None = None
    made_by: str = ""
    ignored: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()
    pack_changed: bool = False
    warnings: tuple[Problem, ...] = ()

    def standing(self, *standings: Standing) -> tuple[Shown, ...]:
        """The differences with one of these standings."""
        return tuple(one for one in self.shown if one.difference.standing in standings)

    @property
    def changes(self) -> tuple[Shown, ...]:
        """What would be taken in without a question."""
        return self.standing(Standing.CHANGED)

    @property
    def renamed(self) -> tuple[str, ...]:
        """The ids of new rows that are numbered anew when they are taken in."""
        return tuple(
            one.difference.key.thing.id
            for one in self.changes
            if one.difference.change is Change.NEW and one.difference.key.thing.noun in _NUMBERED
        )

    @property
    def conflicts(self) -> tuple[Shown, ...]:
        """What both sides have changed; somebody has to choose."""
        return self.standing(Standing.CONFLICT)


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that is brought in: its name, its bytes, the most that are taken."""

    name: str
    source: Source
    largest: int


def bring_workbook(
    database: Database, author: Author, means: Means, assessment: str, brought: Brought
) -> WorkbookImport:
    """Keep a workbook to be shown; one that cannot be used for the assessment is refused at once.

    :raises NotFound: the author's organisation has no such assessment.
    :raises AssessmentClosed: it has been submitted.
    :raises FileTooLarge, NotAWorkbook, WrongWorkbook: nothing is kept.
    """
    organisation = author.tenant(Right.RECORD)
    with database.read() as db:
        kept = find_things(db, organisation, assessment)
    require_open(kept)
    largest = min(brought.largest, LARGEST)
    file = means.files.keep(brought.source, largest=largest)
    try:
        look_at(means, file.stored_name, name=brought.name, kept=kept)
    except DdtoolError:
        means.files.discard(file.stored_name)
        raise
    with database.write(author) as db:
        imports.let_go_beyond(db, organisation, assessment, most=MOST_SHOWN - 1)
        return imports.add(db, organisation, assessment, file, name=brought.name)


def preview_workbook(database: Database, author: Author, means: Means, id: str) -> Preview:
    """What would become of a workbook that was brought in, as the store is now.

    :raises NotFound: the author's organisation has none of that id, or its file is gone.
    :raises NotAWorkbook, WrongWorkbook: it cannot be used.
    """
    organisation = author.tenant(Right.RECORD)
    with database.read() as db:
        workbook = imports.find(db, organisation, id)
        kept = find_things(db, organisation, workbook.assessment)
        bound = frozenset(bindings.with_evidence(db, organisation, ACTION))
    looked = look_at(means, workbook.stored_name, name=workbook.file_name, kept=kept)
    preview = make_preview(workbook, looked, kept, bound=bound)
    taken = [one.difference for one in (*preview.changes, *preview.conflicts)]
    warnings = warnings_of(taken, looked, kept, on=author.at.date())
    return replace(preview, warnings=tuple(warnings))


def make_preview(
    workbook: WorkbookImport, looked: Looked, kept: Kept, *, bound: frozenset[str]
) -> Preview:
    """What would become of a workbook beside a state of the store."""
    compared = Comparison((), 0)
    if not looked.broken:
        lasting = lasting_fields(kept, looked.labels, bound_actions=bound)
        compared = compare_with(looked, kept, lasting=lasting)
    seen = looked.seen
    return Preview(
        workbook=workbook,
        stored=kept.stored,
        problems=looked.problems,
        broken=looked.broken,
        shown=_in_order(compared, looked, kept),
        same=compared.same,
        digest=_digest(compared, looked),
        made_at=_moment(looked.origin.made_at),
        made_by=looked.origin.made_by,
        ignored=seen.filled.ignored,
        reopened=seen.filled.reopened,
        pack_changed=seen.filled.pack_changed,
    )


def require_open(kept: Kept) -> None:
    """Whoever is about to change an assessment asks this first.

    :raises AssessmentClosed: it has been submitted, or put aside.
    """
    if kept.stored.put_aside:
        raise AssessmentClosed(
            Sentence("This assessment is in the archive; take it back to change anything.")
        )
    if kept.stored.head.value.state is not AssessmentState.OPEN:
        raise AssessmentClosed(
            Sentence("This assessment has been submitted; reopen it to change anything.")
        )


def token_of(key: Key) -> str:
    """A short name for a field in a form."""
    said = repr((key.thing.noun, key.thing.id, key.field)).encode("utf-8", "surrogatepass")
    return sha256(said).hexdigest()[:_TOKEN_LENGTH]


def in_store(thing: Thing, labels: Labels) -> Thing:
    """A thing by its id in the store instead of its label."""
    if thing.noun not in LISTED:
        return thing
    return Thing(thing.noun, labels.id(thing.noun, thing.id) or thing.id)


def _in_order(compared: Comparison, looked: Looked, kept: Kept) -> tuple[Shown, ...]:
    ordered = sorted(compared.differences, key=lambda one: looked.seen.places.order(one.key))
    return tuple(_shown(one, looked, kept) for one in ordered)


def _shown(difference: Difference, looked: Looked, kept: Kept) -> Shown:
    key = difference.key
    places = looked.seen.places
    stored: Stored[object] | None = kept.things.get(in_store(key.thing, looked.labels))
    return Shown(
        difference=difference,
        token=token_of(key),
        sheet=places.sheet(key),
        cell=places.cell(key),
        title=_title(stored.value) if stored and key.thing.noun in LISTED else "",
        changed_by=stored.changed_by if stored else "",
        changed_at=stored.changed_at if stored else None,
    )


def _title(value: object) -> str:
    """What a document or action is called, or the standard of a certificate."""
    return str(getattr(value, "title", "") or getattr(value, "standard", ""))


def _digest(compared: Comparison, looked: Looked) -> str:
    said = (compared.differences, [str(problem) for problem in looked.problems])
    return sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
