"""Why a certificate counts, counts in part, waits for a fact, or does not count.

Source of the codes: the matching rules, sections 3, 4, 6 and 7 (``criteria/RULES.md``).
"""

from enum import StrEnum
from typing import NamedTuple


class Code(StrEnum):
    """The stable code of a reason."""

    SUPPORTING_EVIDENCE_ONLY = "supporting-evidence-only"
    STATUS_UNKNOWN = "status-unknown"
    NOT_ACTIVE = "not-active"
    NOT_YET_VALID = "not-yet-valid"
    EXPIRED = "expired"
    EXPIRY_UNKNOWN = "expiry-unknown"
    CELL_NOT_IN_FORCE = "cell-not-in-force"
    EDITION_UNKNOWN = "edition-unknown"
    EDITION_NOT_RECOGNISED = "edition-not-recognised"
    EDITION_WITHDRAWN = "edition-withdrawn"
    EDITION_SUPERSEDED = "edition-superseded"
    AUDIT_TOO_OLD = "audit-too-old"
    AUDIT_DATE_UNKNOWN = "audit-date-unknown"
    NOT_ACCREDITED = "not-accredited"
    ACCREDITATION_UNCHECKED = "accreditation-unchecked"
    RECOGNISED_SECOND_HAND = "recognised-second-hand"
    RESULT_BASIS_UNKNOWN = "result-basis-unknown"
    SITE_LIST_MISSING = "site-list-missing"
    SITE_NOT_COVERED = "site-not-covered"
    AREAS_MISSING = "areas-missing"
    SCOPE_UNKNOWN = "scope-unknown"
    ACTIVITY_NOT_COVERED = "activity-not-covered"
    ACTIVITIES_MISSING = "activities-missing"
    RESULT_UNKNOWN = "result-unknown"
    BELOW_THRESHOLD = "below-threshold"
    COMPANION_MISSING = "companion-missing"
    REPORT_MISSING = "report-missing"
    NONCONFORMITY_UNKNOWN = "nonconformity-unknown"
    CRITICAL_NONCONFORMITY = "critical-nonconformity"
    MAJOR_NONCONFORMITY = "major-nonconformity"
    LAPSES_BEFORE_ASSESSMENT = "lapses-before-assessment"
    PUBLISHED_AS_NONE = "published-as-none"
    CELL_NOT_PUBLISHED = "cell-not-published"
    OTHER_CRITERIA_VERSION = "other-criteria-version"
    CHAIN_PROVES_NOTHING = "chain-proves-nothing"
    DERIVED_BY_CHAIN = "derived-by-chain"
    SELF_RATED_LOWER = "self-rated-lower"
    SELF_RATED_HIGHER = "self-rated-higher"
    ADVERSE_SIGNAL = "adverse-signal"


class Kind(StrEnum):
    """What a reason does to the pair it was found for."""

    REJECTS = "rejects"
    FACT_MISSING = "fact_missing"
    CAPS = "caps"
    WARNS = "warns"
    SUGGESTS = "suggests"


class Reason(NamedTuple):
    """One finding of one gate.

    ``note`` is the line that a cap adds to the residual, empty for all others. ``detail`` holds
    the words a sentence about the finding needs: days as ISO texts, names, results; their order is
    that of the rule.
    """

    code: Code
    gate: str
    kind: Kind
    note: str = ""
    detail: tuple[str, ...] = ()


Reasons = tuple[Reason, ...]
"""The findings of one gate, mostly none."""
