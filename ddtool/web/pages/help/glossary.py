"""The field's words, each with what it means here; the same words stand on all pages."""

from ddtool.domain.decisions import Coverage
from ddtool.domain.gaps import Gap, Outlook
from ddtool.sentences import n_

WORDS: tuple[tuple[str, str], ...] = (
    (n_("Action"), n_("What closes a gap: who does it, by when, and how it is shown to be done.")),
    (
        n_("Adopted"),
        n_(
            "A recognition that somebody of this installation has decided on by name and day, and "
            "a second person has confirmed. It counts."
        ),
    ),
    (
        n_("Assessment"),
        n_("One site, one criteria set and one period, from the first answer to the report."),
    ),
    (n_("Certificate"), n_("What a site holds against a standard, such as ISO 14001:2015.")),
    (
        n_("Check"),
        n_("One question that a certificate has to pass to count, such as: is it still valid?"),
    ),
    (n_("Coverage"), n_("What certificates show of a criterion. It never raises a rating.")),
    (n_("Criteria set"), n_("One published edition of criteria. It is never changed in place.")),
    (n_("Criterion"), n_("One numbered point of a criteria set.")),
    (n_("Crosswalk"), n_("Which criterion of one edition became which of another.")),
    (n_("Determination"), n_("The assessor's verdict on a criterion, with a reason.")),
    (
        n_("Equivalency matrix"),
        n_("The list of what certificates of a standard show of which criterion, and how much."),
    ),
    (n_("Evidence"), n_("A document or link that shows what an answer says.")),
    (n_("Gap"), n_("What follows from the three verdicts for one criterion.")),
    (n_("Level"), n_("How much of a criterion a standard shows: none, partial, full.")),
    (
        n_("Outlook"),
        n_("What follows from all gaps. It is not an award: the scheme owners decide."),
    ),
    (
        n_("Programme admin"),
        n_("Whoever looks after this installation, and decides what certificates count for."),
    ),
    (
        n_("Proposed"),
        n_("A recognition that this project suggests and nobody has decided on. It never counts."),
    ),
    (n_("Rating"), n_("The producer's own verdict on a criterion.")),
    (
        n_("Recognition"),
        n_(
            "A line of the equivalency matrix: what certificates of a standard count for on a "
            "criterion, and on which conditions. It counts once it is published by the scheme "
            "owners or adopted by this installation."
        ),
    ),
    (n_("Requirement"), n_("A part of a criterion that can be answered.")),
    (n_("Residual"), n_("What is left of a criterion that no certificate shows.")),
    (n_("Snapshot"), n_("An assessment as it was submitted, with a hash that shows any change.")),
    (
        n_("Time limits"),
        n_(
            "How long a site has from its commitment day. The programme sets them; what was handed "
            "in keeps those it was handed in under."
        ),
    ),
    (
        n_("Working text"),
        n_(
            "A wording of this project, not the official one. Whoever holds a licence can load "
            "the official wording."
        ),
    ),
)
"""Terms in English order; a page sorts them by the reader's words."""

COVERAGES: tuple[tuple[Coverage, str], ...] = (
    (Coverage.FULL, n_("Certificates show the whole criterion.")),
    (Coverage.COMBINED, n_("Several together may show it all; the assessor has to confirm that.")),
    (Coverage.PARTIAL, n_("Certificates show a part; what is left is listed.")),
    (Coverage.PENDING, n_("It would count, but a fact is missing. The page says which.")),
    (
        Coverage.SUGGESTED,
        n_("Nobody has decided yet what the certificate counts for. Counts for nothing."),
    ),
    (Coverage.NONE, n_("No certificate shows anything of it.")),
)
"""What a square says."""

GAPS: tuple[tuple[Gap, str], ...] = (
    (Gap.BLOCKING, n_("Not met. Nothing goes on without it.")),
    (
        Gap.MINOR,
        n_(
            "Met in part; or rated fully, while answers say otherwise, or certificates show only a "
            "part and no document the rest. It goes into the improvement plan."
        ),
    ),
    (Gap.OPEN, n_("Not answered or not rated yet.")),
    (Gap.TO_CONFIRM, n_("Covered, if the assessor confirms it.")),
    (
        Gap.CLOSED,
        n_("Nothing is left to do. Where no certificate counts, the own rating is enough."),
    ),
    (Gap.NOT_APPLICABLE, n_("Does not arise at the site, for a stated reason.")),
)
"""What follows for one criterion."""

OUTLOOKS: tuple[tuple[Outlook, str], ...] = (
    (Outlook.INCOMPLETE, n_("Some criteria are not answered yet.")),
    (Outlook.BLOCKED, n_("At least one criterion is not met.")),
    (Outlook.CONDITIONAL, n_("Depends on the improvement plan being carried out.")),
    (Outlook.READY, n_("No gap is left.")),
)
"""What follows for the whole site."""
