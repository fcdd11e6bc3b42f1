"""A report's content into HTML by the templates, and HTML into a PDF in a process of its own."""

import json
import logging
import os
import re
import subprocess
import sys
import threading
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ddtool.domain.errors import DdtoolError
from ddtool.reports import charts, marks, strips, typefaces
from ddtool.reports.content import ReportContent
from ddtool.reports.content.cover import cut
from ddtool.reports.format import OnPage, nobody
from ddtool.reports.languages import language_of, split_page_text
from ddtool.reports.layout import Layout, lay_out
from ddtool.sentences import Sentence

_PACKAGE = Path(__file__).resolve().parents[1]
_TEMPLATES = (_PACKAGE / "_shipped" / "templates", _PACKAGE.parent / "templates")
_TEMPLATE = "reports/report.html"
_PRINTER = Path(__file__).with_name("printer.py")
_LIMITS = {"cpu_seconds": 300, "memory_mb": 2048, "file_mb": 200}
_PATIENCE_SECONDS = 600
# Longer texts stand in a row of their own, over the whole width: columns would take pages.
_LONG_TEXT, _LONG_NAME = 400, 90
# Line ends after these tags say nothing, and each would cost a box.
_BETWEEN_PARTS = re.compile(r"(</?(?:table|tbody|thead|tr|t[dh]|section|div|p|h[1-3])\b[^>]*>)\s+")
_ANCHOR, _LINK = re.compile(r'\bid="([^"]+)"'), re.compile(r' href="#([^"]+)"')
_LOGGER = logging.getLogger(__name__)


class ReportNotPrinted(DdtoolError):
    """A report could not be made into a PDF; the reason in a sentence."""


class Sheets(NamedTuple):
    """A report ready for the press.

    HTML, drawings, pictures as PNG and font files by name, rules for the fonts.
    """

    html: str
    images: Mapping[str, str]
    pictures: Mapping[str, bytes]
    fonts: Mapping[str, Path]
    faces: str


def print_report(content: ReportContent, on_page: OnPage = nobody) -> bytes:
    """The PDF of a report, printed in a process with limits on time and memory.

    :raises ReportNotPrinted: it needed too much, or the press broke down.
    """
    sheets = make_sheets(content)
    request = {
        "html": sheets.html,
        "images": dict(sheets.images),
        "pictures": {name: b64encode(png).decode() for name, png in sheets.pictures.items()},
        "fonts": {name: str(path) for name, path in sheets.fonts.items()},
        "faces": sheets.faces,
        **_LIMITS,
    }
    with _told_pages(on_page) as pages:
        answer = _print(request, pages)
    return _whole(answer)


def _print(request: Mapping[str, object], pages: int | None) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 -- our own program, with nothing of anybody's in the command
            [sys.executable, "-I", str(_PRINTER)],
            input=json.dumps({**request, "pages": pages}).encode(),
            capture_output=True,
            timeout=_PATIENCE_SECONDS,
            check=False,
            pass_fds=() if pages is None else (pages,),
        )
    except subprocess.TimeoutExpired:
        raise ReportNotPrinted(
            Sentence("The PDF took too long; ask for it as Excel instead.")
        ) from None
    except OSError as problem:
        raise ReportNotPrinted(
            Sentence("The PDF could not be started: {reason}.", reason=problem.strerror)
        ) from None


@contextmanager
def _told_pages(on_page: OnPage) -> Iterator[int | None]:
    """A descriptor for the numbers of pages; None where nobody wants to know them."""
    if on_page is nobody:
        yield None
        return
    numbers, pages = os.pipe()
    listener = threading.Thread(target=_listen, args=(numbers, on_page))
    listener.start()
    try:
        yield pages
    finally:
        os.close(pages)
        listener.join()


def _listen(numbers: int, on_page: OnPage) -> None:
    with os.fdopen(numbers) as lines:
        for line in lines:
            on_page(int(line))


def _whole(answer: subprocess.CompletedProcess[bytes]) -> bytes:
    """The PDF of an answer; complaints go to the log."""
    told = answer.stderr.decode(errors="replace").strip()
    if answer.returncode != 0 or not answer.stdout.rstrip().endswith(b"%%EOF"):
        _LOGGER.error("The press ended with %s: %s", answer.returncode, told)
        raise ReportNotPrinted(_explain(answer.returncode, told))
    for line in json.loads(told.splitlines()[-1]):
        _LOGGER.warning("While printing: %s", line)
    return answer.stdout


def _explain(code: int, told: str) -> str:
    if "cannot load library" in told:
        return Sentence(
            "The PDF needs Pango, which is not installed; 'ddtool doctor' says how to get it."
        )
    if "MemoryError" in told or code < 0:
        return Sentence(
            "The PDF needed more time or memory than is allowed; ask for it as Excel instead."
        )
    last = told.splitlines()[-1] if told else f"exit code {code}"
    return Sentence("The PDF could not be printed: {reason}.", reason=last)


def make_sheets(content: ReportContent) -> Sheets:
    """The HTML with all it needs. Characters that no font has are replaced and listed."""
    layout = lay_out(content)
    html = _render(content, layout, unprintable=())
    lacking = typefaces.unprintable(html)
    if lacking:
        named = tuple(typefaces.named(one) for one in lacking)
        html = typefaces.without(_render(content, layout, unprintable=named), lacking)
    fonts = typefaces.fonts_for(html)
    images = {**_drawings(), **layout.images}
    logo = content.programme.logo
    pictures = {"programme": logo.png} if logo else {}
    return Sheets(html, images, pictures, fonts, typefaces.face_rules(fonts))


def _render(content: ReportContent, layout: Layout, *, unprintable: tuple[str, ...]) -> str:
    html = (
        _templates()
        .get_template(_TEMPLATE)
        .render(
            report=content,
            layout=layout,
            unprintable=unprintable,
            _=content.voice.translations.gettext,
        )
    )
    return _without_lost_links(_BETWEEN_PARTS.sub(r"\1", html))


def _without_lost_links(html: str) -> str:
    """Links lead nowhere whose section was left out; their words stay."""
    there = set(_ANCHOR.findall(html))
    return _LINK.sub(lambda found: found[0] if found[1] in there else "", html)


@cache
def _drawings() -> Mapping[str, str]:
    """All marks and bands, by the names the templates use."""
    drawn = {f"mark-{name}": marks.mark(name) for name in marks.mark_names()}
    drawn |= {f"band-{name}": marks.band(name, 8, 80) for name in marks.band_names()}
    drawn |= {f"key-{name}": marks.band(name, 26, 9) for name in marks.band_names()}
    drawn |= {f"part-{name}": strips.part_mark(name) for name in strips.PARTS}
    return drawn | {name: charts.swatch(name) for name in ("bar-counts", "bar-not", "bar-open")}


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader([folder for folder in _TEMPLATES if folder.is_dir()]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["passage"] = _passage
    environment.globals |= {"long_text": _LONG_TEXT, "long_name": _LONG_NAME}
    environment.filters["cut"] = cut
    environment.filters["css_text"] = _css_text
    environment.filters["page_text"] = split_page_text
    return environment


def _passage(text: str, report: str) -> Markup | str:
    """A text from people, told in which language it is where its letters show that."""
    language = language_of(text, report)
    if language == report:
        return text
    return Markup('<span lang="{}">{}</span>').format(language, text)


def _css_text(text: str) -> str:
    """A text as a string in a style sheet: only letters, digits and spaces stay as they are."""
    return re.sub(r"[^\w ]", lambda found: f"\\{ord(found[0]):x} ", text)
