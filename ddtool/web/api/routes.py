"""How a piece of the interface is offered: its address, who may ask, what comes in and goes out.

One ``Operation`` is all there is to say: requests are read by it, and the description of the
interface is made from it, so that neither can know something that the other does not.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, Response
from pydantic import BaseModel

from ddtool.domain.people import Right
from ddtool.web.access import API, requires, signed_in
from ddtool.web.api.bodies import read_body, read_query
from ddtool.web.api.fields import Body
from ddtool.web.api.once import Tell, done_once
from ddtool.web.limits import takes_files

blueprint = Blueprint(API, __name__, url_prefix="/api/v1")

OPERATION = "ddtool_operation"

Schema = Mapping[str, Any]
"""A JSON schema, written out."""
View = Callable[..., Response]


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked for.

    ``answer`` is the shape of a good answer: a model, a schema, or None where it has no body;
    ``lists`` says that it is a page of them. ``media`` is its media type. ``form`` is the schema of
    a form that brings a file, ``raw_json`` of a body that the view reads itself; both may be as
    large as a file. ``may_be_empty``: no body at
    all does too. ``versioned`` asks for If-Match. ``tell`` lets Idempotency-Key count.
    ``may`` are the other statuses that it can have, besides those that follow from all this.
    """

    summary: str
    noun: str
    detail: str = ""
    status: int = 200
    answer: type[BaseModel] | Schema | None = None
    lists: bool = False
    media: str = "application/json"
    body: type[Body] | None = None
    may_be_empty: bool = False
    query: type[Body] | None = None
    form: Schema | None = None
    raw_json: Schema | None = None
    versioned: bool = False
    tell: Tell | None = None
    may: frozenset[int] = field(default_factory=frozenset)


def offers(
    method: str, path: str, right: Right | None, operation: Operation
) -> Callable[[View], View]:
    """Offer an operation at an address; without a right to whoever has a good token.

    The view gets the ids of the path as texts, and ``body`` and ``query`` where there are any.
    """

    def offered(view: View) -> View:
        def answer(**path_values: Any) -> Response:
            given = {name: str(value) for name, value in path_values.items()}
            return _answer(operation, view, given)

        guarded = signed_in(answer) if right is None else requires(right)(answer)
        if operation.form is not None or operation.raw_json is not None:
            takes_files(guarded)
        setattr(guarded, OPERATION, operation)
        endpoint = f"{view.__module__.rpartition('.')[2]}_{view.__name__}"
        blueprint.add_url_rule(path, endpoint, guarded, methods=[method])
        return view

    return offered


def _answer(operation: Operation, view: View, given: dict[str, Any]) -> Response:
    if operation.query is not None:
        given["query"] = read_query(operation.query)
    if operation.tell is None:
        return _carry_out(operation, view, given)
    return done_once(lambda: _carry_out(operation, view, given), operation.tell)


def _carry_out(operation: Operation, view: View, given: dict[str, Any]) -> Response:
    if operation.body is not None:
        given["body"] = read_body(operation.body, may_be_empty=operation.may_be_empty)
    return view(**given)
