"""Section 2: every gap: its verdicts, what is missing, who does what by when, certificates."""

from dataclasses import dataclass, replace

from ddtool.domain.assessments import ActionState
from ddtool.domain.gaps import TO_BE_CLOSED, ActionLine, CriterionLine, Gap, RequirementLine
from ddtool.reports.content.certificate_uses import (
    CertificateUse,
    NotCounted,
    certificate_uses,
    not_counted,
)
from ddtool.reports.content.source import Source, spans
from ddtool.reports.content.values import Day, Sign
from ddtool.reports.content.verdicts import VerdictCell, verdict_cells, what_to_confirm

_SHORT_NOTE = 500
_MANY = 5
_TALL = 1200


@dataclass(frozen=True, slots=True)
class Step:
    """An action in a gap block. ``remark`` tells of a limit missed, a day passed, or its end."""

    title: str
    owner: str
    due: Day
    remark: str
    late: bool


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """What is missing on one requirement; without an id, actions for the whole criterion."""

    id: str
    lack: str
    text: str
    note: str
    steps: tuple[Step, ...]
    no_step: str


@dataclass(frozen=True, slots=True)
class GapBlock:
    """One criterion with a gap. ``notes`` are reasons, each with the label of who gives it."""

    number: str
    title: str
    section: str
    gap: Sign
    verdicts: tuple[VerdictCell, VerdictCell, VerdictCell]
    remarks: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    requirements: tuple[RequirementRow, ...]
    certificates: tuple[CertificateUse, ...]
    not_counted: tuple[NotCounted, ...]

    @property
    def nothing_planned(self) -> bool:
        """Whether no requirement has an action: one sentence then says so for all."""
        return bool(self.requirements) and not any(row.steps for row in self.requirements)

    @property
    def refused(self) -> tuple[tuple[str, tuple[NotCounted, ...]], ...]:
        """The certificates that do not count, those with one reason together."""
        found: dict[str, list[NotCounted]] = {}
        for one in self.not_counted:
            found.setdefault(one.reason, []).append(one)
        return tuple((reason, tuple(ones)) for reason, ones in found.items())

    @property
    def tall(self) -> bool:
        """Whether what is said of one certificate may be taller than a page."""
        said = max((len(use.says) for use in self.certificates), default=0)
        return said > _TALL or sum(len(one.reason) for one in self.not_counted) > _TALL

    @property
    def long(self) -> bool:
        """Whether the block may go over a page's end."""
        length = sum(len(text) for _, text in self.notes)
        length += sum(len(row.note) for row in self.requirements)
        return len(self.requirements) > 1 or length > _SHORT_NOTE or len(self.certificates) > _MANY


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A criterion of which nothing is known yet: one row is enough."""

    number: str
    title: str
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
    """A contradiction on a criterion that is closed or set aside."""

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
    """The gaps, gravest first, and contradictions elsewhere."""
    voice, analysis = source.voice, source.analysis
    groups = tuple(_group(source, gap) for gap in TO_BE_CLOSED if analysis.counts[gap])
    settle = tuple(
        Settle(line.criterion.number, line.criterion.title, source.gap(line.gap), remarks)
        for line in analysis.with_gap(Gap.CLOSED, Gap.NOT_APPLICABLE)
        if (remarks := _contradictions(source, line))
    )
    return Gaps(
        title=voice.gettext("Gaps"),
        none="" if groups else voice.gettext("Nothing is left to close."),
        groups=groups,
        settle_heading=voice.gettext("Contradictions elsewhere"),
        settle=settle,
    )


def _group(source: Source, gap: Gap) -> GapGroup:
    lines = source.analysis.with_gap(gap)
    blocks = tuple(_block(source, line) for line in lines if not _untouched(line))
    unanswered = tuple(_unanswered(source, line) for line in lines if _untouched(line))
    count = source.voice.ngettext("one criterion", "{n} criteria", len(lines))
    return GapGroup(source.gap(gap), count, _lead(source, gap), blocks, unanswered)


def _lead(source: Source, gap: Gap) -> str:
    voice = source.voice
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
    return Unanswered(criterion.number, criterion.title, missing, cells)


def _block(source: Source, line: CriterionLine) -> GapBlock:
    criterion = line.criterion
    sections = {one.id: one.title for one in source.analysis.criteria_set.sections}
    return GapBlock(
        number=criterion.number,
        title=criterion.title,
        section=sections.get(criterion.section, ""),
        gap=source.gap(line.gap),
        verdicts=verdict_cells(source, line),
        remarks=(*what_to_confirm(source, line), *_contradictions(source, line)),
        notes=_notes(source, line),
        requirements=_requirements(source, line),
        certificates=certificate_uses(source, line),
        not_counted=not_counted(source, line),
    )


def _contradictions(source: Source, line: CriterionLine) -> tuple[str, ...]:
    voice = source.voice
    return tuple(
        voice.gettext("Contradiction: {what}.", what=voice.words(one))
        for one in line.contradictions
    )


def _notes(source: Source, line: CriterionLine) -> tuple[tuple[str, str], ...]:
    voice = source.voice
    own = line.own.reason if line.own else ""
    determined = line.determination.reason if line.determination else ""
    notes = ((voice.gettext("Note"), own), (voice.gettext("Assessor"), determined))
    return tuple((label, text) for label, text in notes if text)


def _requirements(source: Source, line: CriterionLine) -> tuple[RequirementRow, ...]:
    by_id = {one.action.id: one for one in source.analysis.actions}
    whole = tuple(one for one in line.actions if not one.requirement)
    rows = [_row(source, part, by_id, planned=bool(whole)) for part in line.lacking]
    if whole:
        steps = tuple(_step(source, by_id.get(one.id, ActionLine(one))) for one in whole)
        rows.append(RequirementRow("", "", source.voice.gettext("Whole criterion"), "", steps, ""))
    return tuple(rows)


def _row(
    source: Source, part: RequirementLine, by_id: dict[str, ActionLine], *, planned: bool
) -> RequirementRow:
    voice, lack = source.voice, part.lack
    steps = tuple(_step(source, by_id.get(one.id, ActionLine(one))) for one in part.actions)
    return RequirementRow(
        id=part.requirement.id,
        lack=voice.words(lack) if lack else "",
        text=part.requirement.text,
        note=part.answer.note,
        steps=steps,
        no_step="" if steps or planned else voice.gettext("No action yet"),
    )


def _step(source: Source, line: ActionLine) -> Step:
    voice, action = source.voice, line.action
    late = line.after_limit is not None or line.overdue
    if line.after_limit is not None:
        remark = voice.gettext("after limit {letter}", letter=line.after_limit.letter)
    elif line.overdue:
        remark = voice.gettext("overdue")
    elif action.state in {ActionState.DONE, ActionState.ACCEPTED}:
        remark = voice.words(action.state)
    else:
        remark = ""
    return Step(action.title, action.owner, voice.day(action.due), remark, late)
