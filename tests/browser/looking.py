"""Looking at a page in the browser: whom it talks to, what it complains of, who can use it."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

_AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_COLOURS = ["color-contrast"]
# Looked at from the top: wherever else the page was scrolled to, the menu button of the bar that
# sticks there may lie over half of another button, which then is found to be too small.
_FROM_THE_TOP = """async () => {
  const [across, down] = [scrollX, scrollY];
  scrollTo(0, 0);
  const found = await axe.run(document, %s);
  scrollTo(across, down);
  return found;
}"""
_NARROW = {"width": 320, "height": 640}
# What the browser asks of itself, as for its viewer of PDFs, goes to no host.
_SCHEMES_OF_ITS_OWN = ("data:", "blob:", "about:", "chrome:", "chrome-extension:")
_LOST_LINE = "net::ERR"
_REFUSALS = "the server responded with a status of"


class Watch:
    """Listens to a browser from the beginning, for a look at the end.

    Lost lines and refusals, which tests cause on purpose, are no faults of a page.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self._faults: list[str] = []
        self._asked: set[str] = set()
        context.on("request", self._note)
        context.on("console", self._hear)
        context.on("weberror", lambda error: self._faults.append(str(error.error)))

    def look(self) -> None:
        """No fault was told, and no other host was asked for anything."""
        assert self._faults == []
        assert len(self._asked) <= 1, self._asked

    def _note(self, request: Request) -> None:
        if not request.url.startswith(_SCHEMES_OF_ITS_OWN):
            self._asked.add("/".join(request.url.split("/")[:3]))

    def _hear(self, message: ConsoleMessage) -> None:
        expected = _LOST_LINE in message.text or _REFUSALS in message.text
        if message.type in ("error", "warning") and not expected:
            self._faults.append(message.text)


def check_accessible(page: Page) -> None:
    """Axe finds nothing, in light and in dark; and the page fits a narrow screen.

    In dark only the colours are looked at: nothing else depends on them. The page stays where it
    is, with its size and colours as they were.
    """
    for scheme, rules in (("dark", _COLOURS), ("light", _RULES)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = _violations(page, rules)
        assert not found, (scheme, found)
    check_narrow(page)


def check_narrow(page: Page) -> None:
    """At 320 px nothing has to be scrolled sideways, but tables within their own frame."""
    before = page.viewport_size
    page.set_viewport_size(_NARROW)  # type: ignore[arg-type]
    overlap = page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overlap <= 0, f"{overlap} px too wide"
    found = _violations(page, _RULES)
    assert not found, ("narrow", found)
    if before:
        page.set_viewport_size(before)


def _violations(page: Page, rules: list[str]) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_AXE)
    options = json.dumps({"runOnly": rules, "resultTypes": ["violations"]})
    found: dict[str, Any] = page.evaluate(_FROM_THE_TOP % options)
    return [
        f"{one['id']}: {one['help']}: {node['html'][:200]} {node.get('failureSummary', '')[:300]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
