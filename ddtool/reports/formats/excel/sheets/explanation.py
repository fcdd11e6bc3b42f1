"""The sheet Explanation: every certificate against every cell, gate by gate."""

from collections.abc import Iterator, Mapping

from ddtool.domain.equivalency import Cell
from ddtool.domain.gaps import CriterionLine
from ddtool.domain.reasons import Kind as Effect
from ddtool.domain.reasons import Reason
from ddtool.domain.verdicts import Verdict
from ddtool.reports.content.provenance import told_by
from ddtool.reports.content.told import note_texts
from ddtool.reports.content.voice import Voice
from ddtool.reports.formats.excel.sheets.material import (
    EXPLANATION,
    Material,
    in_criteria,
    numbered,
)
from ddtool.reports.formats.excel.tables import Block, Column, Kind, Page, Row
from ddtool.spreadsheets.writing import Value
from ddtool.wording.gates import GATE_TITLES, RECOGNITION_TITLE

_PRINTED = 13


def explanation_page(material: Material) -> Page:
    """One row for each finding; a pair that passed every gate has one row that says so."""
    voice = material.voice
    rows = tuple(row for line in material.lines for row in _rows(material, line))
    return Page(
        key=EXPLANATION,
        title=voice.gettext("Explanation"),
        lead=voice.gettext(
            "Why each certificate counts or does not: one row for each finding of a check. "
            "Pairs that nobody has compared are left out."
        ),
        blocks=(Block(EXPLANATION, _columns(material), rows, _nothing(material)),),
        printed=_PRINTED,
    )


def _nothing(material: Material) -> str:
    return material.content.coverage.none or material.voice.gettext(
        "The matrix compares none of the certificates held with these criteria."
    )


def _columns(material: Material) -> tuple[Column, ...]:
    voice = material.voice
    return (
        material.no_column(),
        Column(voice.gettext("Criterion"), 26),
        Column(voice.gettext("Certificate"), 11, Kind.NAME),
        Column(voice.gettext("Standard"), 16),
        Column(voice.gettext("Check"), 22),
        Column(voice.gettext("Finding"), 44),
        Column(voice.gettext("Effect"), 13),
        Column(voice.gettext("Outcome"), 15),
        Column(voice.gettext("Level reached"), 10),
        Column(voice.gettext("Until"), 11, Kind.DAY),
        Column(voice.gettext("Leaves open"), 32),
        Column(voice.gettext("Recognition: level"), 9),
        Column(voice.gettext("Recognition: status"), 11),
        Column(voice.gettext("Recognition: editions"), 20),
        Column(voice.gettext("Recognition: source"), 44),
        Column(voice.gettext("Recognition: confidence"), 12),
        Column(voice.gettext("Code"), 24),
    )


def _rows(material: Material, line: CriterionLine) -> Iterator[Row]:
    number = line.criterion.number
    of_site = {one.certificate.id for one in material.content.analysis.at_site}
    for verdict in line.decision.verdicts:
        if verdict.cell is None or verdict.certificate not in of_site:
            continue
        about = _about(material, line, verdict, verdict.cell)
        rests_on = (*_result(material, verdict), *_cell(material, verdict.cell))
        for *finding, code in _findings(material, verdict.ruling.reasons):
            yield Row((*about, *finding, *rests_on, code), number, {0: in_criteria(number)})


def _about(
    material: Material, line: CriterionLine, verdict: Verdict, cell: Cell
) -> tuple[Value, ...]:
    return (
        numbered(line.criterion.number),
        line.criterion.title,
        material.source.label(verdict.certificate),
        cell.standard,
    )


def _cell(material: Material, cell: Cell) -> tuple[Value, ...]:
    return (
        material.voice.words(cell.level),
        material.voice.of_pack(cell.status),
        ", ".join(cell.editions),
        _source(material, cell),
        material.voice.of_pack(cell.confidence),
    )


def _source(material: Material, cell: Cell) -> str:
    source = cell.source
    parts = (
        source.document,
        source.edition,
        material.voice.gettext("page {page}", page=source.page) if source.page else "",
        _adopted(material, cell),
    )
    return ", ".join(part for part in parts if part)


def _adopted(material: Material, cell: Cell) -> str:
    if not cell.source.adopted_by:
        return ""
    return told_by(material.voice, cell.source)


def _findings(material: Material, reasons: tuple[Reason, ...]) -> Iterator[tuple[Value, ...]]:
    """Gate, finding, effect and code of each reason; one line where there is none."""
    voice = material.voice
    if not reasons:
        yield ("", voice.gettext("Every check is passed."), "", "")
    effects = _effects(material)
    for reason in reasons:
        yield (_check(voice, reason), voice.says(reason), effects[reason.kind], reason.code.value)


def _check(voice: Voice, reason: Reason) -> str:
    """What the gate is called; what the cell itself says stands before all of them."""
    return voice.gettext(GATE_TITLES.get(reason.gate, RECOGNITION_TITLE))


def _effects(material: Material) -> Mapping[Effect, str]:
    voice = material.voice
    return {
        Effect.REJECTS: voice.gettext("stopped"),
        Effect.FACT_MISSING: voice.gettext("a fact is missing"),
        Effect.CAPS: voice.gettext("lowered"),
        Effect.WARNS: voice.gettext("warning"),
        Effect.SUGGESTS: voice.gettext("not decided"),
    }


def _result(material: Material, verdict: Verdict) -> tuple[Value, ...]:
    ruling, voice = verdict.ruling, material.voice
    level = "" if ruling.level is None else voice.words(ruling.level)
    return (
        voice.words(ruling.outcome),
        level,
        ruling.until,
        note_texts(voice, ruling.notes, ruling.reasons),
    )
