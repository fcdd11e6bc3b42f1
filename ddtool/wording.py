"""The words for domain values, marked for translation; whoever prints them translates."""

from collections.abc import Callable, Mapping
from enum import Enum

from ddtool.domain.applicability import Applies
from ddtool.domain.assessments import ActionState, AnswerCode
from ddtool.domain.certificates import CertificateStatus, EvidenceType, Nonconformity, ResultBasis
from ddtool.domain.criteria import Rating
from ddtool.domain.decisions import Coverage
from ddtool.domain.equivalency import Level
from ddtool.domain.gaps import Contradiction, Gap, Lack, Outlook
from ddtool.domain.look_ahead import EventKind
from ddtool.domain.reasons import Code, Reason
from ddtool.domain.verdicts import Outcome

Translate = Callable[[str], str]
"""English text in, text of the reader's language out."""


def n_(text: str) -> str:
    """Mark a text for translation and leave it as it is."""
    return text


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
        Coverage.SUGGESTED: n_("Hint only"),
        Coverage.NONE: n_("None"),
        Coverage.NOT_APPLICABLE: n_("Not applicable"),
    },
    Outcome: {
        Outcome.COUNTS: n_("Counts"),
        Outcome.PENDING: n_("A fact is missing"),
        Outcome.SUGGESTED: n_("Hint only"),
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
    ActionState: {
        ActionState.PLANNED: n_("planned"),
        ActionState.RUNNING: n_("running"),
        ActionState.DONE: n_("done"),
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
    Nonconformity: {
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


_SENTENCES: Mapping[Code, str] = {
    Code.SUPPORTING_EVIDENCE_ONLY: n_(
        "This is supporting evidence ({0}), not a third-party assessment."
    ),
    Code.NOT_ACTIVE: n_("The certificate is {0}."),
    Code.NOT_YET_VALID: n_("The certificate is not valid yet ({0})."),
    Code.EXPIRED: n_("The certificate expired on {0}."),
    Code.EXPIRY_UNKNOWN: n_(
        "No day of expiry is stated and no rule sets one; bring the day of expiry."
    ),
    Code.CELL_NOT_IN_FORCE: n_("The matrix cell is not in force on this day ({0} {1})."),
    Code.EDITION_UNKNOWN: n_("The edition of the standard is not stated; bring the edition."),
    Code.EDITION_NOT_RECOGNISED: n_("The matrix does not recognise {0}."),
    Code.EDITION_WITHDRAWN: n_("This edition of the standard ended on {0}."),
    Code.EDITION_SUPERSEDED: n_("A newer edition is out; this one is accepted until {0}."),
    Code.AUDIT_TOO_OLD: n_("The last audit of {0} is more than {1} months old."),
    Code.AUDIT_DATE_UNKNOWN: n_(
        "The day of the last audit is not known; it may be at most {0} months old."
    ),
    Code.NOT_ACCREDITED: n_("The certification body is not accredited, and the cell demands it."),
    Code.ACCREDITATION_UNCHECKED: n_(
        "Nobody has checked whether the certification body is accredited."
    ),
    Code.RECOGNISED_SECOND_HAND: n_("The result was itself obtained by recognising another one."),
    Code.RESULT_BASIS_UNKNOWN: n_(
        "It is not known whether the result was audited or recognised from elsewhere."
    ),
    Code.SITE_LIST_MISSING: n_("The list of sites in the certificate has not been supplied."),
    Code.SITE_NOT_COVERED: n_("The site {0} is not covered by the certificate."),
    Code.AREAS_MISSING: n_("Areas of the site are outside the certificate: {all}."),
    Code.SCOPE_UNKNOWN: n_("The activities in the scope of the certificate are not recorded."),
    Code.ACTIVITY_NOT_COVERED: n_("None of the site's activities is covered: {all}."),
    Code.ACTIVITIES_MISSING: n_("Activities of the site are outside: {all}."),
    Code.RESULT_UNKNOWN: n_("The result for {0} is not recorded; at least {1} is asked for."),
    Code.BELOW_THRESHOLD: n_("The result for {0} is {1}, below the {2} asked for."),
    Code.COMPANION_MISSING: n_("The companion document {0} is missing."),
    Code.REPORT_MISSING: n_("The audit report is asked for and has not been supplied."),
    Code.CRITICAL_NONCONFORMITY: n_("A critical nonconformity on the topic is open."),
    Code.MAJOR_NONCONFORMITY: n_("A major nonconformity on the topic is open."),
    Code.LAPSES_BEFORE_ASSESSMENT: n_("It ends on {0}, before the assessment planned for {1}."),
    Code.PUBLISHED_AS_NONE: n_(
        "The matrix says that this standard shows nothing for the criterion."
    ),
    Code.CELL_NOT_PUBLISHED: n_(
        "The matrix cell is only {0}, so it is a hint and counts for nothing."
    ),
    Code.OTHER_CRITERIA_VERSION: n_("The matrix has cells of {0}, but none for this criterion."),
    Code.CHAIN_PROVES_NOTHING: n_("A chain through {0} proves nothing."),
    Code.DERIVED_BY_CHAIN: n_("Only a chain through {0} points this way; a chain never counts."),
    Code.SELF_RATED_LOWER: n_("The site rates itself lower than the certificates show."),
    Code.SELF_RATED_HIGHER: n_(
        "The site rates itself higher than the certificates show, without evidence for the rest."
    ),
    Code.ADVERSE_SIGNAL: n_("A grievance, incident or allegation on the topic is open."),
}

_WORDED_DETAIL: Mapping[Code, type[Enum]] = {
    Code.NOT_ACTIVE: CertificateStatus,
    Code.SUPPORTING_EVIDENCE_ONLY: EvidenceType,
}


def sentence(code: Code) -> str:
    """The English sentence of a reason with places for its details; translate before filling."""
    return _SENTENCES[code]


def says(reason: Reason, translate: Translate = n_, day: Translate = n_) -> str:
    """The reason in one sentence. ``day`` turns an ISO day into the reader's way of writing it."""
    details = [_detail(reason.code, detail, translate, day) for detail in reason.detail]
    return translate(sentence(reason.code)).format(*details, all=", ".join(details))


def _detail(code: Code, detail: str, translate: Translate, day: Translate) -> str:
    worded = _WORDED_DETAIL.get(code) or (CertificateStatus if code is Code.NOT_YET_VALID else None)
    if worded is not None and detail in {member.value for member in worded}:
        return translate(words(worded(detail)))
    if len(detail) == 10 and detail[4] == detail[7] == "-" and detail[:4].isdigit():
        return day(detail)
    return detail
