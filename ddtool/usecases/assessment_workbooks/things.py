"""The things of a stored assessment, one by one: found with their versions, and stored again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ddtool.domain.assessment_heads import AssessmentHead, StoredAssessment
from ddtool.domain.assessments import Assessment, Evidence
from ddtool.domain.history import Stored
from ddtool.domain.statements import (
    ACTION,
    ANSWER,
    CERTIFICATE,
    EVIDENCE,
    HEAD,
    RATING,
    SITE,
    Thing,
    empty,
    fields_of,
)
from ddtool.store import (
    Reading,
    Writing,
    actions,
    answers,
    assessments,
    certificates,
    closing,
    evidence,
    imports,
    loading,
    sites,
)
from ddtool.store.imports import WorkbookImport
from ddtool.store.keeping import new_id

Things = Mapping[Thing, Stored[Any]]
"""Everything a workbook may change, by kind and id in the store, with its version."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored assessment as a whole and thing by thing, and the documents that have a file.

    ``brought`` are the workbooks brought in for it before, the newest first.
    """

    stored: StoredAssessment
    things: Things
    with_file: frozenset[str]
    brought: tuple[WorkbookImport, ...] = ()

    @property
    def assessment(self) -> Assessment:
        """Everything said in it."""
        return self.stored.assessment


def find_things(db: Reading, organisation: str, assessment: str) -> Kept:
    """A stored assessment with everything in it that a workbook may change.

    :raises NotFound: the organisation has no such assessment.
    """
    stored = loading.load(db, organisation, assessment)
    head = stored.head
    site = sites.find(db, organisation, head.value.site)
    documents = evidence.of_assessment(db, organisation, assessment)
    found: dict[Thing, Stored[Any]] = {Thing(SITE, ""): site, Thing(HEAD, ""): head}
    for answer in answers.answers_of(db, organisation, assessment):
        found[Thing(ANSWER, answer.value.requirement)] = answer
    for rating in answers.ratings_of(db, organisation, assessment):
        found[Thing(RATING, rating.value.criterion)] = rating
    for certificate in certificates.listed(db, organisation):
        found[Thing(CERTIFICATE, certificate.value.id)] = certificate
    for document in documents:
        found[Thing(EVIDENCE, document.value.evidence.id)] = _document(document)
    for action in actions.of_assessment(db, organisation, assessment):
        found[Thing(ACTION, action.value.id)] = action
    with_file = frozenset(one.value.evidence.id for one in documents if one.value.file)
    return Kept(stored, found, with_file, imports.of_assessment(db, organisation, assessment))


def _document(kept: Stored[Any]) -> Stored[Evidence]:
    return Stored(kept.value.evidence, kept.version, kept.changed_at, kept.changed_by)


class Shelf:
    """Puts things of one assessment into the store: new, changed, or taken away (None)."""

    def __init__(self, db: Writing, organisation: str, assessment: str) -> None:
        self._db = db
        self._organisation = organisation
        self._assessment = assessment

    def put(self, thing: Thing, before: Stored[Any] | None, after: Any) -> str:
        """Store what a thing is to be; the id it has then.

        :raises NotFound, AssessmentClosed, Conflict: as the store says.
        """
        if thing.noun in (ANSWER, RATING):
            return self._say(thing, before, after)
        if after is None and before is not None:
            self._take_away(thing, before)
            return thing.id
        if before is None:
            return self._add(thing, after)
        self._change(thing, before, after)
        return thing.id

    def bring_back_document(self, document: Evidence) -> None:
        """Make a document that was taken out part of the assessment again."""
        shown = document.requirements
        evidence.show(self._db, self._organisation, self._assessment, document.id, shown=shown)

    def remove_document(self, kept: Stored[Any]) -> None:
        """Take a document away for good, from the organisation too."""
        evidence.remove(self._db, self._organisation, kept.value.id, version=kept.version)

    def _say(self, thing: Thing, before: Stored[Any] | None, after: Any) -> str:
        save = answers.save_answer if thing.noun == ANSWER else answers.save_rating
        said = empty(thing) if after is None else after
        version = before.version if before else 0
        save(self._db, self._organisation, self._assessment, said, version=version)  # type: ignore[arg-type]
        return thing.id

    def _add(self, thing: Thing, value: Any) -> str:
        db, organisation, assessment = self._db, self._organisation, self._assessment
        if thing.noun == CERTIFICATE:
            certificates.add(db, organisation, value)
        elif thing.noun == ACTION:
            actions.add(db, organisation, assessment, closing.planned(value))
        else:
            evidence.add(db, organisation, value)
            evidence.show(db, organisation, assessment, value.id, shown=value.requirements)
        return str(value.id)

    def _change(self, thing: Thing, before: Stored[Any], after: Any) -> None:
        db, organisation, version = self._db, self._organisation, before.version
        if thing.noun == SITE:
            sites.change(db, organisation, after, version=version)
        elif thing.noun == HEAD:
            assessments.change(db, organisation, _head(before.value, after), version=version)
        elif thing.noun == CERTIFICATE:
            certificates.change(db, organisation, after, version=version)
        elif thing.noun == ACTION:
            kept = closing.changed(before.value, after)
            actions.change(db, organisation, kept, version=version)
        else:
            self._change_document(before, after)

    def _change_document(self, before: Stored[Any], after: Evidence) -> None:
        db, organisation = self._db, self._organisation
        shown = after.requirements
        if replace(before.value, requirements=shown) != after:
            evidence.change(db, organisation, after, version=before.version)
        if set(before.value.requirements) != set(shown):
            evidence.show(db, organisation, self._assessment, after.id, shown=shown)

    def _take_away(self, thing: Thing, before: Stored[Any]) -> None:
        db, organisation = self._db, self._organisation
        if thing.noun == ACTION:
            actions.remove(db, organisation, thing.id, version=before.version)
        elif thing.noun == CERTIFICATE:
            certificates.remove(db, organisation, thing.id, version=before.version)
        else:
            evidence.release(db, organisation, self._assessment, thing.id)


def with_new_id(value: Any) -> Any:
    """Something new under an id that nobody can guess."""
    return replace(value, id=new_id())


def says_the_same(noun: str, one: Any, other: Any) -> bool:
    """Whether two values of one kind say the same, as far as a workbook can change it."""
    return fields_of(noun, one) == fields_of(noun, other)


def _head(head: AssessmentHead, said: Any) -> AssessmentHead:
    """The head with what an assessment, or another head, says of days, period and preparer."""
    return replace(
        head,
        period=said.period,
        assessment_day=said.assessment_day,
        commitment_day=said.commitment_day,
        prepared_by=said.prepared_by,
    )
