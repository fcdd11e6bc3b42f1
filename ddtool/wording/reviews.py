"""The words for what an assessor says, and for what has changed since they signed."""

from collections.abc import Mapping

from ddtool.domain.review_checks import Doubt
from ddtool.domain.reviews import FindingKind, Part, RequestState
from ddtool.sentences import n_

FINDING_KINDS: Mapping[FindingKind, str] = {
    FindingKind.MAJOR: n_("Major finding"),
    FindingKind.MINOR: n_("Minor finding"),
    FindingKind.OPPORTUNITY: n_("Opportunity"),
}

REQUEST_STATES: Mapping[RequestState, str] = {
    RequestState.OPEN: n_("Waits for an answer"),
    RequestState.ANSWERED: n_("Answered, not yet cleared"),
    RequestState.CLEARED: n_("Cleared"),
}

DOUBTS: Mapping[Doubt, str] = {
    Doubt.FULLY_DESPITE_MAJOR: n_("Determined “fully meets” beside an open major finding."),
    Doubt.FULLY_DESPITE_REQUEST: n_(
        "Determined “fully meets” while a request for information is not answered."
    ),
    Doubt.NOT_APPLICABLE_DESPITE_FACTS: n_(
        "Determined “not applicable”, though the criterion applies to a site like this."
    ),
    Doubt.NOTES_MISSING: n_("The notes say nothing of the method, or come to no conclusion."),
    Doubt.FINDING_WITHOUT_ACTION: n_("A finding asks for an action, and none is in the plan."),
}

CHANGED_PARTS: Mapping[Part, str] = {
    Part.SITE: n_("the site or the days of the assessment"),
    Part.ANSWERS: n_("answers"),
    Part.RATINGS: n_("the producer's own ratings"),
    Part.EVIDENCE: n_("evidence"),
    Part.CERTIFICATES: n_("certificates"),
    Part.REVIEW: n_("what the assessor said"),
    Part.SUBMISSION: n_("the submission itself"),
}
