"""The words of what hinders a sign-off."""

from collections.abc import Mapping

from ddtool.domain.reviews import Hindrance
from ddtool.sentences import n_

HINDRANCES: Mapping[Hindrance, str] = {
    Hindrance.NOT_SUBMITTED: n_("The assessment is with its producer."),
    Hindrance.REQUEST_OPEN: n_("A request for information is not cleared."),
    Hindrance.NOT_DETERMINED: n_("There is no determination yet."),
    Hindrance.REASON_MISSING: n_("The determination has no reason."),
    Hindrance.NOT_CONFIRMED: n_("A coverage waits for your word."),
    Hindrance.SECOND_PERSON_MISSING: n_("A second assessor has to agree."),
    Hindrance.SECOND_PERSON_DIFFERS: n_("The second assessor would determine something else."),
    Hindrance.CHANGED_SINCE: n_(
        "The producer has changed the site or its certificates since it was handed in. Return it, "
        "so that it is handed in as it is now."
    ),
    Hindrance.DETERMINED_BEFORE: n_(
        "The producer has changed this criterion since it was determined. If the determination "
        "still holds, store it again with a word on the change."
    ),
}
