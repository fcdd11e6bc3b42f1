"""Assessments: begun, carried over, filled in."""

from dataclasses import replace

from ddtool.domain.assessment_heads import (
    AssessmentHead,
    AssessmentState,
    StoredAssessment,
    carry_answers,
)
from ddtool.domain.assessments import Answer, OwnRating
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.history import Stored
from ddtool.domain.last_cycle import carry_reasons
from ddtool.domain.pack_uses import MATRICES, SETS
from ddtool.domain.people import Author, Right
from ddtool.packs import Library
from ddtool.store import (
    Database,
    Writing,
    accesses,
    answers,
    assessments,
    evidence,
    loading,
    looking,
    site_archive,
    sites,
)
from ddtool.store.keeping import new_id


def list_assessments(
    database: Database, author: Author, site: str = ""
) -> tuple[Stored[AssessmentHead], ...]:
    """All assessments the author may look at, or those of one site, the last changed first.

    A producer's own; an assessor's are those that were given to them.
    """
    with database.read() as db:
        return looking.heads_of(db, author, site)


def read_assessment(database: Database, author: Author, id: str) -> StoredAssessment:
    """Everything said in one assessment, as far as the author may see it.

    :raises NotFound: the author's organisation has none of that id, nor was it given to them.
    :raises NotSubmitted: it was given to them, and nothing was handed in yet.
    """
    with accesses.looking_at(database, author, id) as db:
        return looking.look_at(db, author, id)


def read_head(database: Database, author: Author, id: str) -> Stored[AssessmentHead]:
    """What an assessment is about, without what is said in it.

    :raises NotFound: the author's organisation has none of that id, nor was it given to them.
    """
    with database.read() as db:
        return looking.head_of(db, author, id)


def start_assessment(
    database: Database, author: Author, library: Library, head: AssessmentHead
) -> Stored[AssessmentHead]:
    """Begin an assessment; its id is made, and its criteria set pinned as it is today.

    With ``carried_from`` it begins with what an earlier one of the organisation said; each answer
    is marked same, changed or new.

    It names a matrix where that which it would take by itself is out of use.

    :raises UnknownCriteriaSet: no pack carries the set.
    :raises OutOfUse: the set or the matrix is taken out of use.
    :raises NotFound: the author's organisation has no such site or earlier assessment.
    """
    organisation, day = author.tenant(Right.RECORD), author.at.date()
    target = library.criteria_set(head.criteria_set)
    library.refuse_out_of_use(SETS, target.name, day)
    library.refuse_out_of_use(MATRICES, head.matrix, day)
    begun = replace(
        head,
        id=new_id(),
        criteria_set=target.name,
        pack_sha256=target.sha256,
        state=AssessmentState.OPEN,
    )
    with database.write(author) as db:
        site = sites.find(db, organisation, head.site).value
        site_archive.require_at_work(db, organisation, head.site)
        usual = library.matrix_for_new(target.name, day, fictional=site.fictional)
        begun = replace(begun, matrix=begun.matrix or usual)
        if begun.carried_from is None:
            return assessments.add(db, organisation, begun)
        earlier = loading.load(db, organisation, begun.carried_from)
        stored = assessments.add(db, organisation, begun)
        _carry_over(db, organisation, stored.value.id, earlier, target, library)
        for own in carry_reasons(earlier.assessment, target, site.profile):
            answers.save_rating(db, organisation, stored.value.id, own, version=0)
        return assessments.find(db, organisation, stored.value.id)


def change_assessment(
    database: Database, author: Author, library: Library, head: AssessmentHead, *, version: int
) -> Stored[AssessmentHead]:
    """Change period, days, matrix and preparer of an assessment read at a version.

    Whoever leaves the matrix open gets one by name where the usual one is out of use.

    :raises OutOfUse: it would change to a matrix that is out of use; keeping one is no change.
    :raises NotFound, AssessmentClosed, Conflict: nothing was stored.
    """
    organisation, day = author.tenant(Right.RECORD), author.at.date()
    with database.write(author) as db:
        before = assessments.find(db, organisation, head.id).value
        if head.matrix != before.matrix:
            library.refuse_out_of_use(MATRICES, head.matrix, day)
            site = sites.find(db, organisation, before.site).value
            usual = library.matrix_for_new(before.criteria_set, day, fictional=site.fictional)
            head = replace(head, matrix=head.matrix or usual)
        return assessments.change(db, organisation, head, version=version)


def save_answer(
    database: Database, author: Author, assessment: str, answer: Answer, *, version: int
) -> Stored[Answer]:
    """Store one answer that was read at a version (0: there was none).

    Saying again what stands there is no change and no conflict.

    :raises NotFound, AssessmentClosed: nothing was stored.
    :raises Conflict: somebody else has answered since; it carries their answer.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        return answers.save_answer(db, organisation, assessment, answer, version=version)


def save_rating(
    database: Database, author: Author, assessment: str, rating: OwnRating, *, version: int
) -> Stored[OwnRating]:
    """Store the producer's own rating of one criterion that was read at a version (0: none).

    :raises NotFound, AssessmentClosed, Conflict: as :func:`save_answer`.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        return answers.save_rating(db, organisation, assessment, rating, version=version)


def _carry_over(
    db: Writing,
    organisation: str,
    assessment: str,
    earlier: StoredAssessment,
    target: CriteriaSet,
    library: Library,
) -> None:
    source = library.criteria_set(earlier.assessment.criteria_set)
    crosswalk = library.crosswalk(source.name, target.name)
    carried = carry_answers(earlier.assessment, source, target, crosswalk)
    answers.carry(db, organisation, assessment, carried)
    shown: dict[str, list[str]] = {}
    for one in carried:
        for document in one.answer.evidence:
            shown.setdefault(document, []).append(one.answer.requirement)
    for document, requirements in shown.items():
        evidence.show(db, organisation, assessment, document, shown=requirements)
