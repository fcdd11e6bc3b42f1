"""What the site facts say about each row: a mark to read, and an answer to begin with."""

from collections.abc import Mapping
from dataclasses import dataclass

from ddtool.domain.applicability import Applies, AppliesWhen, Condition, ConditionKind
from ddtool.domain.assessments import Site
from ddtool.domain.criteria import Criterion, Requirement
from ddtool.domain.vocabulary import Vocabulary
from ddtool.wording import Translate, n_

_OFF = n_("Does not apply: {reason}.")
_MAY = n_("May apply: answer first on the sheet {sheet}: {questions}")
_NOT_THE_FACT = n_("the site facts say no to “{question}”")
_NOT_AMONG = n_("{term} is not among the site's activities and metals")


@dataclass(frozen=True)
class Mark:
    """What the facts say of one row. ``text`` is empty where it applies without question."""

    applies: Applies
    text: str = ""


class Marks:
    """The marks of one site."""

    def __init__(
        self, site: Site, vocabulary: Vocabulary, site_sheet: str, translate: Translate
    ) -> None:
        self._profile = site.profile
        self._site_sheet = site_sheet
        self._translate = translate
        self._questions: Mapping[str, str] = {fact.id: fact.question for fact in vocabulary.facts}
        self._terms: Mapping[str, str] = {
            term.id: term.title for term in (*vocabulary.activities, *vocabulary.metals)
        }

    def of_criterion(self, criterion: Criterion) -> Mark:
        """The mark of a whole criterion."""
        return self._mark(criterion.applies_when)

    def of_requirement(self, criterion: Criterion, requirement: Requirement) -> Mark:
        """The mark of a requirement: it cannot apply where its criterion does not."""
        above = self.of_criterion(criterion)
        if above.applies is Applies.NO:
            return above
        own = self._mark(requirement.applies_when)
        return own if own.applies is Applies.NO or not above.text else _weaker(own, above)

    def reason_against(self, applies_when: AppliesWhen) -> str:
        """The mark of what would not apply, were every condition answered with no."""
        reason = "; ".join(self._why_not(one) for one in applies_when.any_of)
        return self._translate(_OFF).format(reason=reason) if reason else ""

    def _mark(self, applies_when: AppliesWhen) -> Mark:
        applies = applies_when.decide(self._profile)
        if applies is Applies.YES:
            return Mark(applies)
        if applies is Applies.NO:
            return Mark(applies, self.reason_against(applies_when))
        missing = [one for one in applies_when.any_of if self._profile.answer(one) is None]
        questions = " / ".join(dict.fromkeys(map(self._name, missing)))
        text = self._translate(_MAY).format(sheet=self._site_sheet, questions=questions)
        return Mark(applies, text)

    def _why_not(self, condition: Condition) -> str:
        if condition.kind is ConditionKind.FACT:
            question = self._questions.get(condition.value, condition.value)
            return self._translate(_NOT_THE_FACT).format(question=question)
        return self._translate(_NOT_AMONG).format(term=self._name(condition))

    def _name(self, condition: Condition) -> str:
        names = self._questions if condition.kind is ConditionKind.FACT else self._terms
        return names.get(condition.value, condition.value)


def _weaker(own: Mark, above: Mark) -> Mark:
    return own if own.applies is Applies.MAY else above
