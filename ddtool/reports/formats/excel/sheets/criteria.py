"""The sheets Criteria, Gaps and Coverage: what follows for each criterion, and what is missing."""

from collections.abc import Iterator

from ddtool.domain.assessments import Action
from ddtool.domain.gaps import TO_BE_CLOSED, ActionLine, CriterionLine, RequirementLine
from ddtool.reports.content.verdicts import has_open_case, verdict_cells
from ddtool.reports.formats.excel.looks import SIGNS, sign
from ddtool.reports.formats.excel.sheets.material import (
    COVERAGE,
    CRITERIA,
    EXPLANATION,
    GAP_WORDS,
    GAPS,
    RATING_WORDS,
    Material,
    in_criteria,
    numbered,
)
from ddtool.reports.formats.excel.tables import Block, Column, Kind, Page, Row, Target
from ddtool.spreadsheets.writing import Value

_CRITERIA_PRINTED = 16
_GAPS_PRINTED = 12


def criteria_page(material: Material) -> Page:
    """One row a criterion: the gap, the three verdicts, and what stands behind them."""
    voice = material.voice
    rows = tuple(_criterion(material, line) for line in material.lines)
    return Page(
        key=CRITERIA,
        title=voice.gettext("Criteria"),
        lead=voice.gettext(
            "One row a criterion. The number leads to its gaps, the coverage to its explanation."
        ),
        blocks=(Block(CRITERIA, _criteria_columns(material), rows, ""),),
        frozen=2,
        printed=_CRITERIA_PRINTED,
    )


def _criteria_columns(material: Material) -> tuple[Column, ...]:
    voice = material.voice
    return (
        material.no_column(),
        Column(voice.gettext("Criterion"), 28),
        Column(voice.gettext("Section"), 13),
        Column(voice.gettext("Mark"), 7, Kind.MARK),
        Column(voice.gettext("Gap"), 15, palette=GAP_WORDS),
        Column(voice.gettext("By equivalence"), 12),
        Column(voice.gettext("Certificates"), 12),
        Column(voice.gettext("Until"), 11, Kind.DAY),
        Column(voice.gettext("Self-rating"), 14, palette=RATING_WORDS),
        Column(voice.gettext("Determination"), 14, palette=RATING_WORDS),
        Column(voice.gettext("Verdicts differ"), 9),
        Column(voice.gettext("Left open or to bring"), 42),
        Column(voice.gettext("Requirements to close"), 16, Kind.NUMBER),
        Column(voice.gettext("Actions"), 10, Kind.NUMBER),
        Column(voice.gettext("Applies"), 12),
        Column(voice.gettext("Open case"), 8),
        Column(voice.gettext("Reason of the site"), 60),
        Column(voice.gettext("Remarks"), 44),
        Column(voice.gettext("Codes"), 60),
    )


def _criterion(material: Material, line: CriterionLine) -> Row:
    criterion, decision = line.criterion, line.decision
    coverage = material.coverage[criterion.number]
    by_equivalence, own, determined = verdict_cells(material.source, line)
    differ = material.voice.gettext("differ") if line.verdicts_disagree else None
    values: tuple[Value, ...] = (
        numbered(criterion.number),
        criterion.title,
        material.sections.get(criterion.section, ""),
        SIGNS[line.gap.value],
        material.voice.words(line.gap),
        by_equivalence.sign.word,
        ", ".join(coverage.by),
        coverage.until.value,
        own.sign.word,
        determined.sign.word,
        differ,
        coverage.explains,
        len(line.lacking),
        len(line.actions),
        material.voice.words(line.applies),
        material.voice.gettext("open") if has_open_case(line) else None,
        line.own.reason if line.own else None,
        "\n".join(material.remarks.get(criterion.number, ())),
        ", ".join(decision.codes),
    )
    links = {0: Target(GAPS, criterion.number), 5: Target(EXPLANATION, criterion.number)}
    return Row(values, criterion.number, links)


def gaps_page(material: Material) -> Page:
    """One row for each requirement on which something is missing, gravest gaps first."""
    voice, content = material.voice, material.content
    order = (line for gap in TO_BE_CLOSED for line in content.analysis.with_gap(gap))
    rows = tuple(row for line in order for row in _gap_rows(material, line))
    return Page(
        key=GAPS,
        title=content.gaps.title,
        lead=voice.gettext(
            "One row for each requirement and action. The number leads back to the criterion."
        ),
        blocks=(Block(GAPS, _gap_columns(material), rows, content.gaps.none),),
        printed=_GAPS_PRINTED,
    )


