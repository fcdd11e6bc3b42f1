"""An assessment that comes as one file: looked at, and brought in whole or not at all."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date

from ddtool.domain.assessment_heads import AssessmentHead
from ddtool.domain.assessments import ActionState
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.history import Stored, Subject
from ddtool.domain.pack_uses import MATRICES, SETS, OutOfUse
from ddtool.domain.people import Author, Right
from ddtool.exchange import (
    Archive,
    AssessmentFileUnusable,
    Content,
    opened,
)
from ddtool.packs import Library
from ddtool.sentences import Sentence
from ddtool.store import (
    Database,
    Reading,
    sites,
)
from ddtool.store.bringing import require_quota
from ddtool.store.files import FileStore
from ddtool.store.keeping import new_id
from ddtool.usecases.exchange_in.documents import Arrival, keep_documents
from ddtool.usecases.exchange_in.storing import Bringing


@dataclass(frozen=True, slots=True)
class Comes:
    """What a file brings: of which site by its name, how much, and what does not come along."""

    site: str
    criteria_set: str
    period: str
    answers: int
    documents: int
    certificates: int
    left_out: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """The new assessment, and what came with it."""

    head: Stored[AssessmentHead]
    comes: Comes


def look_at_assessment_file(
    database: Database, author: Author, library: Library, arrival: Arrival
) -> Comes:
    """What a file would bring. Nothing is stored, and no document in it is looked into.

    :raises AssessmentFileUnusable, UnknownCriteriaSet, OutOfUse, NotFound: as on bringing it in.
    """
    organisation = author.tenant(Right.RECORD)
    with opened(arrival.source) as archive:
        criteria_set = _fitting(archive.content, library, author.at.date())
        with database.read() as reading:
            _require_site(reading, organisation, arrival)
        return _comes(archive, library, criteria_set, author.at.date())


def bring_assessment(
    database: Database,
    files: FileStore,
    author: Author,
    library: Library,
    arrival: Arrival,
) -> BroughtIn:
    """Begin an assessment with everything that a file says; all of it, or nothing.

    It is of a site that is here, or of a new one as the file describes it.

    :raises AssessmentFileUnusable: the file is none, or says what does not fit.
    :raises UnknownCriteriaSet: no pack carries its criteria set.
    :raises OutOfUse: its criteria set is taken out of use, or all matrices for it.
    :raises NotFound: the author's organisation has no such site.
    :raises FileTooLarge, QuotaUsedUp: a document, or all of them, would take too much arrival.
    """
    organisation = author.tenant(Right.RECORD)
    with opened(arrival.source) as archive, ExitStack() as undone:
        content = archive.content
        criteria_set = _fitting(content, library, author.at.date())
        with database.read() as reading:
            _require_site(reading, organisation, arrival)
        kept = keep_documents(archive, files, arrival, undone)
        with database.write(author) as db:
            bringing = Bringing(db, organisation, content, kept)
            head = bringing.bring(arrival.site, _head(content, library, criteria_set, author))
            require_quota(db, organisation, arrival.quota)
            subject = Subject("assessment", head.value.id, organisation, head.value.id)
            db.record(subject, "brought in", {}, {"sha256": archive.file.sha256})
            return BroughtIn(head, _comes(archive, library, criteria_set, author.at.date()))


def _comes(archive: Archive, library: Library, criteria_set: CriteriaSet, day: date) -> Comes:
    content = archive.content
    said = content.assessment
    return Comes(
        site=said.site.name,
        criteria_set=criteria_set.name,
        period=said.period,
        answers=len(said.answers),
        documents=len(content.documents),
        certificates=len(said.certificates),
        left_out=tuple(_left_out(archive, library, criteria_set, day)),
    )


def _require_site(reading: Reading, organisation: str, arrival: Arrival) -> None:
    if arrival.site:
        sites.find(reading, organisation, arrival.site)


def _fitting(content: Content, library: Library, day: date) -> CriteriaSet:
    """The criteria set that a file speaks of, which has everything that it says something of."""
    criteria_set = library.criteria_set(content.assessment.criteria_set)
    out = library.retirement(SETS, criteria_set.name)
    if out is not None and out.holds_on(day):
        raise OutOfUse(
            Sentence(
                "The file is an assessment against {name}, with which none begins here since "
                "{day}: {reason} Ask the programme to bring {name} back, or begin an assessment "
                "against another set.",
                name=out.name,
                day=out.since,
                reason=out.reason,
            )
        )
    _refuse_unknown(content, criteria_set)
    return criteria_set


def _refuse_unknown(content: Content, criteria_set: CriteriaSet) -> None:
    """Make sure that everything is said of requirements and criteria that there are."""
    said = content.assessment
    numbers, parts = set(criteria_set.by_number), set(criteria_set.criterion_of)
    named = [(one.requirement, parts) for one in said.answers]
    named += [(one.criterion, numbers) for one in said.ratings]
    named += [(one.criterion, numbers) for one in said.actions]
    named += [(one.requirement, parts) for one in said.actions if one.requirement]
    named += [(one, parts | numbers) for document in said.evidence for one in document.requirements]
    unknown = sorted({name for name, known in named if name not in known})
    if unknown:
        raise AssessmentFileUnusable(
            Sentence(
                "The file speaks of {names}, which {criteria_set} does not have here. "
                "Load the pack that the file was written with.",
                names=", ".join(unknown[:5]),
                criteria_set=criteria_set.name,
            )
        )


def _head(
    content: Content, library: Library, criteria_set: CriteriaSet, author: Author
) -> AssessmentHead:
    said, day = content.assessment, author.at.date()
    named = _is_here(library, content.matrix) and not library.is_out_of_use(
        MATRICES, content.matrix, day
    )
    usual = library.matrix_for_new(criteria_set.name, day, fictional=said.site.fictional)
    return AssessmentHead(
        id=new_id(),
        site="",
        criteria_set=criteria_set.name,
        pack_sha256=criteria_set.sha256,
        matrix=content.matrix if named else usual,
        period=said.period,
        assessment_day=said.assessment_day,
        commitment_day=said.commitment_day,
        prepared_by=said.prepared_by or author.name,
    )


def _is_here(library: Library, matrix: str) -> bool:
    return matrix in {one.name for one in library.matrices()}


def _left_out(
    archive: Archive, library: Library, criteria_set: CriteriaSet, day: date
) -> Iterator[Sentence]:
    content = archive.content
    if library.is_out_of_use(MATRICES, content.matrix, day):
        yield Sentence(
            "The matrix {matrix} is out of use; the newest one that fits is used instead.",
            matrix=content.matrix,
        )
    elif content.matrix and not _is_here(library, content.matrix):
        yield Sentence(
            "The matrix {matrix} is not here; the newest one that fits is used instead.",
            matrix=content.matrix,
        )
    if content.pack_sha256 != criteria_set.sha256:
        yield Sentence(
            "The texts of {criteria_set} here are not those that the file was written with.",
            criteria_set=criteria_set.name,
        )
    if any(one.state is ActionState.ACCEPTED for one in content.assessment.actions):
        yield Sentence("Accepted actions are done, not accepted: only an assessor here accepts.")
    if archive.file.origin.submitted:
        yield Sentence("The assessment was submitted where it comes from; here it is open.")
