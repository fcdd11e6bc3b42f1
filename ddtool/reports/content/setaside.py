"""Section 8: every criterion and requirement that does not apply, why, and on what that rests."""

from dataclasses import dataclass

from ddtool.domain.applicability import Applies, Condition, ConditionKind
from ddtool.domain.assessments import AnswerCode
from ddtool.domain.gaps import CriterionLine, Gap, RequirementLine
from ddtool.reports.content.facts import FactToAnswer, facts_to_answer, question
from ddtool.reports.content.source import Source
from ddtool.reports.content.values import NOTHING


@dataclass(frozen=True, slots=True)
class SetAsideRow:
    """A criterion (``whole``) or requirement set aside; ``stated``: a reason was given."""

    number: str
    criterion: str
    title: str
    whole: bool
    reason: str
    stated: bool
    basis: str
    evidence: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """What does not apply: whole criteria first, then single requirements of the others.

    ``facts`` are those still to be answered; what hangs on them may apply.
    """

    title: str
    lead: str
    none: str
    rows: tuple[SetAsideRow, ...]
    facts_heading: str
    facts_lead: str
    facts: tuple[FactToAnswer, ...]


def make_set_aside(source: Source) -> SetAside:
    """Everything answered or found not applicable."""
    voice = source.voice
    criteria = [_criterion(source, one) for one in source.analysis.with_gap(Gap.NOT_APPLICABLE)]
    rows = (*criteria, *_requirements(source))
    facts = facts_to_answer(source)
    return SetAside(
        title=voice.gettext("Not applicable"),
        lead=_lead(source, facts),
        none="" if rows else _none(source, facts),
        rows=rows,
        facts_heading=voice.gettext("Facts still to be answered"),
        facts_lead=voice.gettext(
            "Until they are answered, what is named beside them may apply and is treated as if "
            "it did."
        ),
        facts=facts,
    )


def _lead(source: Source, facts: tuple[FactToAnswer, ...]) -> str:
    voice = source.voice
    if facts:
        return voice.gettext(
            "A criterion is set aside only for a stated reason; the assessor confirms it. Facts "
            "that nobody has answered stand at the end: they decide what else applies."
        )
    return voice.gettext(
        "A criterion is set aside only for a stated reason; the assessor confirms it."
    )


def _none(source: Source, facts: tuple[FactToAnswer, ...]) -> str:
    voice = source.voice
    if facts:
        return voice.gettext(
            "Nothing is set aside yet; facts that nobody has answered decide what applies."
        )
    return voice.gettext("Nothing is set aside: every criterion applies.")


def _criterion(source: Source, line: CriterionLine) -> SetAsideRow:
    own = line.own.reason if line.own else ""
    determined = line.determination.reason if line.determination else ""
    reason = own or determined
    if not reason and line.applies is Applies.NO:
        reason = source.voice.gettext("It does not apply to a site like this.")
    return SetAsideRow(
        number=line.criterion.number,
        criterion=line.criterion.number,
        title=line.criterion.title,
        whole=True,
        reason=reason or source.voice.gettext("No reason stated"),
        stated=bool(reason),
        basis=_basis(source, line.basis),
        evidence=source.listed_documents(line.evidence) or NOTHING,
    )


def _requirements(source: Source) -> tuple[SetAsideRow, ...]:
    """Single requirements that the facts or the site's own answer set aside."""
    return tuple(
        _requirement(source, line, part)
        for line in source.analysis.lines
        if line.gap is not Gap.NOT_APPLICABLE
        for part in line.requirements
        if part.applies is Applies.NO or part.answer.answer is AnswerCode.NOT_APPLICABLE
    )


def _requirement(source: Source, line: CriterionLine, part: RequirementLine) -> SetAsideRow:
    voice = source.voice
    by_facts = part.applies is Applies.NO
    reason = part.answer.note if part.answer.answer is AnswerCode.NOT_APPLICABLE else ""
    if not reason and by_facts:
        reason = voice.gettext("It does not apply to a site like this.")
    # None of the conditions of what the facts set aside is met, so all of them are its basis.
    conditions = part.requirement.applies_when.any_of if by_facts else ()
    return SetAsideRow(
        number=part.requirement.id,
        criterion=line.criterion.number,
        title=part.requirement.text,
        whole=False,
        reason=reason or voice.gettext("No reason stated"),
        stated=bool(reason),
        basis=_told(source, conditions) or voice.gettext("Answer of the site"),
        evidence=source.listed_documents(part.answer.evidence) or NOTHING,
    )


def _basis(source: Source, conditions: tuple[Condition, ...]) -> str:
    return _told(source, conditions) or source.voice.gettext("Rating of the site")


def _told(source: Source, conditions: tuple[Condition, ...]) -> str:
    return "; ".join(dict.fromkeys(condition_text(source, one) for one in conditions))


def condition_text(source: Source, condition: Condition) -> str:
    """What the site says to a condition: activities, metals, or the answer to a question."""
    voice, site = source.voice, source.analysis.assessment.site
    if condition.kind is ConditionKind.ACTIVITY:
        return voice.gettext("Activities: {names}", names=voice.activities(site.activities))
    if condition.kind is ConditionKind.METAL:
        return voice.gettext("Metals: {names}", names=voice.metals(site.metals))
    return f"{question(source, condition.value)} {_answer(source, condition.value)}"


def _answer(source: Source, fact: str) -> str:
    voice = source.voice
    answer = source.analysis.assessment.site.facts.get(fact)
    if answer is None:
        return voice.gettext("Not answered")
    return voice.gettext("Yes") if answer else voice.gettext("No")
