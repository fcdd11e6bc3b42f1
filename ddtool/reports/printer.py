"""HTML in, PDF out: a program of its own that the report is printed in.

It runs apart, in a fresh Python without our packages, so that a report that grows without end or
crashes takes nothing with it, and gives its memory back. In: one JSON object on standard input
with ``html``, ``images`` (SVG by name), ``pictures`` (PNG in base 64 by name), ``fonts`` (paths by
name), ``faces`` (CSS rules), ``cpu_seconds``, ``memory_mb``, ``file_mb`` and ``pages``, the
descriptor on which the number of each page is told, a line each, or null. Out: the PDF on standard
output and one JSON list of WeasyPrint's complaints on standard error.
"""

import base64
import contextlib
import ctypes
import gc
import json
import logging
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.html import UA
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

try:
    import resource
except ImportError:  # Windows has no such limits; the time-out of the parent still holds.
    _CAN_LIMIT = False
else:
    _CAN_LIMIT = True

SCHEME = "ddtool:"
PDF_VARIANT = "pdf/ua-1"
_PAGE_BEGUN = "Step 5 - Creating layout - Page"
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux
_PRINTED = ("html", "images", "fonts", "faces", "pictures")
_MEGABYTE = 1024 * 1024


class Refused(ValueError):
    """Something was asked for that we have not put into the report ourselves."""


class OnlyOurs(URLFetcher):  # type: ignore[misc]
    """Gives out the images and fonts it was made with, and nothing else in the world."""

    def __init__(
        self,
        images: Mapping[str, str],
        fonts: Mapping[str, str],
        pictures: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(fail_on_errors=False)
        self._images = images
        self._pictures = pictures or {}
        self._fonts = fonts

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """An image or a font of ours.

        :raises Refused: for every other address.
        """
        kind, _, name = url.removeprefix(SCHEME).partition("/")
        if url.startswith(SCHEME) and kind == "image" and name in self._images:
            svg = self._images[name].encode()
            return URLFetcherResponse(url, svg, {"Content-Type": "image/svg+xml"})
        if url.startswith(SCHEME) and kind == "image" and name in self._pictures:
            png = base64.b64decode(self._pictures[name])
            return URLFetcherResponse(url, png, {"Content-Type": "image/png"})
        if url.startswith(SCHEME) and kind == "font" and name in self._fonts:
            font = Path(self._fonts[name]).read_bytes()
            return URLFetcherResponse(url, font, {"Content-Type": "font/otf"})
        raise Refused(f"nothing outside the report is fetched: {url[:80]}")


# WeasyPrint's own style sheet makes six pseudo-elements for every element of a page, for notes and
# markers that no report has. Without them a report is printed about a twentieth faster.
_NEVER_USED = ("::marker", "::footnote-", "::note-")
_DEFAULTS = CSS(
    string="\n".join(line for line in UA.splitlines() if not line.startswith(_NEVER_USED))
)


class _Report(HTML):  # type: ignore[misc]
    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [_DEFAULTS]


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


class _Pages(logging.Handler):
    """Tells on a descriptor which page WeasyPrint has come to; nobody has to listen."""

    def __init__(self, descriptor: int) -> None:
        super().__init__(logging.INFO)
        self._descriptor = descriptor

    def emit(self, record: logging.LogRecord) -> None:
        told = record.getMessage()
        if told.startswith(_PAGE_BEGUN):
            number = told.removeprefix(_PAGE_BEGUN).split()[0]
            with contextlib.suppress(OSError):
                os.write(self._descriptor, f"{number}\n".encode())


def print_pdf(
    html: str,
    images: Mapping[str, str],
    fonts: Mapping[str, str],
    faces: str,
    pictures: Mapping[str, str] | None = None,
) -> tuple[bytes, list[str]]:
    """The PDF and WeasyPrint's complaints."""
    complaints = _Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    logger.propagate = False
    try:
        pdf = _press(html, faces, OnlyOurs(images, fonts, pictures))
    finally:
        logger.removeHandler(complaints)
    return pdf, complaints.lines


def _press(html: str, faces: str, fetcher: OnlyOurs) -> bytes:
    typefaces = FontConfiguration()
    rules = CSS(string=faces, base_url=None, url_fetcher=fetcher, font_config=typefaces)
    document = _Report(string=html, base_url=None, url_fetcher=fetcher)
    pdf: bytes = document.write_pdf(
        stylesheets=[rules], font_config=typefaces, pdf_variant=PDF_VARIANT
    )
    return pdf


def _set_limits(request: dict[str, Any]) -> None:
    if not _CAN_LIMIT:
        return
    wanted = {
        resource.RLIMIT_CPU: request["cpu_seconds"],
        resource.RLIMIT_AS: request["memory_mb"] * _MEGABYTE,
        resource.RLIMIT_FSIZE: request["file_mb"] * _MEGABYTE,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in wanted.items():
        _, hard = resource.getrlimit(limit)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (bound, bound))


def _die_with_parent() -> None:
    """Nobody would read what is printed once the parent has ended."""
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def _tell_pages(descriptor: int) -> None:
    logger = logging.getLogger("weasyprint.progress")
    logger.setLevel(logging.INFO)
    logger.addHandler(_Pages(descriptor))


def main() -> int:
    """Read a request, print it, answer. Nothing is collected: the process ends anyway."""
    _die_with_parent()
    gc.freeze()
    gc.disable()
    request = json.load(sys.stdin)
    _set_limits(request)
    if request["pages"] is not None:
        _tell_pages(request["pages"])
    pdf, complaints = print_pdf(**{name: request[name] for name in _PRINTED})
    sys.stdout.buffer.write(pdf)
    sys.stdout.buffer.flush()
    sys.stderr.write("\n" + json.dumps(complaints))
    return 0


if __name__ == "__main__":
    sys.exit(main())
