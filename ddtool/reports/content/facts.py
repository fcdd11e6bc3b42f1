"""Facts about the site that nobody has answered, and what hangs on each."""

from dataclasses import dataclass

from ddtool.domain.applicability import Applies, AppliesWhen, Condition, ConditionKind, unanswered
from ddtool.domain.gaps import CriterionLine, RequirementLine
from ddtool.reports.content.source import Source, spans


@dataclass(frozen=True, slots=True)
class FactToAnswer:
    """A question without an answer; ``numbers`` are the criteria and requirements that hang on it.

    ``text`` names them with runs drawn together.
    """

    question: str
    numbers: tuple[str, ...]
    text: str


def facts_to_answer(source: Source) -> tuple[FactToAnswer, ...]:
    """The questions on which hangs whether something applies, in the order of the set."""
    hanging: dict[str, dict[str, None]] = {}
    for number, applies_when in _undecided(source):
        for condition in unanswered([applies_when], source.analysis.assessment.site.profile):
            hanging.setdefault(_asked(source, condition), {})[number] = None
    return tuple(
        FactToAnswer(question, tuple(numbers), spans(numbers))
        for question, numbers in hanging.items()
    )


def may_apply(source: Source, line: CriterionLine | RequirementLine) -> str:
    """The words "may apply" where a fact is missing that decides, else nothing."""
    return source.voice.words(line.applies) if line.applies is Applies.MAY else ""


def question(source: Source, fact: str) -> str:
    """The question behind a fact; its id where the vocabulary has none."""
    questions = {one.id: one.question for one in source.voice.vocabulary.facts}
    return source.voice.gettext(questions[fact]) if fact in questions else f"{fact}:"


def _undecided(source: Source) -> list[tuple[str, AppliesWhen]]:
    """Criteria, then their requirements, of which nobody can say yet whether they apply."""
    found: list[tuple[str, AppliesWhen]] = []
    for line in source.analysis.lines:
        if line.applies is Applies.NO:
            continue
        if line.applies is Applies.MAY:
            found.append((line.criterion.number, line.criterion.applies_when))
        found += [
            (part.requirement.id, part.requirement.applies_when)
            for part in line.requirements
            if part.applies is Applies.MAY
        ]
    return found


def _asked(source: Source, condition: Condition) -> str:
    if condition.kind is ConditionKind.ACTIVITY:
        return source.voice.gettext("Which activities does the site carry out?")
    if condition.kind is ConditionKind.METAL:
        return source.voice.gettext("Which metals does the site handle?")
    return question(source, condition.value)
