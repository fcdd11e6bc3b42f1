"""No route is open by accident, nothing is changed by looking, every answer is guarded."""

import ast
import re
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

from ddtool.web.access import access_of, public
from ddtool.web.headers import CONTENT_SECURITY_POLICY
from tests.web.browser import Browser

ROOT = Path(__file__).resolve().parents[2]


def _rules(app: Flask) -> list[Rule]:
    return sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)


def test_every_route_says_who_may_call_it(app: Flask):
    silent = [
        rule.rule for rule in _rules(app) if access_of(app.view_functions[rule.endpoint]) is None
    ]

    assert _rules(app)
    assert silent == []


def test_a_route_that_says_nothing_is_refused(app: Flask, ana: Browser):
    app.view_functions["sites.index"] = lambda: "secret"

    assert ana.get("/sites").status == 403


def test_whoever_is_not_signed_in_is_asked_to(app: Flask, anybody: Browser):
    closed = [
        rule.rule
        for rule in _rules(app)
        if not rule.arguments
        and "GET" in (rule.methods or ())
        and not rule.rule.startswith("/api/")
        and not access_of(app.view_functions[rule.endpoint]).public  # type: ignore[union-attr]
    ]

    assert "/sites" in closed
    for path in closed:
        page = anybody.get(path)
        assert page.status == 302, path
        assert page.answer.headers["Location"].startswith("/sign-in"), path


@pytest.mark.parametrize("path", ["/sign-in", "/sites", "/nowhere", "/static/nothing.css"])
def test_every_answer_carries_the_headers(ana: Browser, path: str):
    headers = ana.get(path).answer.headers

    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


def test_an_unforeseen_fault_shows_a_reference_and_no_trace(app: Flask, ana: Browser):
    app.view_functions["sites.index"] = public(_broken)

    page = ana.get("/sites")

    assert page.status == 500
    assert "Something went wrong on our side" in page.text
    assert "Traceback" not in page.answer.text
    assert page.answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY


def _broken() -> str:
    raise RuntimeError("a secret of the house")


def test_no_template_marks_anything_as_safe():
    templates = sorted((ROOT / "templates").rglob("*.html"))

    pages = [path for path in templates if "reports" not in path.parts]

    assert pages
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b", text), path
        assert "autoescape" not in text, path


def test_no_view_fills_objects_from_forms_wholesale():
    for path in (ROOT / "ddtool" / "web").rglob("*.py"):
        names = {
            node.attr if isinstance(node, ast.Attribute) else node.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Attribute | ast.Name)
        }
        assert not names & {"populate_obj", "render_template_string", "Markup"}, path
