"""This assessment beside the one it was carried over from: promised, done, decided, changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ddtool.domain.applicability import Applies, Profile
from ddtool.domain.assessments import (
    Action,
    ActionState,
    Answer,
    AnswerCode,
    Assessment,
    Determination,
    OwnRating,
)
from ddtool.domain.certificates import Certificate
from ddtool.domain.criteria import CriteriaSet, Rating
from ddtool.domain.lines import applies


@dataclass(frozen=True, slots=True)
class Promise:
    """An action of the last cycle. ``goes_on`` is the action here that carries it on, if any does.

    ``overdue`` on the day asked, while it is open and nothing carries it on.
    """

    action: Action
    goes_on: Action | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """What the assessor decided on a criterion in the last cycle, beside what is said now.

    ``now`` are empty where this criteria set has no criterion of that number.
    """

    number: str
    title: str
    then: Determination
    own: Rating | None
    now: Determination | None


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """A requirement that is answered otherwise than in the last cycle."""

    requirement: str
    text: str
    before: Answer
    now: Answer


@dataclass(frozen=True, slots=True)
class CertificateChange:
    """A certificate that came, went, or ends on another day; the side that is missing is None."""

    before: Certificate | None
    now: Certificate | None


@dataclass(frozen=True)
class SinceThen:
    """What changed between two assessments of one site. ``facts`` are pairs, before and now."""

    answers: tuple[AnswerChange, ...]
    certificates: tuple[CertificateChange, ...]
    facts: Mapping[str, tuple[bool | None, bool | None]]


def promises(earlier: Assessment, present: Assessment, *, as_of: date) -> tuple[Promise, ...]:
    """The actions of the last cycle by number, each with what carries it on."""
    going_on = {one.carried_from: one for one in present.actions if one.carried_from}
    ordered = sorted(earlier.actions, key=lambda one: (one.number, one.id))
    return tuple(
        Promise(
            action=one,
            goes_on=going_on.get(one.id),
            overdue=one.id not in going_on
            and one.state.is_open
            and one.due is not None
            and one.due < as_of,
        )
        for one in ordered
    )


def count_states(told: tuple[Promise, ...]) -> Mapping[ActionState, int]:
    """How many promises are in each state; zeros are given."""
    return {state: sum(one.action.state is state for one in told) for state in ActionState}


def decisions(
    earlier: Assessment, earlier_set: CriteriaSet, present: Assessment, present_set: CriteriaSet
) -> tuple[Decided, ...]:
    """The determinations of the last cycle in the order of its set."""
    same_set = earlier_set.id == present_set.id
    return tuple(
        _decided(criterion.number, criterion.title, then, present if same_set else None)
        for criterion in earlier_set.criteria
        if (then := earlier.determination_of.get(criterion.number)) is not None
    )


def changes(
    before: Assessment,
    present: Assessment,
    present_set: CriteriaSet,
    said_before: Mapping[str, Answer],
) -> SinceThen:
    """What changed since ``before`` was handed in.

    ``said_before`` is what was said then, by the requirement of the present set that it answers.
    """
    facts = {
        fact: (before.site.facts.get(fact), present.site.facts.get(fact))
        for fact in sorted({*before.site.facts, *present.site.facts})
    }
    return SinceThen(
        answers=tuple(_answers(present, present_set, said_before)),
        certificates=tuple(_certificates(before, present)),
        facts={fact: pair for fact, pair in facts.items() if pair[0] != pair[1]},
    )


def _decided(number: str, title: str, then: Determination, now: Assessment | None) -> Decided:
    own = now.rating_of.get(number) if now else None
    determined = now.determination_of.get(number) if now else None
    return Decided(number, title, then, own.rating if own else None, determined)


def _answers(
    present: Assessment, present_set: CriteriaSet, said_before: Mapping[str, Answer]
) -> Iterator[AnswerChange]:
    for criterion in present_set.criteria:
        for part in criterion.assessed:
            before, now = said_before.get(part.id), present.answer_to.get(part.id)
            if before is None or now is None or now.answer is AnswerCode.UNANSWERED:
                continue
            if before.answer is not now.answer:
                yield AnswerChange(part.id, part.text, before, now)


def _certificates(before: Assessment, present: Assessment) -> Iterator[CertificateChange]:
    """Those that name the site, then or now."""
    held = {one.id: one for one in before.certificates if before.site.id in one.sites}
    holds = {one.id: one for one in present.certificates if present.site.id in one.sites}
    for id in dict.fromkeys((*held, *holds)):
        old, new = held.get(id), holds.get(id)
        if old is None or new is None or old.valid_until != new.valid_until:
            yield CertificateChange(old, new)


def carry_reasons(
    earlier: Assessment, target: CriteriaSet, profile: Profile
) -> tuple[OwnRating, ...]:
    """Why criteria do not apply, as said in an earlier assessment of the same edition.

    Only for those that the facts switch off now too: nothing is set aside by what was said then.
    """
    if earlier.criteria_set != target.name:
        return ()
    return tuple(
        own
        for own in earlier.ratings
        if own.rating is Rating.NOT_APPLICABLE
        and own.reason
        and own.criterion in target.by_number
        and applies(target.by_number[own.criterion], profile) is Applies.NO
    )
