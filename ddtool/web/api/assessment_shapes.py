"""Assessments as they are sent and told."""

from datetime import date
from typing import Annotated

from pydantic import Field, StrictBool

from ddtool.domain.assessment_heads import AssessmentHead, AssessmentState
from ddtool.domain.assessments import Submission
from ddtool.domain.history import Stored
from ddtool.web.api import tags
from ddtool.web.api.fields import Body, Day, Id, KeptTold, Line, LongText, Name, Told, shown
from ddtool.web.api.paging import Page


class OfSite(Page):
    """Which part of the list of assessments is wanted."""

    site: Id | None = Field(None, description="Only those of one site.")


class AssessmentChange(Body):
    """What of an assessment is to be changed; what is left out stays."""

    model_config = shown(
        {
            "assessment_day": "2027-05-10",
        }
    )

    period: Line = ""
    assessment_day: Day = Field(None, description="The planned day of the independent assessment.")
    commitment_day: Day = Field(None, description="The day from which the time limits run.")
    matrix: Line = Field("", description="Such as working@2026.11; empty for the one that fits.")
    prepared_by: Line = ""


class NewAssessment(AssessmentChange):
    """An assessment that is to begin."""

    model_config = shown(
        {
            "site": "3f1c2a9e-6a55-4b0e-9f0e-0c2b7f5d1a10",
            "criteria_set": "rra@3.0",
            "assessment_day": "2027-03-15",
        }
    )

    site: Id
    criteria_set: Name = Field(description="Such as rra@3.0.")
    carried_from: Id | None = Field(
        None, description="An earlier assessment whose answers it begins with."
    )


class HandIn(Body):
    """Who declares that the answers are complete and true, in which function."""

    model_config = shown({"name": "Ana Alvarez", "function": "Site manager"})

    name: Line = Field("", description="Whoever the token belongs to, where it is left out.")
    function: Line = ""
    declared: StrictBool = True


class Reopening(Body):
    """Why an assessment is opened again."""

    model_config = shown({"reason": "The permit was renewed."})

    reason: Annotated[LongText, Field(min_length=1, max_length=2000)]


class SubmissionTold(Told):
    """What was handed in last."""

    day: date
    by: str
    sha256: str


class AssessmentTold(KeptTold):
    """An assessment."""

    site: str
    criteria_set: str
    pack_sha256: str
    matrix: str
    period: str
    assessment_day: date | None
    commitment_day: date | None
    prepared_by: str
    state: AssessmentState
    carried_from: str | None
    revision: int = Field(description="Grows with every change inside, also of an answer.")
    submission: SubmissionTold | None = Field(
        description="What was handed in last; in lists always null."
    )


_NAMES = (
    "site", "criteria_set", "pack_sha256", "matrix", "period", "assessment_day",
    "commitment_day", "prepared_by", "state", "carried_from", "revision",
)  # fmt: skip


def tag_of(head: Stored[AssessmentHead]) -> str:
    """The ETag: it changes with the head and with everything inside."""
    return f'"{head.version}.{head.value.revision}"'


def assessment_told(
    head: Stored[AssessmentHead], submission: Submission | None = None
) -> AssessmentTold:
    """An assessment as it is told."""
    handed_in = None
    if submission is not None:
        handed_in = SubmissionTold(day=submission.day, by=submission.by, sha256=submission.sha256)
    fields = {name: getattr(head.value, name) for name in _NAMES}
    return AssessmentTold(
        id=head.value.id,
        **fields,
        **(tags.kept(head) | {"etag": tag_of(head)}),
        submission=handed_in,
    )
