"""What the history calls deeds and things, beside the things that producers change."""

from collections.abc import Mapping

from ddtool.domain.history import Accessed
from ddtool.domain.programme import CRITERIA_SET, LOGO, REPORT_TEXTS, TIME_LIMITS, TWO_ASSESSORS
from ddtool.sentences import n_
from ddtool.wording.fields import NOUNS

VERBS: Mapping[str, str] = {
    "added": n_("added"),
    "changed": n_("changed"),
    "removed": n_("removed"),
    "carried over": n_("carried over"),
    "reopened": n_("opened again"),
    "declared": n_("declared complete and true"),
    "bound": n_("bound"),
    "released": n_("taken out of the assessment"),
    "freed": n_("no longer bound"),
    "applied": n_("taken in"),
    "undone": n_("undone"),
    "asked for": n_("asked for"),
    "made": n_("made"),
    "failed": n_("failed"),
    "stopped": n_("stopped"),
    "lost": n_("lost"),
    "returned": n_("returned"),
    "archived": n_("put into the archive"),
    "taken back": n_("taken back from the archive"),
    "looked at": n_("looked at"),
    "downloaded": n_("taken away as a file"),
    "saw the matrix": n_("saw that another matrix decides"),
    "shown": n_("shown beside the criterion"),
    "access ended": n_("access ended"),
    "end of access set": n_("last day of access set"),
    "barred": n_("barred from signing in"),
    "allowed again": n_("allowed to sign in again"),
    "handed in": n_("handed in"),
    "opened for changes": n_("opened for changes"),
    "answered": n_("answered"),
    "cleared": n_("cleared"),
    "discarded": n_("discarded"),
    "loaded": n_("loaded"),
    "second person asked": n_("put forward to a second person"),
    "loaded by second person": n_("confirmed and loaded as the second person"),
    "taken out of use": n_("taken out of use"),
    "brought back": n_("brought back into use"),
    "new password": n_("new password set"),
    "accepted": n_("accepted"),
    "acts for": n_("acts for another organisation"),
    "signed in": n_("signed in"),
    "signed out": n_("signed out"),
    "signed out everywhere": n_("signed out everywhere"),
    "other sessions ended": n_("other sessions ended"),
    "confirmed": n_("confirmed with a code"),
    "asked for a new password": n_("asked for a new password"),
    "second factor begun": n_("second factor begun"),
    "second factor added": n_("second factor added"),
    "second factor removed": n_("second factor removed"),
    "recovery code used": n_("recovery code used"),
    "new recovery codes": n_("new recovery codes"),
    "revoked": n_("revoked"),
    "brought in": n_("brought in"),
    "issued": n_("issued"),
    "lines added": n_("put lines in"),
    "line added": n_("added a line"),
    "line changed": n_("changed a line"),
    "line removed": n_("took a line out"),
    "line put forward": n_("put a line forward"),
    "line confirmed": n_("confirmed a line as the second person"),
    "line sent back": n_("sent a line back"),
    "line withdrawn": n_("set the last day of a line"),
    "invited again": n_("invited again"),
}
"""The words of what was done."""

THINGS: Mapping[str, str] = {
    **NOUNS,
    "user": n_("Person"),
    "session": n_("Session"),
    "membership": n_("Membership"),
    "organisation": n_("Organisation"),
    "token": n_("Token of a program"),
    "invitation": n_("Invitation"),
    "access": n_("Access"),
}
"""The words of everything that the history tells of."""

SETTINGS: Mapping[str, str] = {
    TWO_ASSESSORS: n_("Setting: second assessor"),
    TIME_LIMITS: n_("Setting: time limits"),
    CRITERIA_SET: n_("Setting: criteria set of new sites"),
    REPORT_TEXTS: n_("Setting: texts of reports"),
    LOGO: n_("Setting: logo of reports"),
}
"""The words of each setting of the programme, by its name."""

SEEN: Mapping[Accessed, str] = {
    Accessed.ASSESSMENT: n_("An assessment"),
    Accessed.EVIDENCE: n_("A document"),
    Accessed.REPORT: n_("A report"),
    Accessed.PORTFOLIO: n_("The portfolio of all organisations"),
    Accessed.MATRIX_EFFECTS: n_("What a change of a matrix would do to open assessments"),
    Accessed.AUDIT_TRAIL: n_("The audit trail"),
    Accessed.BACKUP: n_("A backup of everything"),
    Accessed.PEOPLE: n_("The list of everybody with a login"),
}
"""The words of what somebody got to see."""
