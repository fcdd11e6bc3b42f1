"""Criteria and requirements from the tables of ``criteria.toml``."""

from ddtool.domain.applicability import AppliesWhen, Condition, ConditionKind
from ddtool.domain.criteria import Criterion, Requirement
from ddtool.domain.vocabulary import Vocabulary
from ddtool.packs.tables import Table
from ddtool.sentences import Sentence
from ddtool.wording import n_

CRITERION_KEYS = (
    "number", "title", "section", "official_number", "summary", "applies_when",
    "not_applicable_note", "evidence", "references", "confidence", "confidence_note", "sources",
    "requirements",
)  # fmt: skip
REQUIREMENT_KEYS = (
    "id", "official_number", "text", "question", "guidance", "evidence", "references",
    "applies_when",
)  # fmt: skip

_CONDITION_KINDS = {kind.value: kind for kind in ConditionKind}


class CriterionReader:
    """Reads criteria against one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._known = {
            ConditionKind.ACTIVITY: vocabulary.activity_ids,
            ConditionKind.METAL: vocabulary.metal_ids,
            ConditionKind.FACT: vocabulary.fact_ids,
        }

    def criterion(self, table: Table) -> Criterion:
        """One criterion with its requirements."""
        table.only(CRITERION_KEYS)
        parts = table.tables("requirements", n_("requirement"), "id")
        return Criterion(
            number=table.id("number"),
            title=table.text("title", required=True),
            section=table.id("section"),
            summary=table.text("summary"),
            requirements=tuple(map(self.requirement, parts)),
            applies_when=self.applies_when(table),
            not_applicable_note=table.text("not_applicable_note"),
            evidence=table.texts("evidence"),
            references=table.texts("references"),
            confidence=table.text("confidence"),
            confidence_note=table.text("confidence_note"),
            sources=table.texts("sources"),
            official_number=table.text("official_number"),
        )

    def requirement(self, table: Table) -> Requirement:
        """One requirement."""
        table.only(REQUIREMENT_KEYS)
        return Requirement(
            id=table.id("id"),
            text=table.text("text", required=True),
            question=table.text("question"),
            guidance=table.text("guidance"),
            evidence=table.texts("evidence"),
            references=table.texts("references"),
            applies_when=self.applies_when(table),
            official_number=table.text("official_number"),
        )

    def applies_when(self, table: Table) -> AppliesWhen:
        """The conditions, each written as kind, colon and id, such as ``activity:mining``."""
        return AppliesWhen(
            tuple(
                condition
                for text in table.texts("applies_when")
                if (condition := self._condition(text, table))
            )
        )

    def _condition(self, text: str, table: Table) -> Condition | None:
        kind_word, _, value = text.partition(":")
        kind = _CONDITION_KINDS.get(kind_word)
        found = Sentence('applies_when names "{text}"', text=text)
        if kind is None:
            table.findings.add(
                table.place,
                found,
                Sentence("begin it with activity:, metal: or fact:, then its id"),
            )
            return None
        if value not in self._known[kind]:
            remedy = Sentence(
                "use a {kind_word} of vocabulary.toml, or add it there", kind_word=kind_word
            )
            table.findings.add(table.place, found, remedy)
        return Condition(kind, value)
