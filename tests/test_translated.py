"""Every text a person reads asks for its translation; the Spanish one says it in Spanish."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from ddtool import cli
from ddtool.domain.gaps import GapAnalysis
from ddtool.languages import load_language
from ddtool.reports.content import ReportContent
from ddtool.reports.formats.excel import to_excel
from ddtool.reports.formats.json import gap_report
from ddtool.reports.printing import make_sheets
from ddtool.spreadsheets.pages import for_header
from ddtool.usecases.demonstration import read_demonstration, write_demonstration
from ddtool.usecases.reports import Reader, content_of, report_on_workbook
from ddtool.workbooks import layout
from tests.marking import LANGUAGE, Marking, pack_texts, texts_in, unmarked
from tests.reports.analyses import (
    CRITERIA,
    DAY,
    LIBRARY,
    demonstration,
    everything_missing,
    nothing_answered,
)

ANALYSES = [demonstration, nothing_answered, everything_missing]


def marked(analysis: GapAnalysis) -> ReportContent:
    return content_of(analysis, LIBRARY, Reader(LANGUAGE, lambda _: Marking()))


def data_of(analysis: GapAnalysis) -> set[str]:
    """What packs and the site say themselves, and the parts that reports take out of it."""
    found = pack_texts(LIBRARY, analysis.criteria_set.name) | set(texts_in(analysis))
    found |= {one.partition(":")[0] for one in found} | {one.rstrip(".") for one in found}
    return found | {f"{one[:length].rstrip()}…" for one in found for length in (25, 33, 44, 59)}


class _Words(HTMLParser):
    """The text nodes and the texts of attributes that people read or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        read = ("alt", "title", "content", "data-part")
        self.found += [value for name, value in attrs if name in read and value]

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if not self._in_style:
            self.found.append(" ".join(data.split()))


def words_of_html(html: str) -> list[str]:
    words = _Words()
    words.feed(html)
    return words.found


def words_of_workbook(content: bytes) -> Iterator[str]:
    """Titles, cells, checks, heads, feet and charts of the sheets that people see."""
    workbook: Workbook = load_workbook(BytesIO(content))
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            continue
        yield sheet.title
        cells = (cell.value for row in sheet.iter_rows() for cell in row)
        yield from (value for value in cells if isinstance(value, str))
        for check in sheet.data_validations.dataValidation:
            yield from (check.prompt or "", check.error or "")
        edges: tuple[Any, Any] = (sheet.oddHeader, sheet.oddFooter)
        for edge in edges:
            parts = (part.text or "" for part in (edge.left, edge.center, edge.right))
            yield from (re.sub("&[APN]", " ", text).replace("&&", "&") for text in parts)
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/charts/"):
                yield from re.findall("<a:t>(.*?)</a:t>", archive.read(name).decode())


@pytest.mark.parametrize("make", ANALYSES)
def test_everything_a_report_says_goes_through_translation(make):
    analysis = make()

    texts = texts_in(marked(analysis), leave_out=("analysis", "voice", "language", "mark", "strip"))

    assert unmarked(_without_marks_of_layout(texts), data_of(analysis)) == []


def _without_marks_of_layout(texts: Iterator[str]) -> Iterator[str]:
    """Names of marks, anchors and the language are not read by people."""
    names = re.compile(r"[a-z]+([-_][a-z_]+)*|[kc][\w.]+")
    return (text for text in texts if not names.fullmatch(text))


@pytest.mark.parametrize("make", ANALYSES)
def test_everything_on_the_pages_of_a_report_goes_through_translation(make):
    analysis = make()

    sheets = make_sheets(marked(analysis))

    drawn = [text for svg in sheets.images.values() for text in re.findall(">([^<>]+)</text>", svg)]
    assert unmarked([*words_of_html(sheets.html), *drawn], data_of(analysis)) == []


@pytest.mark.parametrize("make", ANALYSES)
def test_everything_in_a_report_as_workbook_goes_through_translation(make):
    analysis = make()

    texts = words_of_workbook(to_excel(marked(analysis)))

    assert unmarked(texts, data_of(analysis)) == []


def test_the_words_of_a_report_as_json_go_through_translation():
    report = gap_report(marked(demonstration()))

    words = [word for kind in report["words"].values() for word in kind.values()]
    said = re.findall('"says": "(.*?)"', json.dumps(report["criteria"], ensure_ascii=False))
    assert said
    assert unmarked([*words, *said, *report["disclaimer"]], ()) == []


@pytest.mark.parametrize("site", ["DEMO-S1", "DEMO-S2", "DEMO-S3"])
def test_everything_in_a_workbook_to_fill_in_goes_through_translation(site: str, tmp_path: Path):
    assessment = read_demonstration(CRITERIA / "demo", site, LIBRARY)
    keys = {row.id for row in layout.SITE_ROWS} | {"fact"}
    data = pack_texts(LIBRARY, "rra@3.0") | set(texts_in(assessment)) | keys

    write_demonstration(CRITERIA / "demo", LIBRARY, tmp_path, Marking(), language=LANGUAGE)

    texts = words_of_workbook((tmp_path / f"{site}.xlsx").read_bytes())
    assert unmarked(texts, data) == []


