"""One gap: its three verdicts, what is missing, who does what by when, and certificates."""

from dataclasses import dataclass

from ddtool.domain.applicability import Applies
from ddtool.domain.criteria import Rating
from ddtool.domain.gaps import ActionLine, CriterionLine, Lack, RequirementLine
from ddtool.domain.readiness import UNFINISHED
from ddtool.reports.content.certificate_uses import (
    CertificateUse,
    NotCounted,
    certificate_uses,
    not_counted,
)
from ddtool.reports.content.facts import may_apply
from ddtool.reports.content.plan_alerts import action_remarks
from ddtool.reports.content.source import Source, short_title, spans
from ddtool.reports.content.values import Day, Sign
from ddtool.reports.content.verdicts import VerdictCell, verdict_cells, what_to_confirm

_SHORT_NOTE = 500
_MANY = 5
_TALL = 1200


@dataclass(frozen=True, slots=True)
class Step:
    """An action in a gap block. ``remark`` tells of a limit missed, a day passed, or its end."""

    label: str
    title: str
    owner: str
    due: Day
    remark: str
    late: bool


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """What is missing on one requirement; without an id, actions for the whole criterion.

    ``may_apply`` are words where a fact that decides is not answered, else empty.
    """

    id: str
    may_apply: str
    lack: str
    text: str
    note: str
    steps: tuple[Step, ...]
    no_step: str


@dataclass(frozen=True, slots=True)
class GapBlock:
    """One criterion with a gap. ``notes`` are reasons, each with the label of who gives it.

    ``may_apply`` are words where a fact that decides is not answered, else empty.
    """

    number: str
    title: str
    section: str
    may_apply: str
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


def make_block(source: Source, line: CriterionLine) -> GapBlock:
    """Everything about one gap."""
    criterion = line.criterion
    sections = {one.id: one.title for one in source.analysis.criteria_set.sections}
    return GapBlock(
        number=criterion.number,
        title=criterion.title,
        section=short_title(sections.get(criterion.section, "")),
        may_apply=may_apply(source, line),
        gap=source.gap(line.gap),
        verdicts=verdict_cells(source, line),
        remarks=(*what_to_confirm(source, line), *contradictions(source, line)),
        notes=_notes(source, line),
        requirements=_requirements(source, line),
        certificates=certificate_uses(source, line),
        not_counted=not_counted(source, line),
    )


def contradictions(source: Source, line: CriterionLine) -> tuple[str, ...]:
    """Statements about a criterion that cannot both stand, in sentences."""
    voice = source.voice
    return tuple(
        voice.gettext("Unfinished: {what}.", what=voice.words(one))
        if one in UNFINISHED
        else voice.gettext("Contradiction: {what}.", what=voice.words(one))
        for one in line.contradictions
    )


def against_rating(source: Source, line: CriterionLine) -> tuple[str, ...]:
    """What stands beside the own rating: contradictions, and what "fully" leaves unanswered."""
    silent = [one.requirement.id for one in line.requirements if one.lack is Lack.UNANSWERED]
    rated_fully = line.own is not None and line.own.rating is Rating.FULLY_MEETS
    if not (silent and rated_fully) or line.applies is Applies.NO:
        return contradictions(source, line)
    unfinished = source.voice.gettext(
        "Unfinished: rated fully, but not answered yet: {ids}.", ids=spans(silent)
    )
    return (*contradictions(source, line), unfinished)


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
        rows.append(
            RequirementRow("", "", "", source.voice.gettext("Whole criterion"), "", steps, "")
        )
    return tuple(rows)


def _row(
    source: Source, part: RequirementLine, by_id: dict[str, ActionLine], *, planned: bool
) -> RequirementRow:
    voice, lack = source.voice, part.lack
    steps = tuple(_step(source, by_id.get(one.id, ActionLine(one))) for one in part.actions)
    return RequirementRow(
        id=part.requirement.id,
        may_apply=may_apply(source, part),
        lack=voice.words(lack) if lack else "",
        text=part.requirement.text,
        note=part.answer.note,
        steps=steps,
        no_step="" if steps or planned else voice.gettext("No action yet"),
    )


def _step(source: Source, line: ActionLine) -> Step:
    voice, action = source.voice, line.action
    wrong = action_remarks(source, line)
    if wrong:
        remark = ", ".join(wrong)
    elif not action.state.is_open:
        remark = voice.words(action.state)
    else:
        remark = ""
    label = source.actions.get(action.id, action.id)
    return Step(label, action.title, action.owner, voice.day(action.due), remark, bool(wrong))
