"""Ids that a database has made mean nothing to anybody, so no report shows one."""

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5

from openpyxl import load_workbook

from ddtool.domain.assessments import Assessment
from ddtool.reports.content import ReportContent
from ddtool.reports.formats.excel import to_excel
from ddtool.reports.formats.json import gap_report
from ddtool.reports.printing import make_sheets
from ddtool.usecases.reports import Reader, content_of
from tests.reports.analyses import LIBRARY, analyse, demonstration

MADE_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NAMES = {"DEMO-S2": "Auental smelter"}


def made(id: str) -> str:
    return str(uuid5(NAMESPACE_URL, id))


@cache
def stored() -> ReportContent:
    """The demonstration as a database keeps it."""
    known = demonstration().assessment
    held = tuple(
        replace(one, id=made(one.id), sites=tuple(map(made, one.sites)))
        for one in known.certificates
    )
    assessment: Assessment = replace(
        known,
        site=replace(known.site, id=made(known.site.id)),
        certificates=held,
        actions=tuple(replace(one, id=made(one.id)) for one in known.actions),
    )
    sites = {made(site): site for one in known.certificates for site in one.sites}
    sites |= {made(id): name for id, name in NAMES.items()}
    return content_of(analyse(assessment), LIBRARY, Reader(), sites)


def test_the_printed_report_shows_none():
    html = make_sheets(stored()).html

    text = re.sub(r"<[^>]*>", " ", html)
    assert "C1" in text
    assert not MADE_ID.search(text)


def test_the_workbook_shows_none():
    workbook = load_workbook(BytesIO(to_excel(stored())))

    cells = [str(cell.value) for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert "C1" in cells
    assert [text for text in cells if MADE_ID.search(text)] == []


def test_the_sentences_for_programs_show_none():
    report = gap_report(stored())

    traces = [one["verdicts"]["by_equivalence"]["trace"] for one in report["criteria"]]
    said = [reason["says"] for trace in traces for one in trace for reason in one["reasons"]]
    assert "The site Auental smelter is not covered by the certificate." in said
    assert [text for text in said if MADE_ID.search(text)] == []
