"""What use cases and bodies refuse, as problem details.

Whatever is not named here is answered as everywhere else (``ddtool/web/errors.py``).
"""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response

from ddtool.domain.refusals import Conflict
from ddtool.web import problem_details
from ddtool.web.api.action_shapes import action_told
from ddtool.web.api.answers import current_answer
from ddtool.web.api.assessment_shapes import assessment_told
from ddtool.web.api.assignments import assignment_told
from ddtool.web.api.bodies import Unreadable, Unusable, problem_of
from ddtool.web.api.certificate_shapes import certificate_told
from ddtool.web.api.determinations import current_determination
from ddtool.web.api.evidence_shapes import evidence_told
from ddtool.web.api.fields import KeptTold
from ddtool.web.api.ratings import current_rating
from ddtool.web.api.routes import blueprint
from ddtool.web.api.second_opinions import second_opinion_told
from ddtool.web.api.sites import site_told
from ddtool.web.api.telling import as_json
from ddtool.web.errors import sentences_of

_TELLS: Mapping[str, Callable[[Any], KeptTold]] = {
    "action": action_told,
    "answer": current_answer,
    "assessment": assessment_told,
    "assignment": assignment_told,
    "certificate": certificate_told,
    "determination": current_determination,
    "evidence": evidence_told,
    "rating": current_rating,
    "second-opinion": second_opinion_told,
    "site": site_told,
}


@blueprint.errorhandler(Unusable)
def _unusable(error: Unusable) -> Response:
    """All faults, field by field."""
    return problem_of(error)


@blueprint.errorhandler(Unreadable)
def _unreadable(error: Unreadable) -> Response:
    """Why it cannot be read."""
    return problem_details.answer(400, *sentences_of(error))


@blueprint.errorhandler(Conflict)
def _stale(error: Conflict[Any]) -> Response:
    """What stands now with its ETag, so that whoever asked can decide again."""
    stands = _TELLS[error.noun](error.current)
    response = problem_details.answer(412, *sentences_of(error), current=as_json(stands))
    response.headers["ETag"] = stands.etag
    return response
