"""``/healthz``: whether this process and its database are well, for whatever watches over them."""

import json
import os
from importlib.metadata import version

from flask import Blueprint, Response, make_response

from ddtool.usecases.health import database_answers
from ddtool.web import access
from ddtool.web.access import public

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public
def healthz() -> Response:
    """200 while all is well, else 503; it names nothing that anybody could misuse."""
    is_well = database_answers(access.database())
    said = {
        "status": "ok" if is_well else "failing",
        "version": version("ddtool"),
        "database": "ok" if is_well else "unreachable",
        "pid": os.getpid(),
    }
    response = make_response(json.dumps(said), 200 if is_well else 503)
    response.mimetype = "application/json"
    return response
