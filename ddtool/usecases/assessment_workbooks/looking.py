"""A brought workbook beside the store: what it says, and what would become of it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ddtool.domain.assessments import Action, ActionState, Answer, Assessment, Evidence
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.labels import Labels, labelled, labelled_certificate, with_ids_of_sites
from ddtool.domain.merging import Comparison, SinceThen, compare
from ddtool.domain.statements import (
    ACTION,
    CERTIFICATE,
    EVIDENCE,
    FIELDS,
    LISTED,
    SITE,
    WHOLE,
    Key,
    Thing,
    statements,
    things,
)
from ddtool.sentences import Problem, n_
from ddtool.spreadsheets.apart import open_apart
from ddtool.spreadsheets.errors import NotAWorkbook
from ddtool.usecases.assessment_workbooks.forms import Language, Means, make_form
from ddtool.usecases.assessment_workbooks.recognising import recognised
from ddtool.usecases.assessment_workbooks.things import Kept
from ddtool.workbooks import Form, Identity, WrongWorkbook, layout
from ddtool.workbooks.origin import Origin
from ddtool.workbooks.reading import SeenWorkbook, look_through

_NAME_BYTES = 200
_ASSESSORS = (ActionState.ACCEPTED, ActionState.RETURNED)

_NO_ORIGIN = n_(
    "{file} was not downloaded from an assessment here; download the workbook of this assessment "
    "and copy your answers into it."
)
_OTHER_ASSESSMENT = n_(
    "{file} was downloaded from another assessment; bring it in there, or download the workbook of "
    "this one."
)
_OTHER_SITE = n_("the site id was changed to {found}")
_PUT_BACK = n_("put {name} back; the name of the site has a row of its own")


@dataclass(frozen=True)
class Looked:
    """What a workbook says, with labels in place of ids, and where it came from."""

    seen: SeenWorkbook
    origin: Origin
    assessment: Assessment
    criteria_set: CriteriaSet
    problems: tuple[Problem, ...]
    broken: bool

    @property
    def labels(self) -> Labels:
        """The ids behind the labels of the workbook."""
        return self.origin.labels


def look_at(means: Means, stored_name: str, *, name: str, kept: Kept) -> Looked:
    """Read a workbook that was brought in, in a process of its own.

    :raises NotFound: the file is no longer there.
    :raises NotAWorkbook, WrongWorkbook: it cannot be used for this assessment.
    """
    with means.files.open(stored_name) as file:
        content = file.read()
    expected, say = kept.assessment.criteria_set, means.language.translate
    form = make_form(means.library, expected, means.language)

    def form_of(identity: Identity) -> Form:
        _require_origin(identity, name, kept, means.language)
        return form

    with _as_file(content, name) as path:
        try:
            seen = look_through(path, form_of, expected=expected, translate=say, opener=open_apart)
        except NotAWorkbook as refused:
            raise NotAWorkbook("{told}", told=refused.told(say)) from refused
    origin = _require_origin(seen.identity, name, kept, means.language)
    moved = _moved_site(seen, origin, kept, form)
    said = _settled(seen, origin, form)
    return Looked(
        seen=seen,
        origin=recognised(origin, said, kept, download=seen.identity.sha256),
        assessment=said,
        criteria_set=form.criteria_set,
        problems=(*seen.problems, *moved),
        broken=seen.broken or bool(moved),
    )


def compare_with(looked: Looked, kept: Kept, *, lasting: frozenset[Key]) -> Comparison:
    """Where the workbook and the store differ. ``lasting`` are fields only pages can change."""
    labels, origin = looked.labels, looked.origin
    file = statements(looked.assessment)
    store = statements(labelled(kept.assessment, labels))
    refused = frozenset(looked.seen.refused)
    since = SinceThen(
        touched=frozenset(origin.touched(file)) - refused,
        moved=frozenset(origin.moved(store)),
        fixed=lasting
        | _half_read(refused)
        | _judged_by_producer(looked.assessment, kept.assessment, labels)
        | {Key(Thing(SITE, ""), "organisation")},
    )
    return compare(file, store, since)


def lasting_fields(kept: Kept, labels: Labels, *, bound_actions: frozenset[str]) -> frozenset[Key]:
    """What a workbook cannot take away: certificates, files, actions with evidence or judged.

    An action that the assessor has accepted cannot be changed by one either.
    """
    found = set()
    for thing, value in things(labelled(kept.assessment, labels)):
        if thing.noun == CERTIFICATE:
            found.add(Key(thing, WHOLE))
        if thing.noun == ACTION and value.judged_by:
            found.add(Key(thing, WHOLE))
        if thing.noun == ACTION and value.state is ActionState.ACCEPTED:
            found |= {Key(thing, field) for field in FIELDS[ACTION]}
    for id in kept.with_file:
        document = Thing(EVIDENCE, labels.label(EVIDENCE, id))
        found |= {Key(document, "location"), Key(document, "sha256")}
    found |= {Key(Thing(ACTION, labels.label(ACTION, id)), WHOLE) for id in bound_actions}
    return frozenset(found)


def _judged_by_producer(file: Assessment, kept: Assessment, labels: Labels) -> frozenset[Key]:
    """The states that only an assessor gives, where a workbook says them of other actions."""
    states = {labels.label(ACTION, one.id): one.state for one in kept.actions}
    return frozenset(
        Key(Thing(ACTION, one.id), "state")
        for one in file.actions
        if one.id in states and one.state in _ASSESSORS and states[one.id] is not one.state
    )


def _require_origin(identity: Identity, name: str, kept: Kept, language: Language) -> Origin:
    say, origin = language.translate, identity.origin
    if origin is None:
        raise WrongWorkbook(say(_NO_ORIGIN).format(file=name))
    if origin.assessment != kept.stored.head.value.id:
        raise WrongWorkbook(say(_OTHER_ASSESSMENT).format(file=name))
    return origin


def _half_read(refused: frozenset[Key]) -> frozenset[Key]:
    """Rows with a cell that cannot be used are not taken in as new things."""
    return frozenset(Key(key.thing, WHOLE) for key in refused if key.thing.noun in LISTED)


def _moved_site(seen: SeenWorkbook, origin: Origin, kept: Kept, form: Form) -> list[Problem]:
    own = origin.labels.label(SITE, kept.assessment.site.id)
    found = seen.filled.assessment.site.id
    if seen.broken or found == own:
        return []
    say = form.translate
    return [
        Problem(
            say(layout.SITE_TITLE),
            "",
            say(_OTHER_SITE).format(found=f'"{found}"'),
            say(_PUT_BACK).format(name=f'"{own}"'),
        )
    ]


def _settled(seen: SeenWorkbook, origin: Origin, form: Form) -> Assessment:
    """What the workbook says, with each document bound as both of its sheets say together."""
    said = seen.filled.assessment
    labels = origin.labels
    return replace(
        said,
        evidence=_documents(seen, origin.shown, frozenset(form.criteria_set.criterion_of)),
        actions=tuple(_begun(one, labels) for one in said.actions),
        certificates=tuple(
            labelled_certificate(with_ids_of_sites(one, labels), labels)
            for one in said.certificates
        ),
    )


def _begun(action: Action, labels: Labels) -> Action:
    """An action; a new one is done at most, since nobody has judged it yet."""
    is_new = labels.id(ACTION, action.id) is None
    return (
        replace(action, state=ActionState.DONE) if is_new and action.state in _ASSESSORS else action
    )


def _documents(
    seen: SeenWorkbook, shown: Mapping[str, tuple[str, ...]], answerable: frozenset[str]
) -> tuple[Evidence, ...]:
    said = seen.filled.assessment
    unread = {key.thing.id for key in seen.refused if key.field == "evidence"}
    named = _named_by(said.answers)
    settled = []
    for document in said.evidence:
        before = set(shown.get(document.id, ()))
        listed, with_answers = set(document.requirements), named.get(document.id, set())
        taken_out = (before - listed) | ((before & answerable) - with_answers - unread)
        after = (before | listed | with_answers) - taken_out
        settled.append(replace(document, requirements=tuple(sorted(after))))
    return tuple(settled)


def _named_by(answers: tuple[Answer, ...]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for answer in answers:
        for document in answer.evidence:
            found.setdefault(document, set()).add(answer.requirement)
    return found


@contextmanager
def _as_file(content: bytes, name: str) -> Iterator[Path]:
    """The file under the name that its bringer knows, so that it is told by that name."""
    with TemporaryDirectory(prefix="ddtool-import-") as folder:
        path = Path(folder) / _plain_name(name)
        path.write_bytes(content)
        yield path


def _plain_name(name: str) -> str:
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(letter for letter in last if letter.isprintable()).strip(". ")
    short = kept.encode()[:_NAME_BYTES].decode(errors="ignore")
    return short or "workbook.xlsx"