def spanish(site: str = "DEMO-S2") -> ReportContent:
    return content_of(demonstration(site), LIBRARY, Reader("es", load_language))


def test_a_spanish_report_says_it_in_spanish():
    content = spanish()

    assert content.cover.title == "Informe de brechas"
    assert content.cover.subtitle.endswith("estado al 1\xa0de\xa0diciembre\xa0de\xa02026")
    assert content.outlook.sign.word == "Bloqueada"
    assert content.outlook.still_open == "15 de 28 criterios aplicables quedan por cerrar."
    assert [column.gap.word for column in content.outlook.columns] == [
        "Con bloqueo", "Plan de mejora", "Por confirmar", "Sin calificar", "Sin brecha",
        "No aplica",
    ]  # fmt: skip
    assert content.plan.title == "Plan de mejora"
    assert content.gaps.groups[0].blocks[0].verdicts[1].sign.word == "No cumple"
    assert "El certificado está suspendido." in content.certificates.rows[2].says


def test_a_spanish_report_names_the_country_in_spanish():
    analysis = demonstration("DEMO-S1")
    at_sea = replace(analysis.assessment.site, place="Avilés", country="Spain")
    moved = replace(analysis, assessment=replace(analysis.assessment, site=at_sea))

    facts = content_of(moved, LIBRARY, Reader("es", load_language)).cover.facts

    assert [fact.text for fact in facts if fact.label == "Lugar"] == ["Avilés, España"]


def test_a_spanish_report_has_spanish_pages():
    html = make_sheets(spanish()).html

    assert '<html lang="es">' in html
    assert '<span lang="en">' in html
    for head in ("Qué falta", "Responsable", "Próximas fechas", "Cobertura explicada"):
        assert head in html
    for head in ("What is missing", "Owner", "Next dates", "Coverage explained"):
        assert head not in html


def test_a_spanish_report_as_workbook_has_spanish_sheets():
    workbook = load_workbook(BytesIO(to_excel(spanish())))

    assert workbook.sheetnames == [
        "Léame", "Perspectiva", "Criterios", "Brechas", "Cobertura", "Explicación", "Certificados",
        "Previsión", "Plan de mejora", "Índice de evidencia", "No aplica",
    ]  # fmt: skip


@pytest.mark.parametrize("reader", ["es", "en"])
def test_a_spanish_workbook_reads_back_equal_whoever_reads_it(reader: str, tmp_path: Path):
    write_demonstration(CRITERIA / "demo", LIBRARY, tmp_path, load_language("es"), language="es")

    report = report_on_workbook(
        tmp_path / "DEMO-S2.xlsx", LIBRARY, Reader(reader, load_language), as_of=DAY
    )

    assert report.content.analysis.assessment == demonstration().assessment
    assert report.notes == ()


def test_a_spanish_workbook_has_spanish_sheets_and_words(tmp_path: Path):
    write_demonstration(CRITERIA / "demo", LIBRARY, tmp_path, load_language("es"), language="es")

    workbook = load_workbook(tmp_path / "DEMO-S2.xlsx")

    assert workbook.sheetnames[:2] == ["Instrucciones", "Sitio"]
    heads = [cell.value for cell in workbook["Governance"][layout.HEAD_ROW]]
    assert heads[:5] == ["N.º", "Requisito", "Pregunta", "Orientación", "Respuesta"]
    answers = {row[4].value for row in workbook["Governance"].iter_rows(min_row=layout.FIRST_ROW)}
    assert {"Cumplido", "Cumplido en parte"} <= answers


def test_commands_speak_the_language_of_the_settings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    monkeypatch.setenv("DDTOOL_LANGUAGE", "es")

    assert cli.run(["packs", "check"]) == 0
    assert cli.run(["packs", "check", str(tmp_path)]) == 1
    assert cli.run(["coverage", str(_request(tmp_path))]) == 1

    said = capsys.readouterr()
    assert said.out == "Sin problemas.\n"
    first, second = said.err.splitlines()[:2]
    assert first.startswith(f"{tmp_path}: no hay ningún paquete en este lugar; nombrar una carpeta")
    assert second == "file: se encontró no es JSON en la línea 1, columna 1; se acepta: " + (
        "una solicitud o una lista de solicitudes en JSON"
    )


def _request(folder: Path) -> Path:
    path = folder / "request.json"
    path.write_text("nothing", encoding="utf-8")
    return path


def test_a_guard_says_in_spanish_why_a_file_was_not_opened(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    path = tmp_path / "vacío.xlsx"
    path.write_bytes(b"")

    assert cli.run(["report", str(path), "--language", "es"]) == 1

    assert capsys.readouterr().err == "vacío.xlsx está vacío.\n"


def test_an_unknown_language_in_the_settings_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("DDTOOL_LANGUAGE", "tlh")

    assert cli.run(["coverage", "-"]) == 1

    assert capsys.readouterr().err == 'There is no language "tlh"; there is: en, es.\n'


def test_no_disclaimer_is_cut_off_at_the_foot_of_a_sheet():
    """Spreadsheet programs take short feet only, and Spanish needs more letters."""
    for language in ("en", "es"):
        content = content_of(demonstration(), LIBRARY, Reader(language, load_language))

        assert for_header(content.cover.foot) == content.cover.foot
