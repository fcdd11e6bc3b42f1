"""Assessments: begun, changed, handed in."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from flask import Response, request, url_for

from ddtool.domain.assessment_heads import AssessmentHead, StoredAssessment
from ddtool.domain.errors import UnknownCriteriaSet, UnknownMatrix
from ddtool.domain.people import Right
from ddtool.domain.readiness import Lacking
from ddtool.sentences import Sentence
from ddtool.usecases.analyses import analyse_stored
from ddtool.usecases.assessments import (
    change_assessment,
    list_assessments,
    read_assessment,
    start_assessment,
)
from ddtool.usecases.submissions import Declaration, NotComplete, Seen, hand_in, reopen
from ddtool.web import access
from ddtool.web.api import tags
from ddtool.web.api.assessment_shapes import (
    AssessmentChange,
    AssessmentTold,
    HandIn,
    NewAssessment,
    OfSite,
    Reopening,
    assessment_told,
    tag_of,
)
from ddtool.web.api.bodies import Fault, Unusable
from ddtool.web.api.fields import given
from ddtool.web.api.paging import page_of
from ddtool.web.api.routes import Operation, offers
from ddtool.web.api.telling import as_json, told
from ddtool.web.api.words import refuse

_NOUN = "assessments"
_NOT_YET = frozenset({409})
"""What an assessor is told of something that was given to them and not handed in yet."""
_TO_SAY = {
    Lacking.UNANSWERED: Sentence("Answer this requirement."),
    Lacking.PART_NOT_SAID: Sentence("Say in the note which part is missing."),
    Lacking.REASON_NOT_GIVEN: Sentence("Say in the reason why this does not apply."),
    Lacking.UNRATED: Sentence("Rate this criterion."),
    Lacking.SET_ASIDE_WITHOUT_REASON: Sentence("Say in the reason why this does not apply."),
}


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
    Right.LOOK,
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
    Right.LOOK,
    Operation("Read an assessment", _NOUN, answer=AssessmentTold, may=_NOT_YET),
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
    change_assessment(
        access.database(), access.author(), access.library(), changed, version=version
    )
    return _one(_found(assessment))


def _again(_made: str) -> Response:
    return _one(_found(str((request.view_args or {})["assessment"])))


@offers(
    "POST",
    "/assessments/<uuid:assessment>/submit",
    Right.SUBMIT,
    Operation(
        "Hand an assessment in",
        _NOUN,
        detail="Whoever asks for this declares that the answers are complete and true. What stands "
        "is frozen and the assessment closed; with If-Match only if nothing in it was changed "
        "since. What is missing is listed under problems.",
        answer=AssessmentTold,
        body=HandIn,
        may_be_empty=True,
        tell=_again,
        may=frozenset({404, 409, 412}),
    ),
)
def submit(assessment: str, body: HandIn) -> Response:
    """Hand it in as it stands, or as it was read where the request names an ETag."""
    author = access.author()
    found = analyse_stored(
        access.database(), author, access.library(), assessment, as_of=access.today()
    )
    declaration = Declaration(body.name or author.name, body.function, body.declared)
    seen = Seen(found.analysis.criteria_set, found.analysis.matrix.name, _revision(found.stored))
    try:
        hand_in(access.database(), author, assessment, declaration, seen=seen)
    except NotComplete as error:
        raise Unusable(_lacking(error)) from None
    return _one(_found(assessment))


@offers(
    "POST",
    "/assessments/<uuid:assessment>/reopen",
    Right.SUBMIT,
    Operation(
        "Open an assessment again",
        _NOUN,
        detail="What was handed in stays as it is.",
        answer=AssessmentTold,
        body=Reopening,
        tell=_again,
    ),
)
def open_again(assessment: str, body: Reopening) -> Response:
    """Open it again, to change something and hand it in once more."""
    _found(assessment)
    reopen(access.database(), access.author(), assessment, reason=body.reason)
    return _one(_found(assessment))


def _revision(stored: StoredAssessment) -> int:
    """The revision that was read: the one that stands, or none where another is named."""
    named = {tag_of(stored.head).strip('"'), "*"} & set(tags.named_tags())
    stands = "If-Match" not in request.headers or bool(named)
    return stored.head.value.revision if stands else tags.NEVER


def _lacking(error: NotComplete) -> Iterator[Fault]:
    """What is missing, each with the address below the assessment where it is said."""
    for one in error.missing:
        parts = [f"answers/{requirement}" for requirement in one.requirements]
        for field in parts or [f"ratings/{one.criterion.number}"]:
            yield Fault(field, _TO_SAY[one.kind])


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
