"""The words for domain values."""

from collections.abc import Mapping
from enum import Enum

from ddtool.domain.applicability import Applies
from ddtool.domain.assessment_heads import Carried
from ddtool.domain.assessments import ActionState, AnswerCode
from ddtool.domain.certificates import CertificateStatus, EvidenceType, Nonconformity, ResultBasis
from ddtool.domain.criteria import Rating
from ddtool.domain.decisions import Coverage
from ddtool.domain.equivalency import Level
from ddtool.domain.gaps import Contradiction, Gap, Lack, Outlook
from ddtool.domain.look_ahead import EventKind
from ddtool.domain.people import Role
from ddtool.domain.portfolio import Stage
from ddtool.domain.progress import WorkState
from ddtool.domain.verdicts import Outcome
from ddtool.sentences import n_

_WORDS: Mapping[type[Enum], Mapping[Enum, str]] = {
    AnswerCode: {
        AnswerCode.MET: n_("Met"),
        AnswerCode.PARTLY_MET: n_("Partly met"),
        AnswerCode.NOT_MET: n_("Not met"),
        AnswerCode.NOT_APPLICABLE: n_("Not applicable"),
        AnswerCode.UNANSWERED: n_("Unanswered"),
    },
    Rating: {
        Rating.FULLY_MEETS: n_("Fully meets"),
        Rating.PARTIALLY_MEETS: n_("Partially meets"),
        Rating.DOES_NOT_MEET: n_("Does not meet"),
        Rating.NOT_APPLICABLE: n_("Not applicable"),
    },
    Coverage: {
        Coverage.FULL: n_("Full"),
        Coverage.COMBINED: n_("Combined"),
        Coverage.PARTIAL: n_("Partial"),
        Coverage.PENDING: n_("Pending"),
        Coverage.SUGGESTED: n_("Recognition not decided"),
        Coverage.NONE: n_("None"),
        Coverage.NOT_APPLICABLE: n_("Not applicable"),
    },
    Outcome: {
        Outcome.COUNTS: n_("Counts"),
        Outcome.PENDING: n_("A fact is missing"),
        Outcome.SUGGESTED: n_("Recognition not decided"),
        Outcome.REJECTED: n_("Does not count"),
    },
    Level: {
        Level.UNKNOWN: n_("nobody has compared these"),
        Level.NONE: n_("none"),
        Level.PARTIAL: n_("partial"),
        Level.FULL: n_("full"),
        Level.EXCEEDS: n_("exceeds"),
    },
    Gap: {
        Gap.BLOCKING: n_("Blocking"),
        Gap.MINOR: n_("Improvement plan"),
        Gap.TO_CONFIRM: n_("To confirm"),
        Gap.OPEN: n_("Open"),
        Gap.CLOSED: n_("Closed"),
        Gap.NOT_APPLICABLE: n_("Not applicable"),
    },
    Outlook: {
        Outlook.BLOCKED: n_("Blocked"),
        Outlook.INCOMPLETE: n_("Incomplete"),
        Outlook.CONDITIONAL: n_("Conditional"),
        Outlook.READY: n_("Ready"),
    },
    Stage: {
        Stage.IN_PROGRESS: n_("In progress"),
        Stage.HANDED_IN: n_("Handed in"),
        Stage.RETURNED: n_("Returned"),
        Stage.SIGNED_OFF: n_("Signed off"),
        Stage.SIGN_OFF_BROKEN: n_("Sign-off broken"),
    },
    Lack: {
        Lack.NOT_MET: n_("not met"),
        Lack.PARTLY_MET: n_("partly met"),
        Lack.UNANSWERED: n_("unanswered"),
        Lack.NO_EVIDENCE: n_("no evidence"),
        Lack.NO_REASON: n_("reason missing"),
    },
    Contradiction: {
        Contradiction.FULLY_WITH_OPEN_REQUIREMENTS: n_(
            "rated fully, but a requirement is not fully met"
        ),
        Contradiction.PARTIALLY_WITH_ALL_MET: n_(
            "not rated fully, though every requirement is met"
        ),
        Contradiction.ANSWERED_NOT_RATED: n_(
            "every requirement is answered, but the criterion is not rated"
        ),
        Contradiction.NOT_APPLICABLE_AGAINST_FACTS: n_(
            "rated not applicable, but the site facts say that it applies"
        ),
        Contradiction.NOT_APPLICABLE_WITHOUT_REASON: n_("not applicable without a reason"),
        Contradiction.REQUIREMENT_SET_ASIDE_WITHOUT_REASON: n_(
            "a requirement is set aside without a reason"
        ),
        Contradiction.RATED_THOUGH_SWITCHED_OFF: n_(
            "rated, but the site facts say that it does not apply"
        ),
    },
    Applies: {
        Applies.YES: n_("applies"),
        Applies.MAY: n_("may apply"),
        Applies.NO: n_("does not apply"),
    },
    EventKind: {
        EventKind.CERTIFICATE_BEGINS: n_("begins"),
        EventKind.CERTIFICATE_ENDS: n_("ends"),
        EventKind.EDITION_ENDS: n_("edition ends"),
        EventKind.AUDIT_TOO_OLD: n_("last audit too old"),
        EventKind.CELL_BEGINS: n_("recognition begins"),
        EventKind.CELL_ENDS: n_("recognition ends"),
    },
    WorkState: {
        WorkState.NOT_STARTED: n_("Not started"),
        WorkState.IN_PROGRESS: n_("In progress"),
        WorkState.ANSWERED: n_("Answered"),
        WorkState.RETURNED: n_("Returned"),
        WorkState.REVIEWED: n_("Reviewed"),
        WorkState.SUBMITTED: n_("Submitted"),
        WorkState.SIGNED_OFF: n_("Signed off"),
        WorkState.SIGN_OFF_BROKEN: n_("Sign-off broken"),
        WorkState.NOT_APPLICABLE: n_("Not applicable"),
    },
    Carried: {
        Carried.SAME: n_("same"),
        Carried.CHANGED: n_("changed"),
        Carried.NEW: n_("new"),
    },
    ActionState: {
        ActionState.PLANNED: n_("planned"),
        ActionState.RUNNING: n_("running"),
        ActionState.DONE: n_("done"),
        ActionState.RETURNED: n_("returned"),
        ActionState.ACCEPTED: n_("accepted"),
    },
    EvidenceType: {
        EvidenceType.THIRD_PARTY: n_("third-party assessment"),
        EvidenceType.SECOND_PARTY: n_("second-party assessment"),
        EvidenceType.SELF_DECLARATION: n_("self-declaration"),
        EvidenceType.QUESTIONNAIRE: n_("questionnaire"),
        EvidenceType.MEMBERSHIP: n_("membership"),
    },
    CertificateStatus: {
        CertificateStatus.ACTIVE: n_("active"),
        CertificateStatus.SUSPENDED: n_("suspended"),
        CertificateStatus.WITHDRAWN: n_("withdrawn"),
        CertificateStatus.CANCELLED: n_("cancelled"),
        CertificateStatus.EXPIRED: n_("expired"),
        CertificateStatus.INACTIVE: n_("inactive"),
        CertificateStatus.APPLIED: n_("applied for"),
        CertificateStatus.DRAFT: n_("draft"),
        CertificateStatus.PENDING: n_("pending"),
    },
    ResultBasis: {
        ResultBasis.AUDITED: n_("audited"),
        ResultBasis.RECOGNISED: n_("recognised from elsewhere"),
    },
    Role: {
        Role.PRODUCER_MEMBER: n_("Member"),
        Role.PRODUCER_LEAD: n_("Lead"),
        Role.ASSESSOR: n_("Assessor"),
        Role.PROGRAMME_ADMIN: n_("Programme admin"),
    },
    Nonconformity: {
        Nonconformity.NONE: n_("none open"),
        Nonconformity.MINOR: n_("minor"),
        Nonconformity.MAJOR: n_("major"),
        Nonconformity.CRITICAL: n_("critical"),
    },
}


def words(value: Enum) -> str:
    """The English words of a domain value; translate them when printing.

    :raises KeyError: nobody has given this value words.
    """
    return _WORDS[type(value)][value]


TIME_LIMITS: Mapping[str, str] = {
    "self_assessment": n_("Self-assessment due"),
    "improvement_plan": n_("Improvement plan complete"),
    "all_criteria": n_("All criteria met"),
    "re_assessment": n_("Re-assessment"),
}
"""The names of the programme's time limits."""
