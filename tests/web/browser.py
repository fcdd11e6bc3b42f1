"""A browser for tests that looks at every page it gets: whole HTML, one h1, labels, tokens."""

import re
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.people import PASSWORD, begin_session

_PREFIX = "{http://www.w3.org/1999/xhtml}"
_VOID_ROLES = ("hidden", "submit", "button")
_MADE_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HARMLESS = {"unexpected-end-tag-treated-as"}


@dataclass
class Page:
    """An answer, with its elements where it is a page."""

    answer: TestResponse
    root: Element | None = None

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def text(self) -> str:
        """The words of the page, white space folded."""
        assert self.root is not None
        return " ".join(" ".join(self.root.itertext()).split())

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """All elements of a kind with these attributes (``class_`` for class)."""
        assert self.root is not None
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        found = self.root.iter(_PREFIX + tag)
        return [one for one in found if all(one.get(key) == value for key, value in wanted.items())]

    def texts(self, tag: str, **attributes: str) -> list[str]:
        """The words of all such elements."""
        return [" ".join(" ".join(one.itertext()).split()) for one in self.all(tag, **attributes)]

    @property
    def form(self) -> dict[str, str]:
        """What the fields of the page hold, as a browser would send them."""
        return {
            one.get("name", ""): _value(one)
            for tag in ("input", "textarea", "select")
            for one in self.all(tag)
            if one.get("name") and _is_sent(one)
        }


@dataclass
class Browser:
    """Somebody at a browser. Every page is looked at; ``post`` sends the token by itself."""

    app: Flask
    client: FlaskClient = field(init=False)
    _token: str = ""

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    def get(self, path: str, **options: Any) -> Page:
        return self._looked_at(self.client.get(path, **options))

    def post(self, path: str, data: Any = None, **options: Any) -> Page:
        """Send a form, with the token of the last page."""
        if not self._token:
            self.get("/sign-in")
        sent = dict(data or {}) | {"csrf_token": self._token}
        return self._looked_at(self.client.post(path, data=sent, **options))

    def follow(self, page: Page) -> Page:
        """The page to which an answer sends the browser on."""
        assert page.status in (302, 303), page.answer.text[:2000]
        return self.get(page.answer.headers["Location"])

    def sign_in(self, email: str, password: str = PASSWORD) -> Page:
        self.get("/sign-in")
        page = self.post("/sign-in", {"email": email, "password": password})
        self._token = ""
        return page

    def arrive(self, email: str) -> None:
        """Be signed in without the form and without the time that a password takes."""
        self.client.set_cookie("ddtool", begin_session(self.app, email))

    def _looked_at(self, answer: TestResponse) -> Page:
        _ = answer.data
        answer.close()
        if answer.mimetype != "text/html" or not answer.text:
            return Page(answer)
        root = _parsed(answer.text)
        page = Page(answer, root)
        if "<html" in answer.text[:200]:
            _look_at(page)
            tokens = page.all("meta", name="csrf-token")
            self._token = tokens[0].get("content", "") if tokens else self._token
        return page


def _parsed(text: str) -> Element:
    parser = html5lib.HTMLParser(namespaceHTMLElements=True)
    whole = "<html" in text[:200]
    root = parser.parse(text) if whole else parser.parseFragment(text, container="div")
    faults = [one for one in parser.errors if one[1] not in _HARMLESS] if whole else []
    assert not faults, [(line, code, text.splitlines()[line[0] - 1]) for line, code, _ in faults]
    return root  # type: ignore[no-any-return]


def _said(root: Element) -> str:
    """What is said to people; code is for programs."""
    said = "" if root.tag.removeprefix(_PREFIX) in ("code", "pre") else root.text or ""
    return said + "".join(_said(one) + (one.tail or "") for one in root)


def _look_at(page: Page) -> None:
    assert len(page.all("h1")) == 1, "a page has one h1"
    assert page.texts("title")[0].strip(), "a page has a title"
    assert page.root is not None
    if not 300 <= page.status < 400:
        assert not _MADE_ID.search(_said(page.root)), "no id of the database is shown to anybody"
    ids = [one.get("id", "") for one in page.root.iter() if one.get("id")]
    assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)
    for form in page.all("form", method="post"):
        inside = {one.get("name") for one in form.iter(_PREFIX + "input")}
        assert "csrf_token" in inside, f"no token in the form {form.get('action')}"
    _look_at_labels(page)
    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", page.answer.text), "nothing inline"
    assert not re.search(r"<script(?![^>]*\ssrc=)", page.answer.text), "no inline script"


def _look_at_labels(page: Page) -> None:
    labelled = {one.get("for") for one in page.all("label")}
    wrapped = {
        id(inner)
        for label in page.all("label")
        for tag in ("input", "select", "textarea")
        for inner in label.iter(_PREFIX + tag)
    }
    for tag in ("input", "select", "textarea"):
        for one in page.all(tag):
            if one.get("type") in _VOID_ROLES or id(one) in wrapped:
                continue
            named = one.get("id") in labelled or one.get("aria-label") or one.get("aria-labelledby")
            assert named, f"{tag} {one.get('name')} has no label"


def _is_sent(element: Element) -> bool:
    if element.get("type") in ("radio", "checkbox"):
        return element.get("checked") is not None
    return element.get("type") not in ("submit", "button", "file")


def _value(element: Element) -> str:
    if element.tag == _PREFIX + "textarea":
        return "".join(element.itertext()).removeprefix("\n")
    if element.tag == _PREFIX + "select":
        options = list(element.iter(_PREFIX + "option"))
        chosen = [one for one in options if one.get("selected") is not None] or options[:1]
        return chosen[0].get("value", "") if chosen else ""
    return element.get("value", "on" if element.get("type") == "checkbox" else "")
