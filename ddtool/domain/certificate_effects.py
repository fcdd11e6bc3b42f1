"""What one certificate does at one site: what it counts for, what it would with a fact brought.

Only the certificate itself is asked about, as if the site held no other.

Source: the matching rules, sections 3, 4 and 8, "the ways up" (``criteria/RULES.md``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ddtool.domain.analysis import Grounds, place_of
from ddtool.domain.assessments import Assessment
from ddtool.domain.certificates import (
    Certificate,
    CertificateStatus,
    Nonconformity,
    ResultBasis,
)
from ddtool.domain.criteria import Criterion
from ddtool.domain.decisions import Aspect
from ddtool.domain.equivalency import ADOPTED, Cell, Level
from ddtool.domain.gatekeeper import Gatekeeper
from ddtool.domain.imagining import best_results, newest_edition
from ddtool.domain.lines import aspect_of
from ddtool.domain.places import Place
from ddtool.domain.reasons import Code, Kind, Reason
from ddtool.domain.shares import WHOLE
from ddtool.domain.verdicts import (
    Outcome,
    Ruling,
    Verdict,
    rule_on_pair,
    rule_without_cell,
)

_BEST_FIRST = (Outcome.COUNTS, Outcome.PENDING, Outcome.SUGGESTED, Outcome.REJECTED)
_WAITING = (Outcome.PENDING, Outcome.SUGGESTED)
_FOR_EVER = date.max


@dataclass(frozen=True, slots=True)
class CriterionEffect:
    """What a certificate does for one criterion that a cell compares it with.

    ``would`` is what it would do once every missing fact were brought and a cell that
    nobody has decided on were adopted as it stands; None unless it waits for one of these and would
    then count.
    """

    criterion: Criterion
    cell: Cell
    ruling: Ruling
    would: Ruling | None = None


@dataclass(frozen=True, slots=True)
class SiteEffects:
    """What a certificate does at one site, in the order of the criteria.

    ``own`` are the reasons that keep it from counting whatever a matrix says. ``compared`` tells
    whether the matrix has any cell of its standard for these criteria.
    """

    criteria: tuple[CriterionEffect, ...]
    own: tuple[Reason, ...]
    compared: bool


def effects_at(
    assessment: Assessment, certificate: Certificate, grounds: Grounds, *, as_of: date
) -> SiteEffects:
    """What a certificate does at the site of an assessment on a day.

    Criteria that do not apply to the site are left out.
    """
    (dated,) = grounds.standards.dated([certificate])
    place, set_name = place_of(assessment), grounds.criteria_set.name
    criteria = grounds.criteria_set.criteria
    asked = [aspect_of(assessment, set_name, criterion) for criterion in criteria]
    applying = [aspect for aspect in asked if aspect.applicable]
    situation = _Situation(grounds, place, applying, as_of)
    best = situation.best_verdicts(dated)
    would = situation.would(dated, best)
    return SiteEffects(
        criteria=tuple(
            CriterionEffect(criterion, verdict.cell, verdict.ruling, would.get(criterion.number))
            for criterion in criteria
            if (verdict := best.get(criterion.number)) is not None and verdict.cell is not None
        ),
        own=_own_reasons(dated, grounds, place, as_of),
        compared=bool(grounds.matcher.cells_of(dated.standard, set_name)),
    )


@dataclass(frozen=True, slots=True)
class _Situation:
    """Where and when one certificate is looked at."""

    grounds: Grounds
    place: Place
    aspects: Sequence[Aspect]
    as_of: date

    def best_verdicts(self, certificate: Certificate) -> dict[str, Verdict]:
        """The best verdict on each criterion that a cell speaks about, by number."""
        found = self.grounds.matcher.verdicts_on(certificate, self.aspects, self.place, self.as_of)
        return {number: min(verdicts, key=_standing) for (_, number), verdicts in found.items()}

    def would(self, certificate: Certificate, best: dict[str, Verdict]) -> dict[str, Ruling]:
        """What those that wait would do with every missing fact and decision, by number."""
        waiting = {number: one for number, one in best.items() if one.ruling.outcome in _WAITING}
        if not waiting:
            return {}
        cells = [one.cell for one in waiting.values() if one.cell is not None]
        missing = {
            reason.code
            for one in waiting.values()
            for reason in one.ruling.reasons
            if reason.kind is Kind.FACT_MISSING
        }
        told = self._supplied(certificate, missing, cells)
        then = self._if_adopted(told, self.best_verdicts(told) if missing else best)
        return {
            number: ruling._replace(until=_known(one.ruling.until, ruling.until))
            for number, one in waiting.items()
            if (ruling := then.get(number)) and ruling.outcome is Outcome.COUNTS
        }

    def _if_adopted(
        self, certificate: Certificate, best: dict[str, Verdict]
    ) -> Mapping[str, Ruling]:
        """The rulings, those on suggestions as if somebody had adopted them; by number."""
        keeper = Gatekeeper(certificate, self.place, self.as_of, self.grounds.standards.scales)
        parts = {one.criterion: one.requirements or (WHOLE,) for one in self.aspects}
        return {
            number: rule_on_pair(
                replace(one.cell, status=ADOPTED), keeper.judge(one.cell.conditions), parts[number]
            )
            if one.cell is not None and one.ruling.outcome is Outcome.SUGGESTED
            else one.ruling
            for number, one in best.items()
        }

    def _supplied(
        self, certificate: Certificate, missing: set[Code], cells: Sequence[Cell]
    ) -> Certificate:
        """The certificate with the best that each missing fact could turn out to be."""
        standards, place = self.grounds.standards, self.place
        brought: dict[Code, dict[str, Any]] = {
            Code.STATUS_UNKNOWN: {"status": CertificateStatus.ACTIVE},
            Code.NONCONFORMITY_UNKNOWN: {"nonconformity": Nonconformity.NONE},
            Code.EXPIRY_UNKNOWN: {"valid_until": _FOR_EVER},
            Code.EDITION_UNKNOWN: {
                "edition": newest_edition(standards, certificate.standard, cells)
            },
            Code.AUDIT_DATE_UNKNOWN: {"last_audit": self.as_of},
            Code.ACCREDITATION_UNCHECKED: {"accredited": True},
            Code.RESULT_BASIS_UNKNOWN: {"result_basis": ResultBasis.AUDITED},
            Code.SITE_LIST_MISSING: {"sites": (place.id,)},
            Code.SCOPE_UNKNOWN: {"activities": place.activities},
            Code.RESULT_UNKNOWN: {
                "results": {**best_results(cells, standards), **certificate.results}
            },
            Code.REPORT_MISSING: {"has_report": True},
        }
        changes: dict[str, Any] = {}
        for code in missing:
            changes |= brought.get(code, {})
        return replace(certificate, **changes)


def _known(own: date | None, imagined: date | None) -> date | None:
    """The last day that the certificate states; a day nobody stated is none."""
    return own or (imagined if imagined != _FOR_EVER else None)


def _standing(verdict: Verdict) -> tuple[int, int]:
    ruling = verdict.ruling
    return _BEST_FIRST.index(ruling.outcome), -(ruling.level or Level.NONE)


def _own_reasons(
    certificate: Certificate, grounds: Grounds, place: Place, as_of: date
) -> tuple[Reason, ...]:
    keeper = Gatekeeper(certificate, place, as_of, grounds.standards.scales)
    ruling = rule_without_cell(keeper, standard_has_cells=False, chain=None)
    return tuple(one for one in ruling.reasons if one.code is not Code.EDITION_NOT_RECOGNISED)
