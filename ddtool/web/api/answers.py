"""Answers to the requirements of an assessment."""

from dataclasses import replace
from uuid import UUID, uuid5

from flask import Response, request
from pydantic import Field

from ddtool.domain.assessment_heads import Carried, StoredAssessment
from ddtool.domain.assessments import Answer, AnswerCode
from ddtool.domain.history import Stored
from ddtool.domain.people import Right
from ddtool.usecases.assessments import read_assessment, save_answer
from ddtool.usecases.single_statements import read_answer
from ddtool.web import access
from ddtool.web.api.fields import Body, KeptTold, LongText, shown
from ddtool.web.api.paging import Page, page_of
from ddtool.web.api.routes import Operation, offers
from ddtool.web.api.tags import kept, tag_of, version_read
from ddtool.web.api.telling import as_json, told

_NOUN = "answers"
_NOT_YET = frozenset({409})
"""What an assessor is told of something that was given to them and not handed in yet."""
_FIRST = (
    'Every requirement has an answer, "unanswered" at first, with the ETag "0": name that one in '
    "If-Match to give the first answer, or send If-None-Match: *."
)


class AnswerBody(Body):
    """The answer to one requirement."""

    model_config = shown(
        {"answer": "partly_met", "note": "The procedure is written, training is not."}
    )

    answer: AnswerCode
    note: LongText = ""
    reason: LongText = Field("", description="Why the requirement does not apply to the site.")


class AnswerTold(KeptTold):
    """An answer; ``id`` is made from the assessment and the requirement."""

    assessment: str
    requirement: str
    answer: AnswerCode
    note: str
    reason: str = Field(description="The note, where it says why the requirement does not apply.")
    evidence: tuple[str, ...] = Field(description="The ids of the documents that show it.")
    carried: Carried | None = Field(description="How it came from an earlier assessment, if so.")


def answer_told(
    assessment: str, stored: Stored[Answer], carried: Carried | None = None
) -> AnswerTold:
    """An answer as it is told."""
    answer = stored.value
    is_reason = answer.answer is AnswerCode.NOT_APPLICABLE
    return AnswerTold(
        id=str(uuid5(UUID(assessment), f"answer {answer.requirement}")),
        assessment=assessment,
        requirement=answer.requirement,
        answer=answer.answer,
        note=answer.note,
        reason=answer.note if is_reason else "",
        evidence=answer.evidence,
        carried=carried,
        **kept(stored),
    )


@offers(
    "GET",
    "/assessments/<uuid:assessment>/answers",
    Right.LOOK,
    Operation("List the answers", _NOUN, answer=AnswerTold, lists=True, query=Page, may=_NOT_YET),
)
def index(assessment: str, query: Page) -> Response:
    """A page of the answers, one for each requirement, in the order of the criteria set."""
    found = read_assessment(access.database(), access.author(), assessment)
    criteria_set = access.library().criteria_set(found.head.value.criteria_set)
    answers = [_of_all(found, id) for id in criteria_set.criterion_of]
    places = {one.value.requirement: f"{place:06}" for place, one in enumerate(answers)}
    page = page_of(
        answers,
        query,
        id_of=lambda one: places[one.value.requirement],
        tell=lambda one: as_json(
            answer_told(assessment, one, found.carried.get(one.value.requirement))
        ),
    )
    return told(page)


@offers(
    "GET",
    "/assessments/<uuid:assessment>/answers/<requirement>",
    Right.LOOK,
    Operation("Read an answer", _NOUN, detail=_FIRST, answer=AnswerTold, may=_NOT_YET),
)
def read(assessment: str, requirement: str) -> Response:
    """One answer."""
    stands, carried = _stands(assessment, requirement)
    return told(answer_told(assessment, stands, carried), tag=tag_of(stands))


@offers(
    "PUT",
    "/assessments/<uuid:assessment>/answers/<requirement>",
    Right.RECORD,
    Operation(
        "Give an answer",
        _NOUN,
        detail=_FIRST,
        answer=AnswerTold,
        body=AnswerBody,
        versioned=True,
        may=frozenset({409}),
    ),
)
def save(assessment: str, requirement: str, body: AnswerBody) -> Response:
    """Answer a requirement, for the first time or anew."""
    stands, carried = _stands(assessment, requirement)
    given = Answer(requirement, body.answer, _note(body))
    version = version_read(stands)
    saved = save_answer(access.database(), access.author(), assessment, given, version=version)
    answer = replace(saved.value, evidence=stands.value.evidence)
    shown = Stored(answer, saved.version, saved.changed_at, saved.changed_by)
    return told(answer_told(assessment, shown, carried), tag=tag_of(saved))


def current_answer(stored: Stored[Answer]) -> AnswerTold:
    """The answer that stands now, for whoever has just tried to give another one."""
    return answer_told(str((request.view_args or {})["assessment"]), stored)


def _stands(assessment: str, requirement: str) -> tuple[Stored[Answer], Carried | None]:
    return read_answer(
        access.database(), access.author(), access.library(), assessment, requirement
    )


def _of_all(found: StoredAssessment, requirement: str) -> Stored[Answer]:
    """What stands there, with its evidence; unanswered and of version 0 where nobody has spoken."""
    stored = found.kept_answers.get(requirement)
    evidence = found.assessment.evidence_for.get(requirement, ())
    if stored is None:
        return Stored(Answer(requirement, evidence=evidence), 0)
    answer = replace(stored.value, evidence=evidence)
    return Stored(answer, stored.version, stored.changed_at, stored.changed_by)


def _note(body: AnswerBody) -> str:
    """The note carries the reason of a "not applicable" too."""
    parts = dict.fromkeys(part for part in (body.reason, body.note) if part)
    return "\n\n".join(parts)
