"""The gap report for programs: stable codes, their words, and every decision with its trace.

The shape is published in ``ddtool/reports/schema/gap-report-1.json``. The same input gives the same
bytes.
"""

import json
from typing import Any

from ddtool.domain.criteria import CriteriaSet, Section
from ddtool.domain.equivalency import MatrixName
from ddtool.domain.gaps import TO_BE_CLOSED, Counts, GapAnalysis
from ddtool.domain.if_done import if_all_done
from ddtool.reports.content import ReportContent, Voice
from ddtool.reports.content.evidence import shown_by
from ddtool.reports.content.programme import Programme
from ddtool.reports.format import Format, OnPage, nobody
from ddtool.reports.formats.json import registers
from ddtool.reports.formats.json.codes import all_words, code, iso
from ddtool.reports.formats.json.criteria import criterion, gap
from ddtool.reports.formats.json.reviews import review

FORMAT_NAME = "ddtool-gap-report"
FORMAT_VERSION = 1


def to_json(content: ReportContent, _on_page: OnPage = nobody) -> bytes:
    """The bytes of a UTF-8 file that ends with a line end.

    Half characters, which UTF-8 does not know, become question marks.
    """
    text = json.dumps(gap_report(content), ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode("utf-8", errors="replace")


def gap_report(content: ReportContent) -> dict[str, Any]:
    """The report as dictionaries and lists; the schema says what each field means."""
    analysis, voice = content.analysis, content.voice
    return {
        "format": {"name": FORMAT_NAME, "version": FORMAT_VERSION},
        "kind": content.kind,
        "language": content.language,
        "disclaimer": list(content.reading.disclaimer),
        "programme": _programme(content.programme),
        "fictional": analysis.assessment.site.fictional or analysis.matrix.fictional,
        "as_of": iso(analysis.as_of),
        "content_sha256": content.snapshot,
        "site": registers.site(analysis.assessment.site),
        "assessment": registers.assessment(analysis.assessment),
        "criteria_set": _criteria_set(analysis.criteria_set),
        "matrix": _matrix(analysis.matrix),
        "outlook": _outlook(content),
        "criteria": [criterion(line, voice) for line in analysis.lines],
        "gaps": [gap(line) for kind in TO_BE_CLOSED for line in analysis.with_gap(kind)],
        **_lists(analysis, voice),
        "review": review(content.record) if content.record.is_there else None,
        "words": all_words(voice),
    }


def _programme(one: Programme) -> dict[str, Any] | None:
    if not (one.name or one.contact or one.paragraphs):
        return None
    return {"name": one.name, "contact": one.contact, "says": list(one.paragraphs)}


def _lists(analysis: GapAnalysis, voice: Voice) -> dict[str, Any]:
    return {
        "certificates": [
            registers.certificate(line, names_site=line in analysis.at_site)
            for line in analysis.certificates
        ],
        "limits": [registers.limit(one, voice) for one in analysis.limits],
        "actions": [registers.action(line) for line in analysis.actions],
        "evidence": [
            registers.evidence(one, shown_by(analysis, one)) for one in analysis.assessment.evidence
        ],
        "forecast": [registers.forecast_day(one) for one in analysis.forecast],
        "what_if": [registers.what_if(one) for one in analysis.what_if],
    }


def _criteria_set(one: CriteriaSet) -> dict[str, Any]:
    return {
        "name": one.name,
        "title": one.title,
        "publisher": one.publisher,
        "label": one.label,
        "rights": one.rights,
        "sha256": one.sha256,
        "sections": [{"id": section.id, "title": section.title} for section in one.sections],
    }


def _matrix(one: MatrixName) -> dict[str, Any]:
    return {
        "name": one.name,
        "title": one.title,
        "label": one.label,
        "fictional": one.fictional,
        "sha256": one.sha256,
        "cells": {"published": one.published, "adopted": one.adopted, "proposed": one.proposed},
    }


def _outlook(content: ReportContent) -> dict[str, Any]:
    analysis = content.analysis
    return {
        "outlook": code(analysis.outlook),
        "says": list(content.outlook.sentences),
        "if_all_actions_close": _if_all_actions_close(analysis),
        "applicable": analysis.applicable,
        "to_be_closed": len(analysis.with_gap(*TO_BE_CLOSED)),
        "counts": _counts(analysis.counts),
        "sections": [_section(analysis, section) for section in analysis.criteria_set.sections],
    }


def _if_all_actions_close(analysis: GapAnalysis) -> dict[str, Any]:
    then = if_all_done(analysis)
    return {
        "outlook": code(then.outlook),
        "closes": list(then.closes),
        "stay": list(then.stay),
    }


def _section(analysis: GapAnalysis, section: Section) -> dict[str, Any]:
    return {"id": section.id, "counts": _counts(analysis.counts_in(section))}


def _counts(counts: Counts) -> dict[str, int]:
    return {str(code(kind)): number for kind, number in counts.items()}


FORMAT = Format("json", ".json", to_json)
