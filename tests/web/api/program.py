"""Somebody's program: every answer it gets is compared with the description of the interface."""

import re
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from werkzeug.test import TestResponse

from ddtool.domain.people import Author
from ddtool.usecases.accounts import add_token
from tests.web.people import AT

ROOT = "/api/v1"


@dataclass
class Program:
    """A program with a token of somebody; without an address of theirs, with none."""

    app: Flask
    email: str = ""
    client: FlaskClient = field(init=False)
    headers: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.app.test_client()
        self.headers = {}
        if self.email:
            database = self.app.extensions["ddtool"].database
            _, secret = add_token(database, Author("test", None, AT), self.email, "test")
            self.headers = {"Authorization": f"Bearer {secret}"}

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.ask("GET", path, **headers)

    def post(self, path: str, json: Any = None, **headers: str) -> TestResponse:
        return self.ask("POST", path, json=json, **headers)

    def patch(self, path: str, json: Any, tag: str = "") -> TestResponse:
        return self.ask("PATCH", path, json=json, **({"If_Match": tag} if tag else {}))

    def put(self, path: str, json: Any, tag: str = "") -> TestResponse:
        return self.ask("PUT", path, json=json, **({"If_Match": tag} if tag else {}))

    def delete(self, path: str, tag: str = "") -> TestResponse:
        return self.ask("DELETE", path, **({"If_Match": tag} if tag else {}))

    def ask(self, method: str, path: str, **options: Any) -> TestResponse:
        """Send a request; options with a capital letter are headers."""
        named = {name: options.pop(name) for name in list(options) if name[0].isupper()}
        headers = self.headers | {name.replace("_", "-"): value for name, value in named.items()}
        address = path if path.startswith("/") and path.startswith(ROOT) else f"{ROOT}{path}"
        answer = self.client.open(address, method=method, headers=headers, **options)
        _ = answer.data
        answer.close()
        check(self.app, answer, method, address.partition("?")[0])
        return answer


def check(app: Flask, answer: TestResponse, method: str, path: str) -> None:
    """The status is described, and the body has the shape that is described for it."""
    described = description(app)
    operation = _operation(described, method, path)
    if operation is None:
        assert answer.status_code in (404, 405), (method, path, answer.status_code)
        assert answer.mimetype == "application/problem+json"
        return
    assert str(answer.status_code) in operation["responses"], (method, path, answer.text[:500])
    content = operation["responses"][str(answer.status_code)].get("content", {})
    if not content:
        assert answer.data == b"", (method, path)
    elif all(kind.endswith("json") for kind in content):
        assert answer.mimetype in content, (method, path, answer.mimetype)
        validate(described, content[answer.mimetype]["schema"], answer.get_json())
    if answer.status_code in (200, 201) and answer.mimetype == "application/json":
        assert method == "POST" or answer.headers["ETag"]


def description(app: Flask) -> dict[str, Any]:
    """What the interface says of itself."""
    if "described" not in app.extensions:
        app.extensions["described"] = app.test_client().get(f"{ROOT}/openapi.json").get_json()
    found: dict[str, Any] = app.extensions["described"]
    return found


def validate(described: dict[str, Any], schema: dict[str, Any], value: Any) -> None:
    """Raise unless a value has a shape of the description."""
    whole = Resource.from_contents(
        {"$schema": "https://json-schema.org/draft/2020-12/schema", **described}
    )
    registry = Registry().with_resource("urn:described", whole)
    rooted = _rooted(schema)
    Draft202012Validator(rooted, registry=registry).validate(value)


def _rooted(schema: Any) -> Any:
    """References from the description's own root."""
    if isinstance(schema, dict):
        return {
            name: f"urn:described{one}" if name == "$ref" else _rooted(one)
            for name, one in schema.items()
        }
    return [_rooted(one) for one in schema] if isinstance(schema, list) else schema


def _operation(described: dict[str, Any], method: str, path: str) -> dict[str, Any] | None:
    for template, methods in described["paths"].items():
        pattern = re.sub(r"\{\w+\}", "[^/]+", template)
        if re.fullmatch(pattern, path) and method.lower() in methods:
            found: dict[str, Any] = methods[method.lower()]
            return found
    return None
