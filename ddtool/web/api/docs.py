"""The description of the interface: for programs, and as a page for people."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from flask import Blueprint, Response, current_app, make_response, render_template

from ddtool.web.access import public
from ddtool.web.api.examples import curl_of
from ddtool.web.api.openapi import as_text, schema_named

blueprint = Blueprint("api_docs", __name__, url_prefix="/api/v1")

Described = Mapping[str, Any]


class Field(NamedTuple):
    """One field of a body or an answer, in words."""

    name: str
    kind: str
    needed: bool
    says: str


class Piece(NamedTuple):
    """One operation as the page shows it."""

    id: str
    method: str
    path: str
    summary: str
    says: str
    parameters: tuple[Field, ...]
    brings: tuple[Field, ...]
    gives: tuple[Field, ...]
    statuses: tuple[tuple[str, str], ...]
    curl: str


@blueprint.get("/openapi.json")
@public
def description() -> Response:
    """The description after OpenAPI 3.1."""
    response = make_response(as_text(_app()))
    response.mimetype = "application/json"
    return response


@blueprint.get("/docs")
@public
def page() -> str:
    """The same to be read."""
    described = json.loads(as_text(_app()))
    nouns = [tag["name"] for tag in described["tags"]]
    pieces = {noun: tuple(_pieces(described, noun)) for noun in nouns}
    return render_template("api/docs.html", about=described["info"]["description"], pieces=pieces)


def _app() -> Any:
    proxy: Any = current_app
    return proxy._get_current_object()


def _pieces(described: Described, noun: str) -> Iterator[Piece]:
    for path, methods in described["paths"].items():
        for method, one in methods.items():
            if noun in one["tags"]:
                yield _piece(described, path, method.upper(), one)


def _piece(described: Described, path: str, method: str, one: Described) -> Piece:
    bodies = one.get("requestBody", {}).get("content", {})
    answers = next(iter(one["responses"].values())).get("content", {})
    return Piece(
        id=one["operationId"].replace("_", "-"),
        method=method,
        path=path,
        summary=one["summary"],
        says=one["description"],
        parameters=tuple(
            Field(
                f"{found['name']} ({found['in']})",
                _kind(described, found["schema"]),
                bool(found.get("required")),
                found.get("description", ""),
            )
            for found in one["parameters"]
        ),
        brings=tuple(_fields(described, bodies)),
        gives=tuple(_fields(described, answers)),
        statuses=tuple((code, said["description"]) for code, said in one["responses"].items()),
        curl=curl_of(described, path, method, one),
    )


def _fields(described: Described, content: Described) -> Iterator[Field]:
    for found in list(content.values())[:1]:
        schema = _followed(described, found.get("schema", {}))
        if "items" in schema.get("properties", {}) and "next" in schema["properties"]:
            schema = _followed(described, schema["properties"]["items"]["items"])
        needed = schema.get("required", ())
        for name, one in schema.get("properties", {}).items():
            yield Field(name, _kind(described, one), name in needed, one.get("description", ""))


def _followed(described: Described, schema: Described) -> Described:
    if "oneOf" in schema:
        return _followed(described, schema["oneOf"][0])
    return schema_named(described, schema["$ref"]) if "$ref" in schema else schema


def _kind(described: Described, schema: Described) -> str:
    """The kind of a value in a word or two, or the words that it can be."""
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_kind(described, one) for one in schema["anyOf"]))
    if "$ref" in schema:
        found = schema_named(described, schema["$ref"])
        words = " | ".join(found.get("enum", ()))
        return words or str(schema["$ref"]).rpartition("/")[2].removeprefix("gap_report.")
    if "items" in schema:
        return f"{_kind(described, schema['items'])}[]"
    kind = schema.get("enum") or schema.get("format") or schema.get("type", "any")
    return " | ".join(map(str, kind)) if isinstance(kind, list) else str(kind)
