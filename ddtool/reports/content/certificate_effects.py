"""What one certificate does, site by site, in words: beside its form, before and after saving."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ddtool.domain.certificate_effects import CriterionEffect, SiteEffects
from ddtool.domain.decisions import Coverage
from ddtool.domain.equivalency import Cell
from ddtool.domain.reasons import Code, Kind, Reason
from ddtool.domain.verdicts import WHOLE_LEVELS, Outcome, Ruling
from ddtool.reports.content.certificate_uses import part_shown, shows_nothing
from ddtool.reports.content.provenance import told_by
from ddtool.reports.content.source import runs
from ddtool.reports.content.told import condensed
from ddtool.reports.content.values import Day
from ddtool.reports.content.voice import Voice

_SEVERAL = 2
_OF_THE_CERTIFICATE = frozenset({Kind.FACT_MISSING, Kind.CAPS, Kind.WARNS})
_NOBODY_SAYS_ANYTHING = frozenset({Kind.FACT_MISSING, Kind.WARNS})


@dataclass(frozen=True, slots=True)
class EffectRow:
    """A criterion for which the certificate counts, or would.

    ``coverage`` is full or partial, ``says`` what it shows and leaves open, ``cell`` on whose
    decision that rests, ``until`` the last good day.
    """

    number: str
    title: str
    coverage: Coverage
    says: str
    cell: str
    until: Day


@dataclass(frozen=True, slots=True)
class FactsToBring:
    """Facts that are missing, and the criteria for which it would count with all of them."""

    facts: tuple[str, ...]
    rows: tuple[EffectRow, ...]

    @property
    def numbers(self) -> str:
        """The numbers of the criteria, runs drawn together."""
        return runs(row.number for row in self.rows)


@dataclass(frozen=True, slots=True)
class WhyNot:
    """A reason that keeps it from counting, and the numbers of the criteria meant."""

    numbers: str
    says: str


@dataclass(frozen=True, slots=True)
class IfAdopted:
    """What it could count for if those who decide took the suggestions over as they stand.

    ``faults`` would keep it from counting, or from counting in whole, even then; their numbers are
    empty where they hold for every criterion of ``rows``.
    """

    rows: tuple[EffectRow, ...]
    faults: tuple[WhyNot, ...]


@dataclass(frozen=True, slots=True)
class EffectsTold:
    """What a certificate does at a site.

    ``problems`` are wrong wherever one looks, ``warnings`` true and still no hindrance.
    ``for_all`` are facts that every criterion of ``to_bring`` waits for. ``hints`` are the numbers
    of criteria for which only cells speak that nobody has adopted, ``if_adopted`` what they would
    bring; ``nothing`` are those for which the matrix says that the standard shows nothing.
    ``summary`` says it all in one sentence; of a site that is not in its scope there is no more.
    """

    summary: str
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    counts: tuple[EffectRow, ...] = ()
    for_all: tuple[str, ...] = ()
    to_bring: tuple[FactsToBring, ...] = ()
    hints: str = ""
    if_adopted: IfAdopted | None = None
    nothing: str = ""
    not_for: tuple[WhyNot, ...] = ()


def tell_effects(voice: Voice, effects: SiteEffects) -> EffectsTold:
    """The effects at one site in the reader's words."""
    if any(one.code is Code.SITE_NOT_COVERED for one in effects.own):
        return EffectsTold(voice.gettext("This site is not in its scope."))
    by_outcome = _by_outcome(effects.criteria)
    counting, waiting = by_outcome[Outcome.COUNTS], by_outcome[Outcome.PENDING]
    nothing = [one for one in by_outcome[Outcome.REJECTED] if shows_nothing(one.ruling)]
    refused = [one for one in by_outcome[Outcome.REJECTED] if one not in nothing]
    for_all = _for_all(waiting)
    warnings = condensed(voice, _warnings((*counting, *waiting)))
    return EffectsTold(
        summary=_summary(voice, effects, by_outcome),
        problems=condensed(voice, effects.own),
        warnings=warnings,
        counts=tuple(_row(voice, one, one.ruling) for one in counting),
        for_all=condensed(voice, for_all),
        to_bring=tuple(_to_bring(voice, waiting, for_all)),
        hints=runs(one.criterion.number for one in by_outcome[Outcome.SUGGESTED]),
        if_adopted=_if_adopted(voice, by_outcome[Outcome.SUGGESTED], warnings),
        nothing=runs(one.criterion.number for one in nothing),
        not_for=() if effects.own else tuple(_why_not(voice, refused)),
    )


def _by_outcome(
    criteria: Iterable[CriterionEffect],
) -> Mapping[Outcome, tuple[CriterionEffect, ...]]:
    found: dict[Outcome, list[CriterionEffect]] = {outcome: [] for outcome in Outcome}
    for one in criteria:
        found[one.ruling.outcome].append(one)
    return {outcome: tuple(effects) for outcome, effects in found.items()}


