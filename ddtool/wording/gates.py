"""What the gates of the matching rules are called, what they ask, and what helps against a finding.

Readers know gates as checks, and cells of a matrix as recognitions.

Questions have places for what the cell or the site asks for; whoever prints them fills these.
"""

from collections.abc import Mapping

from ddtool.domain.gate_trace import Recognised
from ddtool.domain.reasons import Code, Reason
from ddtool.sentences import n_

GATE_TITLES: Mapping[str, str] = {
    "G2": n_("Third-party assessment"),
    "G3": n_("Valid on the day"),
    "G4": n_("Recognition in force"),
    "G5": n_("Edition recognised"),
    "G6": n_("Audit recent enough"),
    "G7": n_("Accredited body"),
    "G8": n_("Result of its own"),
    "G9": n_("Site and areas named"),
    "G10": n_("Activities in scope"),
    "G11": n_("Results high enough"),
    "G12": n_("Companion documents"),
    "G13": n_("Report supplied"),
    "G14": n_("No grave nonconformity open"),
    "G15": n_("Outlasts the assessment day"),
}
"""The titles, in the order of the rules."""

GATE_QUESTIONS: Mapping[str, str] = {
    "G2": n_("Did a third party assess the site?"),
    "G3": n_("Is it active, issued, and not past its last day on {day}?"),
    "G4": n_("Is the recognition in force on {day}?"),
    "G5": n_(
        "Is it against an edition that the recognition names ({asked}), still accepted on {day}?"
    ),
    "G6": n_("Is the last audit at most {asked} months old?"),
    "G7": n_("Is the certification body accredited?"),
    "G8": n_("Was the result found by its own audit, not taken over from another scheme?"),
    "G9": n_("Does it name this site, with all its areas?"),
    "G10": n_("Does its scope, as far as the recognition reaches, hold all that the site does?"),
    "G11": n_("Are the results at least these: {asked}?"),
    "G12": n_("Are these documents held beside it: {asked}?"),
    "G13": n_("Has the audit report been supplied?"),
    "G14": n_("Is no major or critical nonconformity open on the topic?"),
    "G15": n_("Does it run until the assessment day, {asked}?"),
}
"""What is asked at each gate."""

NOT_ASKED_BECAUSE: Mapping[str, str] = {
    "G4": n_("The recognition has no first or last day."),
    "G6": n_("The recognition sets no age."),
    "G7": n_("The recognition does not demand accreditation."),
    "G10": n_("No activities of the site are recorded."),
    "G11": n_("The recognition asks for no result."),
    "G12": n_("The recognition asks for no other document."),
    "G13": n_("The recognition does not demand the report."),
    "G15": n_("No assessment day is set, or the certificate does not run on this day."),
}
"""Why a gate had nothing to ask of a cell; the others are not asked where there is no cell."""

RECOGNITION_TITLE = n_("Recognition decided")
"""What stands before all gates: that somebody has decided what the standard counts for."""

RECOGNITION_QUESTION = n_(
    "Have the scheme owners or this installation decided what it counts for here?"
)

UNRECOGNISED: Mapping[Recognised, str] = {
    Recognised.DECIDED_AS_NOTHING: n_("It is decided that this standard shows nothing here."),
    Recognised.UNDECIDED: n_("Nobody has decided yet. There is only a suggestion in the matrix."),
    Recognised.UNDECIDED_AS_NOTHING: n_(
        "Nobody has decided yet, and even the suggestion in the matrix is that it shows nothing."
    ),
    Recognised.NOT_COMPARED: n_("Nobody has compared the two."),
}
"""What is found where no recognition lets the certificate count."""

QUESTIONS_UNASKED: Mapping[str, str] = {
    "G5": n_("Is it against an edition that the recognition names?"),
    "G6": n_("Is the last audit recent enough?"),
    "G11": n_("Are the results as high as the recognition asks?"),
    "G12": n_("Are the documents held that the recognition asks for?"),
    "G15": n_("Does it run until the assessment day?"),
}
"""Questions that name what is asked for, without it, for gates that are not asked."""

_NOTHING_TO_BRING = n_(
    "Nothing you could bring changes this. Show the criterion by evidence of your own, or ask the "
    "programme admin to look at the recognition."
)
_NOT_COMPARED = n_(
    "Nothing you could bring changes this. Show the criterion by evidence of your own, or ask the "
    "programme admin to have the two compared."
)

