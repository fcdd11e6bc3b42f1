"""What an assessment must say before it is handed in, and what is worth a look before.

The first depends on answers, ratings and site facts alone, so it can be asked where an assessment
is stored; the second on everything that follows from them on a day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from ddtool.domain.applicability import Applies
from ddtool.domain.assessments import AnswerCode, Assessment, Evidence
from ddtool.domain.criteria import CriteriaSet, Criterion, Rating
from ddtool.domain.decisions import Coverage
from ddtool.domain.gaps import Contradiction, CriterionLine, Gap, GapAnalysis, Lack
from ddtool.domain.lines import applies


class Lacking(Enum):
    """What is missing on a criterion."""

    UNANSWERED = "unanswered"
    PART_NOT_SAID = "part_not_said"
    REASON_NOT_GIVEN = "reason_not_given"
    UNRATED = "unrated"
    SET_ASIDE_WITHOUT_REASON = "set_aside_without_reason"
    CONTRADICTION = "contradiction"
    EVIDENCE_EXPIRED = "evidence_expired"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing on one criterion.

    ``requirements`` are those it is about, none where it is the criterion as a whole.
    ``contradiction`` and ``document`` say more where the kind asks for it.
    """

    kind: Lacking
    criterion: Criterion
    requirements: tuple[str, ...] = ()
    contradiction: Contradiction | None = None
    document: Evidence | None = None


UNFINISHED = frozenset(
    {
        Contradiction.ANSWERED_NOT_RATED,
        Contradiction.NOT_APPLICABLE_WITHOUT_REASON,
        Contradiction.REQUIREMENT_SET_ASIDE_WITHOUT_REASON,
    }
)
"""They contradict nothing yet: something was not said to its end. It is asked for anyway."""


def closed_by_own_word(line: CriterionLine) -> bool:
    """Whether nothing closes the gap but "fully meets", while a requirement is not answered.

    Section 7 of the rules leaves an own rating as it is; whoever reads has to see on what the gap
    is closed.
    """
    alone = line.determination is None and line.decision.coverage is not Coverage.FULL
    silent = any(one.lack is Lack.UNANSWERED for one in line.requirements)
    return line.gap is Gap.CLOSED and alone and silent


def must_be_said(assessment: Assessment, criteria_set: CriteriaSet) -> tuple[Missing, ...]:
    """What stops an assessment from being handed in, in the order of the set.

    Every requirement that applies is answered; "partly met" says which part is missing, "not
    applicable" says why; every criterion that applies is rated. What the site facts switch off, and
    what is set aside as a whole with its reason, needs no answer.
    """
    return tuple(
        one
        for criterion in criteria_set.criteria
        if applies(criterion, assessment.site.profile) is not Applies.NO
        for one in _missing_on(assessment, criterion)
    )


def worth_a_look(analysis: GapAnalysis) -> tuple[Missing, ...]:
    """What does not stop anybody on single criteria: contradictions, evidence out of date.

    What the assessment as a whole stands on is told by :mod:`ddtool.domain.footing`.
    """
    return tuple(one for line in analysis.lines for one in _doubtful_on(analysis, line))


def _missing_on(assessment: Assessment, criterion: Criterion) -> Iterator[Missing]:
    own = assessment.rating_of.get(criterion.number)
    rating = own.rating if own else None
    if rating is Rating.NOT_APPLICABLE:
        if not (own and own.reason.strip()):
            yield Missing(Lacking.SET_ASIDE_WITHOUT_REASON, criterion)
        return
    for kind, ids in _by_kind(assessment, criterion).items():
        if ids:
            yield Missing(kind, criterion, tuple(ids))
    if rating is None:
        yield Missing(Lacking.UNRATED, criterion)


def _by_kind(assessment: Assessment, criterion: Criterion) -> dict[Lacking, list[str]]:
    found: dict[Lacking, list[str]] = {
        Lacking.UNANSWERED: [],
        Lacking.PART_NOT_SAID: [],
        Lacking.REASON_NOT_GIVEN: [],
    }
    for part in criterion.assessed:
        if part.applies_when.decide(assessment.site.profile) is Applies.NO:
            continue
        said = assessment.answer_to.get(part.id)
        code = said.answer if said else AnswerCode.UNANSWERED
        if code is AnswerCode.UNANSWERED:
            found[Lacking.UNANSWERED].append(part.id)
        elif said and not said.note.strip() and code in _NEEDS_A_NOTE:
            found[_NEEDS_A_NOTE[code]].append(part.id)
    return found


_NEEDS_A_NOTE = {
    AnswerCode.PARTLY_MET: Lacking.PART_NOT_SAID,
    AnswerCode.NOT_APPLICABLE: Lacking.REASON_NOT_GIVEN,
}


def _doubtful_on(analysis: GapAnalysis, line: CriterionLine) -> Iterator[Missing]:
    criterion = line.criterion
    for contradiction in line.contradictions:
        if contradiction not in UNFINISHED:
            yield Missing(Lacking.CONTRADICTION, criterion, contradiction=contradiction)
    documents = {one.id: one for one in analysis.assessment.evidence}
    for document in _expired([documents[id] for id in line.evidence if id in documents], analysis):
        yield Missing(Lacking.EVIDENCE_EXPIRED, criterion, document=document)


def _expired(documents: Sequence[Evidence], analysis: GapAnalysis) -> Iterator[Evidence]:
    for one in documents:
        if one.valid_until is not None and one.valid_until < analysis.as_of:
            yield one
