"""Section 2: all gaps, gravest first, and what to look at again elsewhere."""

from dataclasses import dataclass, replace

from ddtool.domain.gaps import TO_BE_CLOSED, CriterionLine, Gap
from ddtool.domain.lines import rated_beyond_answers, rated_beyond_proof
from ddtool.domain.reasons import Code
from ddtool.reports.content.facts import may_apply
from ddtool.reports.content.gap_block import GapBlock, contradictions, make_block
from ddtool.reports.content.source import Source, spans
from ddtool.reports.content.values import Sign
from ddtool.reports.content.verdicts import VerdictCell, has_open_case, verdict_cells
from ddtool.wording import sentence


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A criterion of which nothing is known yet: one row is enough."""

    number: str
    title: str
    may_apply: str
    missing: str
    verdicts: tuple[VerdictCell, VerdictCell, VerdictCell]


@dataclass(frozen=True, slots=True)
class GapGroup:
    """All gaps of one kind, gravest kinds first."""

    gap: Sign
    count: str
    lead: str
    blocks: tuple[GapBlock, ...]
    unanswered: tuple[Unanswered, ...]


@dataclass(frozen=True, slots=True)
class Settle:
    """A contradiction or an open case on a criterion that is closed or set aside."""

    number: str
    title: str
    gap: Sign
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """All gaps. ``none`` is said where there is nothing to close."""

    title: str
    none: str
    groups: tuple[GapGroup, ...]
    settle_heading: str
    settle: tuple[Settle, ...]


def make_gaps(source: Source) -> Gaps:
    """The gaps, gravest first, and closed criteria to look at again."""
    voice, analysis = source.voice, source.analysis
    groups = tuple(_group(source, gap) for gap in TO_BE_CLOSED if analysis.counts[gap])
    settle = tuple(
        Settle(line.criterion.number, line.criterion.title, source.gap(line.gap), remarks)
        for line in analysis.with_gap(Gap.CLOSED, Gap.NOT_APPLICABLE)
        if (remarks := _to_look_at(source, line))
    )
    return Gaps(
        title=voice.gettext("Gaps"),
        none="" if groups else voice.gettext("Nothing is left to close."),
        groups=groups,
        settle_heading=_settle_heading(source, settle),
        settle=settle,
    )


def _to_look_at(source: Source, line: CriterionLine) -> tuple[str, ...]:
    open_case = source.voice.gettext(sentence(Code.ADVERSE_SIGNAL))
    return (*([open_case] if has_open_case(line) else []), *contradictions(source, line))


def _settle_heading(source: Source, settle: tuple[Settle, ...]) -> str:
    if any(row.gap.mark != Gap.CLOSED.value for row in settle):
        return source.voice.gettext("Closed or set aside, but to be looked at again")
    return source.voice.gettext("Closed, but to be looked at again")


def _group(source: Source, gap: Gap) -> GapGroup:
    lines = source.analysis.with_gap(gap)
    blocks = tuple(make_block(source, line) for line in lines if not _untouched(line))
    unanswered = tuple(_unanswered(source, line) for line in lines if _untouched(line))
    count = source.voice.ngettext("one criterion", "{n} criteria", len(lines))
    return GapGroup(source.gap(gap), count, _lead(source, gap), blocks, unanswered)


def _lead(source: Source, gap: Gap) -> str:
    voice = source.voice
    if gap is Gap.MINOR and any(map(_rated_too_high, source.analysis.with_gap(gap))):
        return voice.gettext(
            "Met in part; or rated fully, while answers say otherwise, or certificates show only a "
            "part and no document the rest. Each needs an improvement plan that ends inside the "
            "programme’s limits, or what is missing for the rating."
        )
    leads = {
        Gap.BLOCKING: voice.gettext(
            "These stand in the way of any positive outlook. Close them first."
        ),
        Gap.MINOR: voice.gettext(
            "Met in part. Each needs an improvement plan that ends inside the programme’s limits."
        ),
        Gap.TO_CONFIRM: voice.gettext(
            "Something here cannot stand until the assessor has confirmed it."
        ),
        Gap.OPEN: voice.gettext("Nobody has rated these yet. Answer them to complete the outlook."),
    }
    return leads[gap]


def _rated_too_high(line: CriterionLine) -> bool:
    return rated_beyond_proof(line) or rated_beyond_answers(line)


def _untouched(line: CriterionLine) -> bool:
    """Whether nobody has said or planned anything on an open criterion."""
    said = line.contradictions or line.actions or line.determination or line.own
    answered = any(part.answer.note or part.answer.evidence for part in line.requirements)
    return line.gap is Gap.OPEN and not said and not answered


def _unanswered(source: Source, line: CriterionLine) -> Unanswered:
    ids = [part.requirement.id for part in line.lacking]
    missing = source.voice.gettext(
        "{left} of {all}: {ids}", left=len(ids), all=len(line.requirements), ids=spans(ids)
    )
    criterion = line.criterion
    if not criterion.requirements:
        missing = source.voice.gettext("the criterion itself")
    by_equivalence, *others = verdict_cells(source, line)
    if not line.decision.by:
        by_equivalence = replace(by_equivalence, detail="")
    cells = (by_equivalence, others[0], others[1])
    return Unanswered(criterion.number, criterion.title, may_apply(source, line), missing, cells)
