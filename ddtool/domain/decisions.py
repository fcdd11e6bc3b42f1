"""What is asked about one criterion, what was found, and what was decided.

Source: the matching rules, sections 1 and 5 (``criteria/RULES.md``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ddtool.domain.criteria import Rating
from ddtool.domain.reasons import Code
from ddtool.domain.verdicts import WHOLE_LEVELS, Outcome, Verdict


class Coverage(StrEnum):
    """What cells and certificates say about one criterion. It is not the site's rating."""

    FULL = "full"
    COMBINED = "combined"
    PARTIAL = "partial"
    PENDING = "pending"
    SUGGESTED = "suggested"
    NONE = "none"
    NOT_APPLICABLE = "not_applicable"


PROPOSALS: Mapping[Coverage, Rating] = {
    Coverage.FULL: Rating.FULLY_MEETS,
    Coverage.COMBINED: Rating.PARTIALLY_MEETS,
    Coverage.PARTIAL: Rating.PARTIALLY_MEETS,
}
"""The rating that a coverage would support; a certificate never raises a rating."""


SOMETHING_SHOWN = frozenset(PROPOSALS)
"""The coverages that show something of the criterion."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """The criterion as far as matching goes, with what the site itself says about it."""

    criteria_set: str
    criterion: str
    requirements: tuple[str, ...] = ()
    applicable: bool = True
    own: Rating | None = None
    residual_evidence: bool = False
    adverse_signal: bool = False


class Findings:
    """The verdicts on all certificates for one criterion, and what they come to.

    Criteria that no certificate of a site speaks about share one object, worked out once for all.
    """

    __slots__ = ("_codes", "by", "coverage", "group", "verdicts")

    def __init__(self, verdicts: tuple[Verdict, ...]) -> None:
        self.verdicts = verdicts
        self.coverage, self.group = _first_that_fits(verdicts)
        self.by = tuple(sorted({one.certificate for one in self.group})) if self.group else ()
        self._codes: tuple[Code, ...] | None = None

    @property
    def codes(self) -> tuple[Code, ...]:
        """All codes handed on, each once, sorted."""
        if self._codes is None:
            handed_on = {verdict.ruling.handed_on for verdict in self.verdicts}
            self._codes = tuple(sorted(set().union(*handed_on)))
        return self._codes


def _first_that_fits(verdicts: tuple[Verdict, ...]) -> tuple[Coverage, tuple[Verdict, ...]]:
    """The coverage, "partial" or better, and what it rests on (section 5, 2 to 6)."""
    outcomes = {verdict.ruling.outcome for verdict in verdicts}
    for outcome, coverage in _BY_OUTCOME:
        if outcome in outcomes:
            group = tuple([one for one in verdicts if one.ruling.outcome is outcome])
            return _with_full(group) if outcome is Outcome.COUNTS else (coverage, group)
    return Coverage.NONE, ()


def _with_full(counting: tuple[Verdict, ...]) -> tuple[Coverage, tuple[Verdict, ...]]:
    """One full is enough; partials and the rest do not pull it down."""
    full = tuple([verdict for verdict in counting if verdict.ruling.level in WHOLE_LEVELS])
    return (Coverage.FULL, full) if full else (Coverage.PARTIAL, counting)


_BY_OUTCOME = (
    (Outcome.COUNTS, Coverage.PARTIAL),
    (Outcome.PENDING, Coverage.PENDING),
    (Outcome.SUGGESTED, Coverage.SUGGESTED),
)


class Decision(NamedTuple):
    """What was decided for one criterion, with everything it rests on.

    ``by`` are the certificates that decide, sorted; ``residual`` the lines that a partial leaves
    open; ``effective`` the rating to work with, None where the site has given none.
    """

    criterion: str
    coverage: Coverage
    findings: Findings
    by: tuple[str, ...] = ()
    residual: tuple[str, ...] = ()
    needs_assessor: bool = False
    proposal: Rating | None = None
    effective: Rating | None = None
    rating_codes: tuple[Code, ...] = ()

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts on all certificates."""
        return self.findings.verdicts

    @property
    def codes(self) -> tuple[Code, ...]:
        """All reasons handed on and those of the rating, each once, sorted."""
        if not self.rating_codes:
            return self.findings.codes
        return tuple(sorted({*self.findings.codes, *self.rating_codes}))

    @property
    def deciding(self) -> tuple[Verdict, ...]:
        """The verdicts on which the coverage rests."""
        return self.findings.group

    @property
    def until(self) -> date | None:
        """The last day of the certificates that count; None where none counts."""
        days = [one.ruling.until for one in self.deciding if one.ruling.until is not None]
        if self.coverage not in SOMETHING_SHOWN or not days:
            return None
        return max(days) if self.coverage is Coverage.FULL else min(days)


NO_FINDINGS = Findings(())
