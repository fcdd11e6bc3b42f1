"""The parts of an operation's description: parameters, body, answers with their headers."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel
from werkzeug.routing import Rule

from ddtool.web import problem_details
from ddtool.web.api.bodies import JSON_TYPES
from ddtool.web.api.once import HEADER, LONGEST, REPLAYED
from ddtool.web.api.routes import Operation, Schema

Described = dict[str, Any]

_TEXT = {"type": "string"}


REFERENCE = "#/components/schemas/{model}"
"""Where the shapes stand that others point to."""

NOUNS = (
    "criteria-sets", "matrices", "sites", "certificates", "assessments", "answers", "ratings",
    "assignments", "determinations", "analyses", "evidence", "actions", "workbooks", "reports",
    "history", "coverage", "portfolio", "audit",
)  # fmt: skip
"""What the interface is about, in the order in which it is described."""


class Texts:
    """What the description says in sentences."""

    about = (
        "What people do in the pages of ddtool, for programs. Texts are JSON in "
        "UTF-8, days are written as 2027-06-30, moments in UTC, ids are UUIDs. Lists come in pages "
        "in an order that never changes: ask again with cursor set to next until that is null. "
        "Errors are problem details (RFC 9457); what is unknown and what belongs to another "
        "organisation look alike."
    )
    server = "This installation."
    bearer = "A personal token: ddtool tokens add EMAIL --name NAME, or on the account page."
    right = 'Needs the right "{right}".'
    if_match = (
        "The ETag that was read last, so that nobody's change is written over. * stands for "
        "whatever is there."
    )
    if_none_match = "An ETag that is known already: where it still stands, nothing is sent."
    key = "A key of the program's own, such as a new UUID: what is asked for is done once."
    stale = "Somebody has changed it since; the member current holds what stands now."


PROBLEM: Described = {
    "type": "object",
    "description": "What went wrong, after RFC 9457.",
    "properties": {
        "type": {"type": "string", "description": "about:blank: the status says the kind."},
        "title": {"type": "string", "description": "The name of the status."},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "One sentence for people."},
        "instance": {"type": "string", "description": "The path that was asked for."},
        "problems": {
            "type": "array",
            "description": "Every single fault.",
            "items": {
                "type": "object",
                "properties": {"field": _TEXT, "detail": _TEXT},
                "required": ["detail"],
            },
        },
        "current": {"type": "object", "description": "With 412: what stands now."},
        "reference": {"type": "string", "description": "With 500: name it to whoever looks."},
    },
    "required": ["type", "title", "status", "detail", "instance"],
}


def parameters_of(rule: Rule, operation: Operation) -> Iterator[Described]:
    """What stands in the path, behind the question mark and in headers."""
    for name in sorted(rule.arguments, key=rule.rule.index):
        schema = {"type": "string", "format": "uuid"} if f"<uuid:{name}>" in rule.rule else _TEXT
        yield {"name": name, "in": "path", "required": True, "schema": schema}
    if operation.query is not None:
        model = operation.query.model_json_schema(ref_template=REFERENCE)
        for name, found in model["properties"].items():
            schema = {key: value for key, value in found.items() if key != "title"}
            told = schema.pop("description", "")
            yield {"name": name, "in": "query", "description": told, "schema": schema}
    if operation.versioned:
        yield _header("If-Match", Texts.if_match, example='"1"')
    if operation.tell is not None:
        yield _header(HEADER, Texts.key, schema={"type": "string", "maxLength": LONGEST})
    if _may_stand(rule, operation):
        yield _header("If-None-Match", Texts.if_none_match)


def request_body(operation: Operation) -> Described:
    """What a request has to bring; empty where it brings nothing."""
    if operation.body is not None:
        schema: Schema = _schema(operation.body)
        kinds: tuple[str, ...] = JSON_TYPES
    elif operation.form is not None:
        schema, kinds = operation.form, ("multipart/form-data",)
    elif operation.raw_json is not None:
        schema, kinds = operation.raw_json, JSON_TYPES[:1]
    else:
        return {}
    needed = not operation.may_be_empty
    return {"required": needed, "content": {kind: {"schema": schema} for kind in kinds}}


def responses_of(rule: Rule, operation: Operation) -> Described:
    """Every status that the operation can have."""
    found: Described = {str(operation.status): _good(operation)}
    if _may_stand(rule, operation):
        found["304"] = {"description": "What was named in If-None-Match still stands."}
    for status in sorted(_refusals(rule, operation)):
        found[str(status)] = _refusal(status)
    return found


def _refusals(rule: Rule, operation: Operation) -> set[int]:
    found = {401, 403, 503} | operation.may
    brings = operation.body or operation.form or operation.raw_json
    if rule.arguments:
        found.add(404)
    if brings:
        found |= {400, 413, 415, 422}
    if operation.query or operation.tell:
        found.add(422)
    if operation.tell:
        found.add(409)
    if operation.versioned:
        found |= {412, 428}
    if "GET" not in (rule.methods or ()) and (operation.tell or operation.versioned):
        found.add(507)
    return found


def _good(operation: Operation) -> Described:
    found: Described = {"description": operation.summary}
    headers: Described = {}
    if operation.media == "application/json" and operation.status != 204:
        headers["ETag"] = {"schema": _TEXT, "description": "Which state this is."}
    if operation.status in (201, 202):
        headers["Location"] = {"schema": _TEXT, "description": "Where it is read again."}
    if operation.tell is not None:
        headers[REPLAYED] = {"schema": _TEXT, "description": "Given again under the same key."}
    if headers:
        found["headers"] = headers
    if operation.status != 204:
        found["content"] = {operation.media: {"schema": _answer(operation)}}
    return found


def _answer(operation: Operation) -> Schema:
    if operation.answer is None:
        return {"type": "string", "format": "binary"}
    one = _schema(operation.answer) if isinstance(operation.answer, type) else operation.answer
    if not operation.lists:
        return one
    return {
        "type": "object",
        "properties": {
            "items": {"type": "array", "items": one},
            "next": {"type": ["string", "null"], "description": "The cursor of the next page."},
        },
        "required": ["items", "next"],
    }


def _refusal(status: int) -> Described:
    reference = {"$ref": "#/components/schemas/Problem"}
    says = Texts.stale if status == 412 else HTTPStatus(status).phrase
    return {
        "description": says,
        "content": {problem_details.MEDIA_TYPE: {"schema": reference}},
    }


def _may_stand(rule: Rule, operation: Operation) -> bool:
    return "GET" in (rule.methods or ()) and operation.media == "application/json"


def _schema(model: type[BaseModel]) -> Schema:
    return {"$ref": f"#/components/schemas/{model.__name__}"}


def _header(name: str, says: str, *, schema: Schema | None = None, example: str = "") -> Described:
    found: Described = {
        "name": name,
        "in": "header",
        "description": says,
        "schema": schema or _TEXT,
    }
    return found | ({"example": example} if example else {})
