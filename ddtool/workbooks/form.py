"""What a workbook is made from beside the assessment itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ddtool.domain.certificates import Standards
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.vocabulary import Vocabulary
from ddtool.wording import Translate
from ddtool.workbooks.choices import Choices, Lists, make_lists, make_terms


@dataclass(frozen=True)
class Form:
    """The set to assess against, the standards and words to choose from, the reader's language."""

    criteria_set: CriteriaSet
    standards: Standards
    vocabulary: Vocabulary
    translate: Translate = str
    language: str = "en"
    more_words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def lists(self) -> Lists:
        """The drop-down lists."""
        lists = make_lists(self.criteria_set, self.standards, self.translate)
        more = self.more_words
        return {
            name: choices.with_words(more[name]) if name in more else choices
            for name, choices in lists.items()
        }

    @cached_property
    def activities(self) -> Choices:
        """The words for activities."""
        return make_terms(self.vocabulary.activities)

    @cached_property
    def metals(self) -> Choices:
        """The words for metals."""
        return make_terms(self.vocabulary.metals)

    def worded(self, words: Mapping[str, Mapping[str, str]]) -> "Form":
        """The same form, accepting the words of a workbook in another language too."""
        return replace(self, more_words=words) if words else self