def _gap_columns(material: Material) -> tuple[Column, ...]:
    voice = material.voice
    return (
        material.no_column(),
        Column(voice.gettext("Criterion"), 26),
        Column(voice.gettext("Mark"), 7, Kind.MARK),
        Column(voice.gettext("Gap"), 15, palette=GAP_WORDS),
        Column(voice.gettext("Requirement"), 12),
        Column(voice.gettext("State"), 11),
        Column(voice.gettext("What is missing"), 46),
        Column(voice.gettext("Action"), 36),
        Column(voice.gettext("Owner"), 18),
        Column(voice.gettext("Due"), 11, Kind.DAY),
        Column(voice.gettext("Progress"), 10),
        Column(voice.gettext("Remark"), 13),
        Column(voice.gettext("Note of the site"), 60),
    )


def _gap_rows(material: Material, line: CriterionLine) -> Iterator[Row]:
    """What the assessor looks at, then what is missing, then actions on the whole criterion."""
    known = {one.action.id: one for one in material.content.analysis.actions}
    whole = tuple(action for action in line.actions if not action.requirement)
    missing: list[tuple[Value, ...]] = [
        ("", "", remark, *_NO_ACTION, "")
        for remark in material.remarks.get(line.criterion.number, ())
    ]
    for part in line.lacking:
        missing += _requirement(material, part, known, planned=bool(whole))
    for action in whole:
        text = material.voice.gettext("Whole criterion")
        line_of = known.get(action.id, ActionLine(action))
        missing.append(("", "", text, *_action(material, line_of), ""))
    if not missing:
        missing.append(("", "", material.coverage[line.criterion.number].explains, *_NO_ACTION, ""))
    for values in missing:
        yield _gap_row(material, line, values)


_NO_ACTION: tuple[Value, ...] = (None, None, None, None, None)


def _gap_row(material: Material, line: CriterionLine, values: tuple[Value, ...]) -> Row:
    number = line.criterion.number
    head: tuple[Value, ...] = (
        numbered(number),
        line.criterion.title,
        SIGNS[line.gap.value],
        material.voice.words(line.gap),
    )
    return Row((*head, *values), number, {0: in_criteria(number)})


def _requirement(
    material: Material, part: RequirementLine, known: dict[str, ActionLine], *, planned: bool
) -> list[tuple[Value, ...]]:
    voice = material.voice
    lack = voice.words(part.lack) if part.lack else ""
    about = (part.requirement.id, lack, part.requirement.text)
    note = part.answer.note
    lines = [known.get(one.id, ActionLine(one)) for one in part.actions]
    if not lines:
        nothing = None if planned else voice.gettext("No action yet")
        return [(*about, nothing, *_NO_ACTION[1:], note)]
    return [(*about, *_action(material, one), note) for one in lines]


def _action(material: Material, line: ActionLine) -> tuple[Value, ...]:
    action: Action = line.action
    remark = material.plan_remarks.get(action.id, "")
    state = material.voice.words(action.state)
    label = material.action_labels.get(action.id, action.id)
    return f"{label} {action.title}", action.owner, action.due, state, remark


def coverage_page(material: Material) -> Page:
    """Criteria against certificates, each cell with mark and word."""
    voice, coverage = material.voice, material.content.coverage
    lead = coverage.none or voice.gettext(
        "What each certificate shows of each criterion. An empty cell: nobody has compared them."
    )
    lead = " ".join(part for part in (lead, coverage.elsewhere) if part)
    rows = tuple(_coverage_row(material, line) for line in material.lines)
    return Page(
        key=COVERAGE,
        title=voice.gettext("Coverage"),
        lead=lead,
        legend=" · ".join(f"{SIGNS[one.mark]} {one.word}" for one in coverage.key),
        blocks=(Block(COVERAGE, _coverage_columns(material), rows, ""),),
        frozen=2,
    )


def _coverage_columns(material: Material) -> tuple[Column, ...]:
    voice = material.voice
    held = [f"{label} {standard}" for label, standard in material.content.coverage.certificates]
    return (
        material.no_column(),
        Column(voice.gettext("Criterion"), 30),
        Column(voice.gettext("Coverage"), 16),
        Column(voice.gettext("Until"), 12, Kind.DAY),
        *(Column(title, 15) for title in held),
        Column(voice.gettext("Left open or to bring"), 56),
    )


def _coverage_row(material: Material, line: CriterionLine) -> Row:
    number = line.criterion.number
    row = material.coverage[number]
    values: tuple[Value, ...] = (
        numbered(number),
        row.title,
        sign(row.coverage),
        row.until.value,
        *(sign(one) for one in row.signs),
        row.explains,
    )
    return Row(values, number, {0: in_criteria(number), 2: Target(EXPLANATION, number)})
