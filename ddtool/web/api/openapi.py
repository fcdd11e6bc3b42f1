"""The description of the interface after OpenAPI 3.1, made from its operations.

Everything in it comes from the routes, from the models that read and write, and from the published
shape of the JSON report, so it cannot fall behind them.
"""

import json
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import Any

from flask import Flask
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.routing import Rule

from ddtool.usecases.gap_report_data import gap_report_schema
from ddtool.web.access import API, access_of
from ddtool.web.api.openapi_parts import (
    NOUNS,
    PROBLEM,
    REFERENCE,
    Texts,
    parameters_of,
    request_body,
    responses_of,
)
from ddtool.web.api.routes import OPERATION, Operation

_REPORT = "gap_report."
_KEY = "ddtool_openapi"

Described = dict[str, Any]


def describe(app: Flask) -> Described:
    """The whole description as JSON's values."""
    operations = sorted(_operations(app), key=lambda one: NOUNS.index(one[2].noun))
    paths: dict[str, Described] = {}
    for rule, method, operation in operations:
        paths.setdefault(_path(rule), {})[method.lower()] = _described(app, rule, operation)
    return _with_components(
        {
            "openapi": "3.1.0",
            "info": {"title": "ddtool", "version": version("ddtool"), "description": Texts.about},
            "servers": [{"url": "/", "description": Texts.server}],
            "security": [{"token": []}],
            "tags": [{"name": noun} for noun in NOUNS],
            "paths": paths,
        },
        [operation for _, _, operation in operations],
    )


def _operations(app: Flask) -> Iterator[tuple[Rule, str, Operation]]:
    for rule in app.url_map.iter_rules():
        operation = getattr(app.view_functions[rule.endpoint], OPERATION, None)
        if isinstance(operation, Operation):
            methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
            yield rule, next(iter(methods)), operation


def _path(rule: Rule) -> str:
    """The path with its places in curly braces."""
    parts = [
        "{" + part.strip("<>").rpartition(":")[2] + "}" if part.startswith("<") else part
        for part in rule.rule.split("/")
    ]
    return "/".join(parts)


def _described(app: Flask, rule: Rule, operation: Operation) -> Described:
    access = access_of(app.view_functions[rule.endpoint])
    right = access.right if access else None
    detail = [operation.detail, Texts.right.format(right=right.value) if right else ""]
    found: Described = {
        "operationId": rule.endpoint.removeprefix(f"{API}."),
        "tags": [operation.noun],
        "summary": operation.summary,
        "description": " ".join(part for part in detail if part),
        "parameters": list(parameters_of(rule, operation)),
        "responses": responses_of(rule, operation),
    }
    body = request_body(operation)
    return found | ({"requestBody": body} if body else {})


def _with_components(found: Described, operations: list[Operation]) -> Described:
    models = _models(operations)
    _, definitions = models_json_schema(models, ref_template=REFERENCE)
    schemas = {name: dict(one) for name, one in definitions.get("$defs", {}).items()}
    report = gap_report_schema()["$defs"]
    schemas |= {f"{_REPORT}{name}": one for name, one in report.items()}
    schemas["Problem"] = PROBLEM
    security = {"token": {"type": "http", "scheme": "bearer", "description": Texts.bearer}}
    found["components"] = {"schemas": schemas, "securitySchemes": security}
    text = json.dumps(found).replace('"#/$defs/', f'"#/components/schemas/{_REPORT}')
    described: Described = json.loads(text)
    return described


def _models(operations: list[Operation]) -> list[tuple[type[BaseModel], Any]]:
    found: dict[tuple[type[BaseModel], Any], None] = {}
    for one in operations:
        if one.body is not None:
            found[one.body, "validation"] = None
        if one.query is not None and "$defs" in one.query.model_json_schema():
            # Their words, such as those of an outlook, are pointed to from parameters.
            found[one.query, "validation"] = None
        if isinstance(one.answer, type):
            found[one.answer, "serialization"] = None
    return list(found)


def as_text(app: Flask) -> str:
    """The description as it is sent; it is the same for the life of an application."""
    if _KEY not in app.extensions:
        app.extensions[_KEY] = json.dumps(describe(app), ensure_ascii=False)
    text: str = app.extensions[_KEY]
    return text


def schema_named(described: Mapping[str, Any], reference: str) -> Mapping[str, Any]:
    """The schema that a reference within the description points to."""
    found: Mapping[str, Any] = described["components"]["schemas"][reference.rpartition("/")[2]]
    return found
