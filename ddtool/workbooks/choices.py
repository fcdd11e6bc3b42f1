"""The drop-down lists: which words stand for which values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from ddtool.domain.assessments import ActionState, AnswerCode
from ddtool.domain.certificates import (
    CertificateStatus,
    EvidenceType,
    Nonconformity,
    ResultBasis,
    Standards,
)
from ddtool.domain.criteria import CriteriaSet, Rating
from ddtool.domain.vocabulary import Term
from ddtool.wording import Translate, n_, pack_word, words
from ddtool.workbooks import layout

YES, NO = n_("yes"), n_("no")
UNKNOWN_BASIS = n_("unknown")

UNKNOWN = "unknown"
"""The code for "nobody knows", where an empty cell means something else."""


_ENUMS: Mapping[str, Iterable[Enum]] = {
    layout.ANSWERS: [code for code in AnswerCode if code is not AnswerCode.UNANSWERED],
    layout.EVIDENCE_TYPES: EvidenceType,
    layout.STATUSES: CertificateStatus,
    layout.RESULT_BASES: ResultBasis,
    layout.NONCONFORMITIES: Nonconformity,
    layout.ACTION_STATES: ActionState,
}


@dataclass(frozen=True)
class Choices:
    """One list: the word for each code, in the order of the drop-down, and more accepted words."""

    shown: Mapping[str, str]
    also: Mapping[str, str]

    def word(self, code: str) -> str:
        """The word for a code; the code itself where the list does not have it."""
        return self.shown.get(code, code)

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """The code for each accepted word, in any case."""
        accepted = {**self.also, **{code: code for code in self.shown}}
        accepted.update({word: code for code, word in self.shown.items()})
        return {_plain(word): code for word, code in accepted.items()}

    def code(self, word: str) -> str | None:
        """The code that a word stands for, or None."""
        return self.codes.get(_plain(word))

    def with_words(self, words: Mapping[str, str]) -> "Choices":
        """The same list, with more words accepted; each comes with its code."""
        known = {word: code for word, code in words.items() if code in self.shown}
        return Choices(shown=self.shown, also={**known, **self.also})

    @property
    def accepted(self) -> str:
        """The words of the drop-down for a sentence."""
        return ", ".join(self.shown.values())


Lists = Mapping[str, Choices]
"""All lists of a workbook by name."""


def make_lists(criteria_set: CriteriaSet, standards: Standards, translate: Translate) -> Lists:
    """The lists of a workbook for this set, in the language of the translation."""
    lists = {name: _of_enum(values, translate) for name, values in _ENUMS.items()}
    lists[layout.YES_NO] = _choices({"yes": YES, "no": NO}, translate)
    lists[layout.RATINGS] = Choices(
        shown={one.value: pack_word(criteria_set.word(one), translate) for one in Rating},
        also={word: one.value for one in Rating for word in (words(one), criteria_set.word(one))},
    )
    lists[layout.STANDARDS] = Choices(
        shown={standard.id: standard.id for standard in standards.all}, also={}
    )
    basis = lists[layout.RESULT_BASES]
    lists[layout.RESULT_BASES] = Choices(
        shown={**basis.shown, UNKNOWN: translate(UNKNOWN_BASIS)}, also=basis.also
    )
    return lists


def make_terms(terms: Iterable[Term]) -> Choices:
    """The words of a vocabulary: their ids are shown, their titles accepted too."""
    known = list(terms)
    return Choices(
        shown={term.id: term.id for term in known}, also={term.title: term.id for term in known}
    )


def _of_enum(values: Iterable[Enum], translate: Translate) -> Choices:
    return _choices({str(value.value): words(value) for value in values}, translate)


def _choices(english: Mapping[str, str], translate: Translate) -> Choices:
    return Choices(
        shown={code: translate(word) for code, word in english.items()},
        also={word: code for code, word in english.items()},
    )


def _plain(word: str) -> str:
    return " ".join(word.split()).casefold()
