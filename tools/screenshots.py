"""Take every page of the application: light, dark, on a phone, on a wide screen, and printed.

    python -m tools.screenshots [folder] [words in names of pages ...]

It serves the demonstration on an instance of its own, signs in as each role, and opens every page
of ``tools/screenshot_pages.py`` in Debian's chromium. The pictures are for looking at.
"""

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyotp
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from soak.served import Served, make_instance, serving
from tools.screenshot_pages import NOBODY, PAGES, Taken, find_places

_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
    "wide": {"viewport": {"width": 1900, "height": 1000}, "color_scheme": "light"},
}
_PRINTED_WITH = "light"
_FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run")


class PageMissing(Exception):
    """A page of the list did not answer as it should."""


@dataclass(frozen=True)
class Camera:
    """A browser, the server it looks at, and what it needs to get to every page."""

    browser: Browser
    served: Served
    passwords: Mapping[str, str]
    places: Mapping[str, str]
    folder: Path

    def take(self, pages: Sequence[Taken]) -> None:
        """All pages, in all looks.

        :raises PageMissing: one did not answer as it should.
        """
        people = dict.fromkeys(one.who for one in pages)
        sessions = {
            who: open_session(self._context(), who, self.passwords[who])
            for who in people
            if who != NOBODY
        }
        for look, options in _LOOKS.items():
            for who in people:
                context = self._context(storage_state=sessions.get(who), **options)
                for one in pages:
                    if one.who == who:
                        self._take(context.new_page(), one, look)
                context.close()

    def _take(self, page: Page, one: Taken, look: str) -> None:
        answer = page.goto(one.address.format(**self.places))
        status = answer.status if answer else 0
        if status != one.status or (one.who != NOBODY and "/sign-in" in page.url):
            raise PageMissing(f"{one.name}: {one.address} answers {status} at {page.url}")
        page.screenshot(path=self.folder / f"{one.name}-{look}.png", full_page=True)
        if look == _PRINTED_WITH:
            page.pdf(path=self.folder / f"{one.name}.pdf", format="A4", prefer_css_page_size=True)
        page.close()

    def _context(self, **options: Any) -> BrowserContext:
        return self.browser.new_context(base_url=self.served.address, **options)


def open_session(context: BrowserContext, who: str, password: str) -> Any:
    """Sign somebody in and close the browser; their cookies.

    Where their role asks for a second factor, one is set up.
    """
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(who)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda address: "/sign-in" not in address)
    if "/second-factor" in page.url:
        _set_up_second_factor(page)
    state = context.storage_state()
    context.close()
    return state


def main() -> None:
    """Take all pages, or those whose names have one of the words."""
    folder, *words = sys.argv[1:] or ["build/screenshots"]
    chosen = [one for one in PAGES if not words or any(word in one.name for word in words)]
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    with demonstration() as (served, passwords, places), chromium() as browser:
        Camera(browser, served, passwords, places, target).take(chosen)
    print(f"{len(chosen)} pages in {target}")


@contextmanager
def demonstration() -> Iterator[tuple[Served, Mapping[str, str], Mapping[str, str]]]:
    """The server on an instance of its own: itself, the passwords, and what fills places."""
    with TemporaryDirectory(prefix="ddtool-screenshots-") as folder:
        instance = Path(folder) / "instance"
        passwords = make_instance(instance)
        places = find_places(instance)
        with serving(instance) as served:
            yield served, passwords, places


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's browser."""
    with sync_playwright() as playwright:
        found = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=found, args=list(_FLAGS))
        yield browser
        browser.close()


def _set_up_second_factor(page: Page) -> None:
    page.get_by_role("button", name="Begin").click()
    secret = page.locator("code.mono").inner_text()
    page.get_by_role("textbox", name="Code").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Switch it on").click()
    page.get_by_role("heading", name="Keep these recovery codes").wait_for()


if __name__ == "__main__":
    main()
