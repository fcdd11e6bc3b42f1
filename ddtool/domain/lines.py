"""One criterion at one site.

What is asked of matching, and what follows from the three verdicts.
"""

from dataclasses import replace

from ddtool.domain.applicability import Applies, Profile, conditions_met
from ddtool.domain.assessments import (
    Answer,
    AnswerCode,
    Assessment,
    OwnRating,
)
from ddtool.domain.contradictions import contradicted, rests_on_own_word_alone
from ddtool.domain.criteria import CriteriaSet, Criterion, OutlookRule, Rating, Requirement
from ddtool.domain.decisions import SOMETHING_SHOWN, Aspect, Coverage, Decision
from ddtool.domain.gaps import CriterionLine, Gap, Lack, RequirementLine
from ddtool.domain.reasons import Code


def applies(criterion: Criterion, profile: Profile) -> Applies:
    """Whether a criterion applies; it does not either where none of its requirements does."""
    own = criterion.applies_when.decide(profile)
    parts = {part.applies_when.decide(profile) for part in criterion.requirements}
    return Applies.NO if parts == {Applies.NO} else own


def aspect_of(assessment: Assessment, criteria_set: str, criterion: Criterion) -> Aspect:
    """What matching is asked about one criterion.

    Requirements switched off by facts are not asked for.
    """
    profile = assessment.site.profile
    own = assessment.rating_of.get(criterion.number)
    return Aspect(
        criteria_set=criteria_set,
        criterion=criterion.number,
        requirements=tuple(
            part.id
            for part in criterion.requirements
            if part.applies_when.decide(profile) is not Applies.NO
        ),
        applicable=applies(criterion, profile) is not Applies.NO,
        own=own.rating if own and own.rating is not Rating.NOT_APPLICABLE else None,
        adverse_signal=own is not None and own.open_case,
    )


def with_residual_evidence(
    assessment: Assessment, criterion: Criterion, aspect: Aspect, decision: Decision
) -> Aspect:
    """The aspect, told whether own evidence reaches everything that certificates leave open."""
    if Code.SELF_RATED_HIGHER not in decision.rating_codes:
        return aspect
    answers = assessment.answer_to
    evidenced = all(
        part.id in answers
        and answers[part.id].answer is AnswerCode.MET
        and documents_of(assessment, criterion, part)
        for part in criterion.assessed
        if _asked(part, assessment.site.profile) and not is_shown(part, decision)
    )
    return replace(aspect, residual_evidence=evidenced)


def criterion_line(
    assessment: Assessment, criteria_set: CriteriaSet, criterion: Criterion, decision: Decision
) -> CriterionLine:
    """Everything known about one criterion, and the gap that follows."""
    profile = assessment.site.profile
    own = assessment.rating_of.get(criterion.number)
    determination = assessment.determination_of.get(criterion.number)
    whether = applies(criterion, profile)
    requirements = tuple(
        _requirement_line(assessment, criterion, part, decision) for part in criterion.assessed
    )
    determined = determination.rating if determination else None
    contradictions = tuple(contradicted(whether, own, requirements))
    gap = _gap(whether, own, determined, decision, criteria_set.outlook)
    if gap is Gap.CLOSED and rests_on_own_word_alone(determination, decision, contradictions):
        gap = Gap.MINOR
    return CriterionLine(
        criterion=criterion,
        applies=whether,
        basis=conditions_met(criterion.applies_when, profile) or criterion.applies_when.any_of,
        decision=decision,
        own=own,
        determination=determination,
        gap=gap,
        requirements=requirements,
        contradictions=contradictions,
        evidence=_criterion_evidence(assessment, criterion),
        actions=tuple(one for one in assessment.actions if one.criterion == criterion.number),
    )


def rated_beyond_proof(line: CriterionLine) -> bool:
    """Whether the site rates itself higher than certificates show, and no document shows the rest.

    The lower rating counts then, until an assessor decides (matching rules, section 7).
    """
    return line.determination is None and Code.SELF_RATED_HIGHER in line.decision.rating_codes


def rated_beyond_answers(line: CriterionLine) -> bool:
    """Whether the site rates itself "fully meets" though its own answers say otherwise.

    Nobody closes a gap by a rating that they contradict themselves: it stays in the improvement
    plan until the two agree, certificates show all of it, or an assessor decides.
    """
    return line.gap is Gap.MINOR and rests_on_own_word_alone(
        line.determination, line.decision, line.contradictions
    )