_REMEDIES: Mapping[Code, str] = {
    Code.SUPPORTING_EVIDENCE_ONLY: n_(
        "Attach it to your answers as evidence; it can be used there, not as a certificate."
    ),
    Code.NOT_ACTIVE: n_(
        "Have the certification body make it active again, then record the new status."
    ),
    Code.NOT_YET_VALID: n_("Record it once it has been issued and its first day has come."),
    Code.EXPIRED: n_("Renew it, and record the new last day."),
    Code.STATUS_UNKNOWN: n_(
        "Record the status; the certification body or its register says whether it is active."
    ),
    Code.EXPIRY_UNKNOWN: n_("Record the last day that is printed on the certificate."),
    Code.CELL_NOT_IN_FORCE: _NOTHING_TO_BRING,
    Code.EDITION_UNKNOWN: n_("Record the edition that is printed on the certificate."),
    Code.EDITION_NOT_RECOGNISED: n_(
        "Bring a certificate against an edition that the matrix recognises."
    ),
    Code.EDITION_WITHDRAWN: n_("Move to the newer edition, and record the new certificate."),
    Code.EDITION_SUPERSEDED: n_("Move to the newer edition before that day."),
    Code.AUDIT_TOO_OLD: n_("Have a newer audit made, and record its day."),
    Code.AUDIT_DATE_UNKNOWN: n_("Record the day of the last audit; the audit report has it."),
    Code.NOT_ACCREDITED: n_("Have it issued by a body that is accredited for this standard."),
    Code.ACCREDITATION_UNCHECKED: n_(
        "Look the body up in the register of accredited bodies, and record what you find."
    ),
    Code.RECOGNISED_SECOND_HAND: n_("Bring a result that an audit against this standard found."),
    Code.RESULT_BASIS_UNKNOWN: n_(
        "Ask the certification body whether it audited the result itself, and record the answer."
    ),
    Code.SITE_LIST_MISSING: n_("Record the sites that the certificate or its annex names."),
    Code.SITE_NOT_COVERED: n_(
        "Have the site, with its areas, added to the certificate or its annex, then record it."
    ),
    Code.AREAS_MISSING: n_(
        "Have these areas added to the certificate, or show them by evidence of your own."
    ),
    Code.SCOPE_UNKNOWN: n_("Record the activities of the certificate's scope statement."),
    Code.ACTIVITY_NOT_COVERED: n_(
        "Have the scope widened to the site's activities, or show the criterion by evidence of "
        "your own."
    ),
    Code.ACTIVITIES_MISSING: n_(
        "Have the scope widened to these activities, or show them by evidence of your own."
    ),
    Code.RESULT_UNKNOWN: n_("Record this result from the audit report."),
    Code.BELOW_THRESHOLD: n_("Reach that result at the next audit, then record it."),
    Code.COMPANION_MISSING: n_("Bring the document, and record that you hold it."),
    Code.REPORT_MISSING: n_("Bring the audit report, and record it with the certificate."),
    Code.NONCONFORMITY_UNKNOWN: n_(
        "Record the gravest nonconformity that is still open, or that none is; the audit report "
        "says it."
    ),
    Code.CRITICAL_NONCONFORMITY: n_(
        "Close the nonconformity with the certification body, then record that it is closed."
    ),
    Code.MAJOR_NONCONFORMITY: n_(
        "Close the nonconformity with the certification body, then record that it is closed."
    ),
    Code.LAPSES_BEFORE_ASSESSMENT: n_("Renew it before the assessment, and record the new day."),
    Code.PUBLISHED_AS_NONE: n_(
        "Nothing you could bring changes this. Show the criterion by evidence of your own."
    ),
    Code.CELL_NOT_PUBLISHED: n_(
        "Only the programme can decide, after reading the owners’ own document. Until then, show "
        "the criterion by evidence of your own."
    ),
    Code.OTHER_CRITERIA_VERSION: _NOT_COMPARED,
    Code.CHAIN_PROVES_NOTHING: _NOTHING_TO_BRING,
    Code.DERIVED_BY_CHAIN: _NOTHING_TO_BRING,
}

_STANDARD_UNKNOWN_TO_THE_MATRIX = n_(
    "The matrix knows nothing of this standard. Show the criterion by evidence of your own, or ask "
    "the programme admin to have the standard compared."
)

_BEYOND_THE_PRODUCER = frozenset(
    {
        Code.SUPPORTING_EVIDENCE_ONLY,
        Code.CELL_NOT_IN_FORCE,
        Code.PUBLISHED_AS_NONE,
        Code.CELL_NOT_PUBLISHED,
        Code.OTHER_CRITERIA_VERSION,
        Code.CHAIN_PROVES_NOTHING,
        Code.DERIVED_BY_CHAIN,
    }
)


def remedy(reason: Reason) -> str:
    """What helps against a finding, in one or two English sentences; translate when printing.

    :raises KeyError: the reason is about the rating, not about a certificate.
    """
    if reason.gate == "cell" and reason.code is Code.EDITION_NOT_RECOGNISED:
        return _STANDARD_UNKNOWN_TO_THE_MATRIX
    return _REMEDIES[reason.code]


def can_be_mended(reason: Reason) -> bool:
    """Whether the producer can do anything about a finding."""
    return reason.gate not in ("cell", "chain") and reason.code not in _BEYOND_THE_PRODUCER
