"""Why something applies to a site, may apply or does not, in the reader's words."""

from collections.abc import Iterator
from dataclasses import dataclass

from ddtool.domain.applicability import (
    Applies,
    AppliesWhen,
    Condition,
    ConditionKind,
    unanswered,
)
from ddtool.domain.gaps import CriterionLine, RequirementLine
from ddtool.reports.content.facts import question
from ddtool.reports.content.setaside import condition_text
from ddtool.reports.content.source import Source


@dataclass(frozen=True, slots=True)
class Applicability:
    """Whether something applies, with what the site says to each condition and what it has not.

    ``asked`` is the condition to look at first; None where it always applies. ``would`` says what
    would make it apply, where it does not.
    """

    applies: Applies
    told: tuple[str, ...]
    to_answer: tuple[str, ...]
    asked: Condition | None = None
    would: tuple[str, ...] = ()


def explain_applicability(source: Source, line: CriterionLine | RequirementLine) -> Applicability:
    """Why a criterion or requirement applies to the site, may apply or does not."""
    of_it = line.criterion if isinstance(line, CriterionLine) else line.requirement
    applies_when: AppliesWhen = of_it.applies_when
    profile = source.analysis.assessment.site.profile
    missing = unanswered((applies_when,), profile)
    answered = [one for one in applies_when.any_of if one not in missing]
    if line.applies is Applies.YES:
        answered = [one for one in answered if profile.answer(one)]
    if line.applies is Applies.YES:
        missing = ()
    first = next(iter((*missing, *answered)), None)
    told, to_answer = _each(source, answered), _each(source, missing)
    would = tuple(_would(source, applies_when)) if line.applies is Applies.NO else ()
    return Applicability(line.applies, told, to_answer, first, would)


def _would(source: Source, applies_when: AppliesWhen) -> Iterator[str]:
    """What a site would have to do, handle or answer for it to apply, each in a sentence."""
    voice = source.voice
    named = {
        kind: [one.value for one in applies_when.any_of if one.kind is kind]
        for kind in ConditionKind
    }
    if activities := named[ConditionKind.ACTIVITY]:
        titles = voice.activities(activities)
        yield voice.gettext("It would apply with one of these activities: {names}.", names=titles)
    if metals := named[ConditionKind.METAL]:
        titles = voice.metals(metals)
        yield voice.gettext("It would apply with one of these metals: {names}.", names=titles)
    for fact in named[ConditionKind.FACT]:
        asked = question(source, fact)
        yield voice.gettext("It would apply with the answer yes to: {question}", question=asked)


def _each(source: Source, conditions: list[Condition] | tuple[Condition, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(condition_text(source, one) for one in conditions))