def _summary(
    voice: Voice, effects: SiteEffects, by_outcome: Mapping[Outcome, Sequence[CriterionEffect]]
) -> str:
    counting, waiting = len(by_outcome[Outcome.COUNTS]), len(by_outcome[Outcome.PENDING])
    hints = len(by_outcome[Outcome.SUGGESTED])
    if counting:
        return voice.ngettext("Counts for one criterion.", "Counts for {n} criteria.", counting)
    if waiting:
        return voice.ngettext(
            "Would count for one criterion, but a fact is missing.",
            "Would count for {n} criteria, but facts are missing.",
            waiting,
        )
    if effects.own:
        return voice.gettext("Does not count here.")
    if not effects.compared:
        return voice.gettext("The matrix does not compare it with these criteria.")
    if hints:
        return voice.ngettext(
            "Counts for nothing yet: its recognition for one criterion is not decided.",
            "Counts for nothing yet: its recognition for {n} criteria is not decided.",
            hints,
        )
    if all(shows_nothing(one.ruling) for one in by_outcome[Outcome.REJECTED]):
        return voice.gettext("The matrix says that it shows nothing for these criteria.")
    return voice.gettext("Does not count for any criterion here.")


def _warnings(criteria: Iterable[CriterionEffect]) -> Iterator[Reason]:
    for one in criteria:
        yield from (reason for reason in one.ruling.reasons if reason.kind is Kind.WARNS)


def _row(voice: Voice, effect: CriterionEffect, ruling: Ruling) -> EffectRow:
    whole = ruling.level in WHOLE_LEVELS
    return EffectRow(
        number=effect.criterion.number,
        title=effect.criterion.title,
        coverage=Coverage.FULL if whole else Coverage.PARTIAL,
        says=voice.gettext("shows all of it; the assessor confirms")
        if whole
        else part_shown(voice, effect.criterion, ruling),
        cell=_cell(voice, effect.cell),
        until=voice.day(ruling.until),
    )


def _missing(effect: CriterionEffect) -> list[Reason]:
    return [one for one in effect.ruling.reasons if one.kind is Kind.FACT_MISSING]


def _for_all(waiting: Sequence[CriterionEffect]) -> list[Reason]:
    """The facts that all of several criteria wait for."""
    if len(waiting) < _SEVERAL:
        return []
    first, *others = [_missing(one) for one in waiting]
    return [reason for reason in first if all(reason in one for one in others)]


def _to_bring(
    voice: Voice, waiting: Iterable[CriterionEffect], for_all: Sequence[Reason]
) -> Iterator[FactsToBring]:
    """Criteria that wait for the same facts stand together."""
    groups: dict[tuple[str, ...], list[EffectRow]] = {}
    for one in waiting:
        missing = [reason for reason in _missing(one) if reason not in for_all]
        would = one.would or one.ruling
        groups.setdefault(condensed(voice, missing), []).append(_row(voice, one, would))
    for facts, rows in groups.items():
        yield FactsToBring(facts, tuple(rows))


def _if_adopted(
    voice: Voice, suggested: Sequence[CriterionEffect], warnings: Sequence[str]
) -> IfAdopted | None:
    """What suggestions would bring; ``warnings`` were told already."""
    if not suggested:
        return None
    by_reason: dict[str, list[str]] = {}
    for one in suggested:
        own = [reason for reason in one.ruling.reasons if reason.kind in _OF_THE_CERTIFICATE]
        for says in condensed(voice, own):
            by_reason.setdefault(says, []).append(one.criterion.number)
    return IfAdopted(
        rows=tuple(_row(voice, one, one.would or one.ruling) for one in suggested),
        faults=tuple(
            WhyNot("" if len(numbers) == len(suggested) else runs(numbers), says)
            for says, numbers in by_reason.items()
            if says not in warnings
        ),
    )


def _why_not(voice: Voice, refused: Iterable[CriterionEffect]) -> Iterator[WhyNot]:
    """Criteria that the same reasons keep it from stand together."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for one in refused:
        keeping = [
            reason for reason in one.ruling.reasons if reason.kind not in _NOBODY_SAYS_ANYTHING
        ]
        groups.setdefault(condensed(voice, keeping), []).append(one.criterion.number)
    for says, numbers in groups.items():
        yield WhyNot(runs(numbers), " ".join(says))


def _cell(voice: Voice, cell: Cell) -> str:
    """On whose decision a cell that counts rests."""
    source = cell.source
    if source.adopted_by:
        return told_by(voice, source)
    document = " ".join(part for part in (source.document, source.edition) if part)
    if document and source.page:
        return voice.gettext(
            "published in {document}, page {page}", document=document, page=source.page
        )
    if document:
        return voice.gettext("published in {document}", document=document)
    return voice.of_pack(cell.status)
