"""The words of what hinders a sign-off, and of what has changed since one."""

from collections.abc import Mapping

from ddtool.domain.reviews import Hindrance, Part
from ddtool.sentences import n_

HINDRANCES: Mapping[Hindrance, str] = {
    Hindrance.NOT_SUBMITTED: n_("The assessment is with its producer."),
    Hindrance.REQUEST_OPEN: n_("A request for information is not cleared."),
    Hindrance.NOT_DETERMINED: n_("There is no determination yet."),
    Hindrance.REASON_MISSING: n_("The determination has no reason."),
    Hindrance.NOT_CONFIRMED: n_("A coverage waits for your word."),
    Hindrance.SECOND_PERSON_MISSING: n_("A second person has to agree."),
}

PARTS: Mapping[Part, str] = {
    Part.SITE: n_("the site or the days of the assessment"),
    Part.ANSWERS: n_("answers"),
    Part.RATINGS: n_("the producer's own ratings"),
    Part.EVIDENCE: n_("evidence"),
    Part.CERTIFICATES: n_("certificates"),
    Part.REVIEW: n_("what the assessor said"),
    Part.SUBMISSION: n_("the submission itself"),
}
