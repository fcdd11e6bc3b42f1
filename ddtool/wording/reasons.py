"""The sentences for reasons, with places for their details."""

from collections.abc import Mapping
from enum import Enum

from ddtool.domain.certificates import CertificateStatus, EvidenceType
from ddtool.domain.reasons import Code, Reason
from ddtool.sentences import Translate, n_
from ddtool.wording.packs import CELL_STATUSES
from ddtool.wording.values import words

_SENTENCES: Mapping[Code, str] = {
    Code.SUPPORTING_EVIDENCE_ONLY: n_(
        "This is supporting evidence ({0}), not a third-party assessment."
    ),
    Code.STATUS_UNKNOWN: n_("The status of the certificate is not stated."),
    Code.NOT_ACTIVE: n_("The certificate is {0}."),
    Code.NOT_YET_VALID: n_("The certificate is not valid yet ({0})."),
    Code.EXPIRED: n_("The certificate expired on {0}."),
    Code.EXPIRY_UNKNOWN: n_(
        "No day of expiry is stated and no rule sets one; bring the day of expiry."
    ),
    Code.CELL_NOT_IN_FORCE: n_("The recognition is not in force on this day ({0} {1})."),
    Code.EDITION_UNKNOWN: n_("The edition of the standard is not stated; bring the edition."),
    Code.EDITION_NOT_RECOGNISED: n_("The matrix does not recognise {0}."),
    Code.EDITION_WITHDRAWN: n_("This edition of the standard ended on {0}."),
    Code.EDITION_SUPERSEDED: n_("A newer edition is out; this one is accepted until {0}."),
    Code.AUDIT_TOO_OLD: n_("The last audit of {0} is more than {1} months old."),
    Code.AUDIT_DATE_UNKNOWN: n_(
        "The day of the last audit is not known; it may be at most {0} months old."
    ),
    Code.NOT_ACCREDITED: n_(
        "The certification body is not accredited, and the recognition demands it."
    ),
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
    Code.NONCONFORMITY_UNKNOWN: n_(
        "Whether a grave nonconformity on the topic is open is not stated."
    ),
    Code.CRITICAL_NONCONFORMITY: n_("A critical nonconformity on the topic is open."),
    Code.MAJOR_NONCONFORMITY: n_("A major nonconformity on the topic is open."),
    Code.LAPSES_BEFORE_ASSESSMENT: n_("It ends on {0}, before the assessment planned for {1}."),
    Code.PUBLISHED_AS_NONE: n_(
        "The matrix says that this standard shows nothing for the criterion."
    ),
    Code.CELL_NOT_PUBLISHED: n_(
        "The recognition is only {0}: nobody has decided on it, so it counts for nothing."
    ),
    Code.OTHER_CRITERIA_VERSION: n_(
        "The matrix compares {0} with other criteria, not with this one."
    ),
    Code.CHAIN_PROVES_NOTHING: n_("A chain through {0} proves nothing."),
    Code.DERIVED_BY_CHAIN: n_("Only a chain through {0} points this way; a chain never counts."),
    Code.SELF_RATED_LOWER: n_("The site rates itself lower than the certificates show."),
    Code.SELF_RATED_HIGHER: n_(
        "The site rates itself higher than the certificates show, and its answers and documents do "
        "not show all of the rest."
    ),
    Code.ADVERSE_SIGNAL: n_("A grievance, incident or allegation on the topic is open."),
}

_STATED = frozenset({Code.CELL_NOT_IN_FORCE, Code.CELL_NOT_PUBLISHED, Code.PUBLISHED_AS_NONE})
_STATED_WORDS = frozenset({n_("from"), n_("to"), *CELL_STATUSES})

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
    if code in _STATED and detail in _STATED_WORDS:
        return translate(detail)
    if len(detail) == 10 and detail[4] == detail[7] == "-" and detail[:4].isdigit():
        return day(detail)
    return detail
