"""Everybody can use every page of which a picture is taken: a new page comes in by itself."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from soak.served import begin_anew
from tests.browser.conftest import Site
from tests.browser.looking import Watch, check_accessible
from tools.screenshot_pages import NOBODY, PAGES, Taken, find_places
from tools.screenshots import open_session

pytestmark = pytest.mark.chromium


@dataclass
class Gallery:
    """One server for all pages, and a browser with one window for each person who looks at some."""

    site: Site
    chromium: Browser
    _watches: dict[str, Watch] = field(default_factory=dict)

    def watch_of(self, who: str) -> Watch:
        """The browser of somebody, signed in."""
        if who not in self._watches:
            context = self._context(storage_state=self._session(who))
            self._watches[who] = Watch(context)
            context.new_page()
        return self._watches[who]

    def close(self) -> None:
        for one in self._watches.values():
            one.context.close()

    def _session(self, who: str) -> Any:
        if who == NOBODY:
            return None
        return open_session(self._context(), who, self.site.passwords[who])

    def _context(self, **options: Any) -> BrowserContext:
        return self.chromium.new_context(base_url=self.site.address, **options)


@pytest.fixture(scope="module")
def gallery(chromium: Browser, running: Site) -> Iterator[Gallery]:
    begin_anew(running.served.instance)
    made = Gallery(running, chromium)
    yield made
    made.close()


@pytest.mark.parametrize("one", PAGES, ids=[one.name for one in PAGES])
def test_everybody_can_use_the_page(gallery: Gallery, one: Taken):
    watch = gallery.watch_of(one.who)
    (page,) = watch.context.pages

    answer = page.goto(one.address.format(**find_places(gallery.site.served.instance)))

    assert answer is not None
    assert answer.status == one.status
    assert page.url.startswith(gallery.site.address)
    check_accessible(page)
    watch.look()
