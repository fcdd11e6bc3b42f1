"""What a report is made of, and when two reports are the same."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version

from ddtool.domain.assessment_heads import AssessmentHead, AssessmentState
from ddtool.domain.assessments import Assessment
from ddtool.domain.crosswalks import Crosswalk
from ddtool.domain.letterheads import KeptLogo, Letterhead
from ddtool.domain.review_records import NO_REVIEW, ReviewRecord
from ddtool.domain.time_limits import DEFAULT_LIMITS, LimitMonths
from ddtool.gap_reports.analysing import default_matrix, named_matrix
from ddtool.packs import Library
from ddtool.reports.content import plain
from ddtool.store import (
    Reading,
    assessments,
    loading,
    programme_logo,
    programme_settings,
    sites,
    snapshots,
    submissions,
)
from ddtool.store.review_records import record_of


@dataclass(frozen=True, slots=True)
class Reported:
    """What a report is made of: the assessment as it stands, or as it was handed in.

    ``matrix`` is a name, ``submission`` the number of what was handed in, else 0, ``sites`` the
    names of the organisation's sites by their ids. ``review`` is what an assessor has said of it,
    ``earlier`` the last cycle of the same site that can be compared with it, ``limits`` are the
    programme's that it stands under; ``letterhead`` and ``logo`` are what it adds to a report.
    """

    assessment: Assessment
    matrix: str
    revision: int
    submission: int
    sites: Mapping[str, str]
    review: ReviewRecord = NO_REVIEW
    earlier: "Reported | None" = None
    limits: LimitMonths = DEFAULT_LIMITS
    letterhead: Letterhead = field(default_factory=Letterhead)
    logo: KeptLogo | None = None


def what_to_report(
    db: Reading, organisation: str, id: str, library: Library, *, submission: int | None = None
) -> Reported:
    """An assessment with the matrix it stands under, and what an assessor has said of it.

    What was handed in last counts while the assessment is closed, and 0 asks for it as it stands,
    which is never shown as handed in. Determinations and the plan go on after handing in: they are
    those of now, for what was handed in last.

    :raises NotFound: the organisation has no such assessment, or nothing was handed in so often.
    :raises SnapshotDamaged: what was handed in is not what it was.
    """
    logo = programme_logo.find(db)
    return replace(
        _what_was_said(db, organisation, id, library, submission),
        letterhead=programme_settings.settings_of(db).letterhead,
        logo=logo.value if logo else None,
    )


def _what_was_said(
    db: Reading, organisation: str, id: str, library: Library, submission: int | None
) -> Reported:
    head = assessments.find(db, organisation, id).value
    named = {one.value.id: one.value.name for one in sites.listed(db, organisation)}
    handed_in = len(submissions.listed(db, organisation, id))
    if submission is None and head.state is AssessmentState.SUBMITTED:
        submission = handed_in
    stored = loading.load(db, organisation, id)
    now = stored.assessment
    if not submission:
        assessment = replace(now, submission=None)
        matrix = head.matrix or default_matrix(library, assessment).name
        return Reported(assessment, matrix, head.revision, 0, named, limits=stored.limits)
    then = snapshots.submitted(db, organisation, id, submission)
    reported = Reported(
        then.assessment, then.matrix, head.revision, submission, named, limits=then.limits
    )
    if submission < handed_in:
        return reported
    return replace(
        reported,
        assessment=replace(then.assessment, determinations=now.determinations, actions=now.actions),
        review=record_of(db, organisation, id),
    )


def with_earlier(
    db: Reading, organisation: str, reported: Reported, id: str, library: Library
) -> Reported:
    """With the cycle before, where there is one to compare with."""
    earlier = cycle_to_compare(db, organisation, id, library)
    if earlier is None:
        return reported
    return replace(reported, earlier=what_to_report(db, organisation, earlier, library))


def cycle_to_compare(db: Reading, organisation: str, id: str, library: Library) -> str | None:
    """The id of the last cycle: what was carried over, else the one of the site that began before.

    Only one against the same criteria set, or one that a crosswalk leads from, can be compared.

    :raises NotFound: the organisation has no such assessment.
    """
    head = assessments.find(db, organisation, id).value
    of_site = [
        one.value
        for one in assessments.listed(db, organisation, head.site)
        if one.value.id != id and _compares(one.value, head, library)
    ]
    carried = (one for one in of_site if one.id == head.carried_from)
    before = (one for one in of_site if one.period < head.period)
    found = next(carried, max(before, key=lambda one: one.period, default=None))
    return found.id if found else None


def _compares(earlier: AssessmentHead, now: AssessmentHead, library: Library) -> bool:
    if earlier.criteria_set == now.criteria_set:
        return True
    return library.crosswalk(earlier.criteria_set, now.criteria_set) is not None


def basis_of(reported: Reported, library: Library, *, matrix: str, language: str) -> str:
    """The SHA-256 of everything a report says, but for its day and format.

    Two reports of the same day, format and basis are the same, whatever happened in between. The
    packs go in by their hashes, what is shared by all packs as it stands, and ddtool's version
    stands for rules, wording and layout.
    """
    criteria_set = library.criteria_set(reported.assessment.criteria_set)
    chosen = named_matrix(library, matrix, "")
    said = [
        _version(),
        plain(reported.assessment),
        plain(reported.review),
        [plain(one) for one in _before(reported, library)],
        _names_needed(reported),
        reported.limits.months,
        plain(reported.letterhead),
        [reported.logo.sha256, reported.logo.text] if reported.logo else [],
        [criteria_set.name, criteria_set.sha256],
        [chosen.name, chosen.sha256],
        plain(library.standards()),
        plain(library.vocabulary(language)),
        language,
    ]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return sha256(text.encode(errors="replace")).hexdigest()


def _before(reported: Reported, library: Library) -> tuple[Assessment | Crosswalk | None, ...]:
    if reported.earlier is None:
        return ()
    before, now = reported.earlier.assessment, reported.assessment
    return before, library.crosswalk(before.criteria_set, now.criteria_set)


def _names_needed(reported: Reported) -> dict[str, str]:
    """The names of the sites that certificates tell of; a site that is new changes nothing."""
    told = {one for certificate in reported.assessment.certificates for one in certificate.sites}
    return {id: name for id, name in sorted(reported.sites.items()) if id in told}


@cache
def _version() -> str:
    return version("ddtool")
