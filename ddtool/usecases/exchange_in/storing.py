"""Everything that a file says, stored under ids of this database."""

from dataclasses import replace

from ddtool.domain.assessment_heads import AssessmentHead, EvidenceFile
from ddtool.domain.assessments import ActionState
from ddtool.domain.history import Stored
from ddtool.exchange import (
    Content,
    unkeyed_certificate,
)
from ddtool.store import (
    Writing,
    actions,
    answers,
    assessments,
    certificates,
    closing,
    evidence,
    evidence_uses,
    sites,
)
from ddtool.store.keeping import new_id

_STATES = {ActionState.ACCEPTED: ActionState.DONE, ActionState.RETURNED: ActionState.RUNNING}
"""What becomes of states that only an assessor here may give."""


class Bringing:
    """One file on its way in: remembers under which ids things were stored."""

    def __init__(
        self,
        db: Writing,
        organisation: str,
        content: Content,
        kept: dict[str, EvidenceFile | None],
    ) -> None:
        self._db = db
        self._organisation = organisation
        self._content = content
        self._kept = kept
        self._certificates: dict[str, str] = {}
        self._documents: dict[str, str] = {}

    def bring(self, site: str, head: AssessmentHead) -> Stored[AssessmentHead]:
        """Store all of it, as an assessment of a site that is here or of the one in the file."""
        said = self._content.assessment
        if not site:
            described = replace(said.site, id=new_id())
            site = sites.add(self._db, self._organisation, described).value.id
        begun = assessments.add(self._db, self._organisation, replace(head, site=site)).value
        self._bring_certificates(site)
        self._bring_documents(begun.id)
        for answer in said.answers:
            answers.save_answer(self._db, self._organisation, begun.id, answer, version=0)
        for rating in said.ratings:
            answers.save_rating(self._db, self._organisation, begun.id, rating, version=0)
        for action in said.actions:
            state = _STATES.get(action.state, action.state)
            named = replace(action, id=new_id(), state=state, carried_from="")
            actions.add(self._db, self._organisation, begun.id, closing.planned(named))
        return assessments.find(self._db, self._organisation, begun.id)

    def _bring_certificates(self, site: str) -> None:
        """Those that are recorded here already in the same words are not recorded twice."""
        held = certificates.listed(self._db, self._organisation)
        here = [replace(one.value, register_number=0) for one in held]
        for certificate in self._content.assessment.certificates:
            named = unkeyed_certificate(certificate, "", site)
            same = (one.id for one in here if replace(one, id="") == named)
            id = next(same, "")
            if not id:
                id = new_id()
                certificates.add(self._db, self._organisation, replace(named, id=id))
            self._certificates[certificate.id] = id

    def _bring_documents(self, assessment: str) -> None:
        for document in self._content.documents:
            id = self._documents[document.id] = new_id()
            file = self._kept.get(document.id)
            named = replace(document, id=id, location="" if file else document.location)
            evidence.add(self._db, self._organisation, named, file)
        for document in self._content.assessment.evidence:
            evidence.show(
                self._db,
                self._organisation,
                assessment,
                self._documents[document.id],
                shown=document.requirements,
            )
        for one in self._content.certificate_documents:
            evidence_uses.bind_certificate(
                self._db,
                self._organisation,
                self._certificates[one.certificate],
                self._documents[one.evidence],
            )