def _gap(
    whether: Applies,
    own: OwnRating | None,
    determined: Rating | None,
    decision: Decision,
    rule: OutlookRule,
) -> Gap:
    if determined is not None:
        return _gap_of_rating(determined, rule)
    if whether is Applies.NO:
        return Gap.NOT_APPLICABLE
    if own is not None and own.rating is Rating.NOT_APPLICABLE:
        return _gap_when_set_aside(whether, own)
    if decision.effective is None:
        shown = decision.coverage in (Coverage.FULL, Coverage.COMBINED)
        return Gap.TO_CONFIRM if shown else Gap.OPEN
    gap = _gap_of_rating(decision.effective, rule)
    return Gap.TO_CONFIRM if gap is Gap.CLOSED and decision.needs_assessor else gap


def _gap_of_rating(rating: Rating, rule: OutlookRule) -> Gap:
    if rating is Rating.NOT_APPLICABLE:
        return Gap.NOT_APPLICABLE
    if rating in rule.blocking:
        return Gap.BLOCKING
    return Gap.MINOR if rating in rule.plan else Gap.CLOSED


def _gap_when_set_aside(whether: Applies, own: OwnRating) -> Gap:
    """The site says "not applicable".

    Only with a reason, and only for the assessor where facts say otherwise.
    """
    if not own.reason:
        return Gap.OPEN
    return Gap.NOT_APPLICABLE if whether is Applies.MAY else Gap.TO_CONFIRM


def _asked(part: Requirement, profile: Profile) -> bool:
    return part.applies_when.decide(profile) is not Applies.NO


def is_shown(part: Requirement, decision: Decision) -> bool:
    """Whether counting certificates show the requirement for every activity and area."""
    if decision.coverage not in SOMETHING_SHOWN:
        return False
    if not decision.residual:
        return True
    shown = {one for verdict in decision.deciding for one in verdict.ruling.share.requirements}
    lines_of_places = any("not covered: " in line or " / " in line for line in decision.residual)
    return part.id in shown and part.id not in decision.residual and not lines_of_places


def _requirement_line(
    assessment: Assessment, criterion: Criterion, part: Requirement, decision: Decision
) -> RequirementLine:
    answer = assessment.answer_to.get(part.id, Answer(part.id))
    whether = part.applies_when.decide(assessment.site.profile)
    lack = None
    if whether is not Applies.NO:
        lack = _lack(answer, shown=is_shown(part, decision))
    if lack is None and answer.answer is AnswerCode.MET and whether is not Applies.NO:
        lack = _evidence_lack(assessment, criterion, part, decision)
    actions = tuple(one for one in assessment.actions if one.requirement == part.id)
    return RequirementLine(part, whether, answer, lack, actions)


def _lack(answer: Answer, *, shown: bool) -> Lack | None:
    if answer.answer is AnswerCode.NOT_APPLICABLE:
        return None if answer.note else Lack.NO_REASON
    if answer.answer is AnswerCode.UNANSWERED:
        return None if shown else Lack.UNANSWERED
    return {AnswerCode.NOT_MET: Lack.NOT_MET, AnswerCode.PARTLY_MET: Lack.PARTLY_MET}.get(
        answer.answer
    )


def _evidence_lack(
    assessment: Assessment, criterion: Criterion, part: Requirement, decision: Decision
) -> Lack | None:
    """Evidence is only asked for where the site rates itself higher than certificates show."""
    if Code.SELF_RATED_HIGHER not in decision.rating_codes or is_shown(part, decision):
        return None
    return None if documents_of(assessment, criterion, part) else Lack.NO_EVIDENCE


def documents_of(
    assessment: Assessment, criterion: Criterion, part: Requirement
) -> tuple[str, ...]:
    """The ids of the documents that show a requirement, by itself or with its whole criterion."""
    by_itself = assessment.evidence_for.get(part.id, ())
    with_criterion = assessment.evidence_for.get(criterion.number, ())
    return tuple(dict.fromkeys((*by_itself, *with_criterion)))


def _criterion_evidence(assessment: Assessment, criterion: Criterion) -> tuple[str, ...]:
    found = (
        one for part in criterion.assessed for one in documents_of(assessment, criterion, part)
    )
    return tuple(dict.fromkeys(found))
