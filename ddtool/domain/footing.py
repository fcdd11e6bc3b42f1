"""What the answers of an assessment stand on: documents, certificates, and a plan for its gaps.

Nothing of it stops anybody from handing in; whoever does should know how far it carries.
"""

from collections.abc import Set
from dataclasses import dataclass

from ddtool.domain.applicability import Applies
from ddtool.domain.assessments import AnswerCode, Assessment
from ddtool.domain.gaps import CriterionLine, Gap, GapAnalysis, RequirementLine
from ddtool.domain.if_done import lacks_a_plan
from ddtool.domain.lines import documents_of, is_shown


@dataclass(frozen=True, slots=True)
class Footing:
    """Counts, and where to look.

    ``unfounded`` of the ``met`` requirements are shown by no certificate that counts, and by no
    document that has a file or an address; ``bare`` are the numbers of their criteria.
    ``certificates`` are those that could count for the site, ``counting`` those that do. ``gaps``
    are the criteria that need a plan, ``planned`` those of them that would close if every action
    were done, ``to_plan`` the numbers of the others. ``fileless`` of the ``documents`` have neither
    a file nor an address.
    """

    met: int
    unfounded: int
    bare: tuple[str, ...]
    certificates: int
    counting: int
    gaps: int
    planned: int
    documents: int = 0
    fileless: int = 0
    to_plan: tuple[str, ...] = ()

    @property
    def unplanned(self) -> int:
        """How many gaps nothing is planned for."""
        return self.gaps - self.planned


def footing_of(analysis: GapAnalysis) -> Footing:
    """What an assessment stands on, on the day of its analysis."""
    asked = [line for line in analysis.lines if line.gap is not Gap.NOT_APPLICABLE]
    documents = analysis.assessment.evidence
    opened = {one.id for one in documents if one.leads_somewhere}
    unfounded = [
        (line.criterion.number, _unfounded(line, analysis.assessment, opened)) for line in asked
    ]
    gaps = [line for line in asked if line.gap in (Gap.MINOR, Gap.BLOCKING)]
    bare = tuple(one.criterion.number for one in gaps if lacks_a_plan(one))
    return Footing(
        met=sum(_is_met(part) for line in asked for part in line.requirements),
        unfounded=sum(count for _, count in unfounded),
        bare=tuple(number for number, count in unfounded if count),
        certificates=len(analysis.at_site),
        counting=sum(one.counts for one in analysis.at_site),
        gaps=len(gaps),
        planned=len(gaps) - len(bare),
        documents=len(documents),
        fileless=len(documents) - len(opened),
        to_plan=bare,
    )


def _is_met(part: RequirementLine) -> bool:
    return part.applies is not Applies.NO and part.answer.answer is AnswerCode.MET


def _unfounded(line: CriterionLine, assessment: Assessment, opened: Set[str]) -> int:
    """How many requirements of a criterion are "met" without anything to show it."""
    return sum(
        _is_met(part)
        and opened.isdisjoint(documents_of(assessment, line.criterion, part.requirement))
        and not is_shown(part.requirement, line.decision)
        for part in line.requirements
    )
