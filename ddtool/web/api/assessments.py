"""Assessments: begun, changed, handed in."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Response, request, url_for

from ddtool.domain.assessment_heads import AssessmentHead, StoredAssessment
from ddtool.domain.errors import UnknownCriteriaSet, UnknownMatrix
from ddtool.domain.people import Right
from ddtool.usecases.analyses import analyse_stored
from ddtool.usecases.assessments import (
    change_assessment,
    list_assessments,
    read_assessment,
    start_assessment,
)
from ddtool.usecases.submissions import submit as hand_in
from ddtool.web import access
from ddtool.web.api import tags
from ddtool.web.api.assessment_shapes import (
    AssessmentChange,
    AssessmentTold,
    NewAssessment,
    OfSite,
    assessment_told,
    tag_of,
)
from ddtool.web.api.bodies import Fault
from ddtool.web.api.fields import given
from ddtool.web.api.paging import page_of
from ddtool.web.api.routes import Operation, offers
from ddtool.web.api.telling import as_json, told
from ddtool.web.api.words import refuse

_NOUN = "assessments"


def _one(stored: StoredAssessment, status: int = 200) -> Response:
    head = stored.head
    location = url_for("api.assessments_read", assessment=head.value.id) if status == 201 else ""
    said = assessment_told(head, stored.assessment.submission)
    return told(said, status=status, tag=tag_of(head), location=location)


def _found(id: str) -> StoredAssessment:
    return read_assessment(access.database(), access.author(), id)


def _made(id: str) -> Response:
    return _one(_found(id), 201)


@offers(
    "GET",
    "/assessments",
    Right.READ,
    Operation("List the assessments", _NOUN, answer=AssessmentTold, lists=True, query=OfSite),
)
def index(query: OfSite) -> Response:
    """A page of all assessments, or of those of a site."""
    found = list_assessments(access.database(), access.author(), query.site or "")
    page = page_of(
        found,
        query,
        id_of=lambda one: one.value.id,
        tell=lambda one: as_json(assessment_told(one)),
    )
    return told(page)


@offers(
    "POST",
    "/assessments",
    Right.RECORD,
    Operation(
        "Begin an assessment",
        _NOUN,
        status=201,
        answer=AssessmentTold,
        body=NewAssessment,
        tell=_made,
        may=frozenset({404}),
    ),
)
def start(body: NewAssessment) -> Response:
    """A new assessment, with the answers of an earlier one where that is named."""
    fields = given(body)
    refuse(_faults(fields))
    head = AssessmentHead(id="", **fields)
    made = start_assessment(access.database(), access.author(), access.library(), head)
    return _made(made.value.id)


@offers(
    "GET",
    "/assessments/<uuid:assessment>",
    Right.READ,
    Operation("Read an assessment", _NOUN, answer=AssessmentTold),
)
def read(assessment: str) -> Response:
    """One assessment, without what is said in it."""
    return _one(_found(assessment))


@offers(
    "PATCH",
    "/assessments/<uuid:assessment>",
    Right.RECORD,
    Operation(
        "Change an assessment",
        _NOUN,
        detail="Answers that were saved meanwhile do not stand in the way.",
        answer=AssessmentTold,
        body=AssessmentChange,
        versioned=True,
        may=frozenset({409}),
    ),
)
def change(assessment: str, body: AssessmentChange) -> Response:
    """Change what the body names; site and criteria set stay."""
    stands, fields = _found(assessment).head, given(body)
    version = tags.read_as(str(stands.version))
    refuse(_faults(fields))
    changed = replace(stands.value, **fields)
    change_assessment(access.database(), access.author(), changed, version=version)
    return _one(_found(assessment))


def _handed_in(_made: str) -> Response:
    return _one(_found(str((request.view_args or {})["assessment"])))


@offers(
    "POST",
    "/assessments/<uuid:assessment>/submit",
    Right.SUBMIT,
    Operation(
        "Hand an assessment in",
        _NOUN,
        detail="Freezes what stands now and closes the assessment. With If-Match only if nothing "
        "in it was changed since.",
        answer=AssessmentTold,
        tell=_handed_in,
        may=frozenset({404, 409, 412, 422}),
    ),
)
def submit(assessment: str) -> Response:
    """Hand it in as it stands, or as it was read where the request names an ETag."""
    found = analyse_stored(
        access.database(), access.author(), access.library(), assessment, as_of=access.today()
    )
    head = found.stored.head
    named = {tag_of(head).strip('"'), "*"} & set(tags.named_tags())
    unchanged = "If-Match" not in request.headers or bool(named)
    revision = head.value.revision if unchanged else tags.NEVER
    matrix = found.analysis.matrix.name
    hand_in(access.database(), access.author(), assessment, matrix=matrix, revision=revision)
    return _one(_found(assessment))


def _faults(fields: Mapping[str, Any]) -> list[Fault]:
    """Names of packs that nobody has."""
    faults = []
    try:
        if "criteria_set" in fields:
            access.library().criteria_set(fields["criteria_set"])
    except UnknownCriteriaSet as unknown:
        faults.append(Fault("criteria_set", unknown.args[0]))
    try:
        if fields.get("matrix"):
            access.library().matrix(fields["matrix"])
    except UnknownMatrix as unknown:
        faults.append(Fault("matrix", unknown.args[0]))
    return faults
