"""A real browser on a real server: what every test of the pages' behaviour begins with."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from soak.served import Served, begin_anew, make_instance, open_assessment, serving
from tests.browser.looking import Watch

LUCIA = "lucia.quispe@lomas-de-tirso.example"
MATEO = "mateo.huanca@lomas-de-tirso.example"
JANA = "jana.fichtner@auental.example"

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_PATIENCE_MILLISECONDS = 15_000

SignIn = Callable[..., Page]


@dataclass
class Site:
    """The server of a test, and the passwords of the people of the demonstration."""

    served: Served
    passwords: Mapping[str, str]

    @property
    def address(self) -> str:
        return self.served.address

    @property
    def assessment(self) -> str:
        """The path of the assessment of Lucia and Mateo that is still being filled in."""
        return f"/assessments/{open_assessment(self.served.instance)}"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(_FLAGS)
        )
        yield browser
        browser.close()


@contextmanager
def on_a_server(instance: Path, prepare: Callable[[Path], None] | None = None) -> Iterator[Site]:
    """The real server on a new instance with the demonstration in it.

    ``prepare`` does something to the instance before the server starts.
    """
    passwords = make_instance(instance)
    if prepare:
        prepare(instance)
    with serving(instance) as served:
        yield Site(served, passwords)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real server at a free port. It takes long to start, so it goes on from test to test."""
    with on_a_server(tmp_path_factory.mktemp("running") / "served") as site:
        yield site


@pytest.fixture
def server(running: Site) -> Site:
    """The real server, with the demonstration in its database and nothing of another test."""
    begin_anew(running.served.instance)
    return running


@pytest.fixture
def new_context(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Browsers that share nothing; each is watched for faults and for requests to elsewhere."""
    watches: list[Watch] = []

    def make(**options: Any) -> BrowserContext:
        context = chromium.new_context(**options)
        context.set_default_timeout(_PATIENCE_MILLISECONDS)
        watches.append(Watch(context))
        return context

    yield make
    for watch in watches:
        watch.context.close()
    for watch in watches:
        watch.look()


@pytest.fixture
def signed_in_page(server: Site, new_context: Callable[..., BrowserContext]) -> SignIn:
    """``signed_in_page(email)``: a page of somebody of the demonstration, in a browser of its own.

    Options such as ``viewport`` or ``java_script_enabled`` go to the browser.
    """

    def make(email: str = LUCIA, **options: Any) -> Page:
        page = new_context(base_url=server.address, **options).new_page()
        sign_in(page, email, server.passwords[email])
        return page

    return make


def sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda address: "/sign-in" not in address)
