"""One criterion in the JSON report: three verdicts side by side, requirements, and why."""

from typing import Any

from ddtool.domain.decisions import Decision
from ddtool.domain.equivalency import Cell, CellSource
from ddtool.domain.gaps import CriterionLine, RequirementLine
from ddtool.domain.verdicts import Verdict
from ddtool.reports.content import Voice
from ddtool.reports.formats.json.codes import code, iso
from ddtool.wording import says


def criterion(line: CriterionLine, voice: Voice) -> dict[str, Any]:
    """Everything known about one criterion."""
    about = line.criterion
    return {
        "number": about.number,
        "title": about.title,
        "section": about.section,
        "summary": about.summary,
        "applies": code(line.applies),
        "because": [{"kind": one.kind.value, "value": one.value} for one in line.basis],
        "gap": code(line.gap),
        "verdicts": _verdicts(line, voice),
        "contradictions": [code(one) for one in line.contradictions],
        "requirements": [_requirement(one) for one in line.requirements],
        "evidence": list(line.evidence),
        "actions": [action.id for action in line.actions],
    }


def gap(line: CriterionLine) -> dict[str, Any]:
    """What has to be done about one criterion that is not closed."""
    return {
        "criterion": line.criterion.number,
        "gap": code(line.gap),
        "missing": [
            {
                "requirement": one.requirement.id,
                "lack": code(one.lack),
                "actions": [action.id for action in one.actions],
            }
            for one in line.lacking
        ],
        "residual": list(line.decision.residual),
        "actions": [action.id for action in line.actions],
    }


def _requirement(line: RequirementLine) -> dict[str, Any]:
    return {
        "id": line.requirement.id,
        "text": line.requirement.text,
        "applies": code(line.applies),
        "answer": code(line.answer.answer),
        "note": line.answer.note,
        "lack": code(line.lack),
        "evidence": list(line.answer.evidence),
        "actions": [action.id for action in line.actions],
    }


def _verdicts(line: CriterionLine, voice: Voice) -> dict[str, Any]:
    own, determined = line.own, line.determination
    return {
        "by_equivalence": _decision(line.decision, voice),
        "self_rating": None
        if own is None
        else {"rating": code(own.rating), "reason": own.reason, "open_case": own.open_case},
        "determination": None
        if determined is None
        else {"rating": code(determined.rating), "reason": determined.reason},
        "disagree": line.verdicts_disagree,
    }


def _decision(decision: Decision, voice: Voice) -> dict[str, Any]:
    return {
        "coverage": code(decision.coverage),
        "by": list(decision.by),
        "until": iso(decision.until),
        "residual": list(decision.residual),
        "needs_assessor": decision.needs_assessor,
        "codes": [code(one) for one in decision.codes],
        "proposal": code(decision.proposal),
        "effective": code(decision.effective),
        "trace": [_traced(verdict, voice) for verdict in decision.verdicts],
    }


def _traced(verdict: Verdict, voice: Voice) -> dict[str, Any]:
    ruling = verdict.ruling
    return {
        "credential": verdict.certificate,
        "cell": None if verdict.cell is None else _cell(verdict.cell),
        "outcome": code(ruling.outcome),
        "level": code(ruling.level),
        "until": iso(ruling.until),
        "reasons": [
            {
                "code": code(reason.code),
                "gate": reason.gate,
                "kind": code(reason.kind),
                "says": says(voice.by_name(reason), voice.translations.gettext),
            }
            for reason in ruling.reasons
        ],
        "handed_on": [code(one) for one in ruling.handed_on],
        "shows": {
            "requirements": list(ruling.share.requirements),
            "activities": list(ruling.share.activities),
            "areas": list(ruling.share.areas),
        },
        "notes": list(ruling.notes),
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "id": cell.id,
        "criteria_set": cell.criteria_set,
        "criterion": cell.criterion,
        "standard": cell.standard,
        "editions": list(cell.editions),
        "level": code(cell.level),
        "status": cell.status,
        "counts": cell.counts,
        "covers": list(cell.covers),
        "gap_note": cell.gap_note,
        "confidence": cell.confidence,
        "rationale": cell.rationale,
        "source": _source(cell.source),
    }


def _source(source: CellSource) -> dict[str, Any]:
    return {
        "document": source.document,
        "edition": source.edition,
        "page": source.page,
        "day": iso(source.day),
        "url": source.url,
        "adopted_by": source.adopted_by,
        "adopted_on": iso(source.adopted_on),
        "confirmed_by": source.confirmed_by,
    }
