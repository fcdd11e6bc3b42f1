"""An assessment as one file: out, and in again, shown first or taken in at once."""

from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import BinaryIO

from flask import Response, request, url_for
from pydantic import Field
from werkzeug.exceptions import UnsupportedMediaType

from ddtool.domain.people import Right
from ddtool.sentences import Sentence, say
from ddtool.usecases.assessments import read_assessment
from ddtool.usecases.exchange_in import (
    Arrival,
    Comes,
    bring_assessment,
    look_at_assessment_file,
)
from ddtool.usecases.exchange_out import file_name_of, write_assessment_file
from ddtool.web import access, language
from ddtool.web.api.bodies import Fault, Unusable
from ddtool.web.api.fields import Body, Id, Told
from ddtool.web.api.files import ZIP, attached
from ddtool.web.api.routes import Operation, offers
from ddtool.web.api.telling import told
from ddtool.web.api.workbooks import Flag

_NOUN = "assessments"


class Bringing(Body):
    """What is to be done with an assessment file."""

    preview: Flag = Field(True, description="1 shows what would come, 0 takes it in at once.")
    site: Id | None = Field(
        None, description="The site it is of; without one, a new site as the file describes it."
    )


class AssessmentFileTold(Told):
    """What an assessment file brings, or has brought."""

    assessment: str | None = Field(description="The new assessment; null while it is only shown.")
    site: str = Field(description="The name of the site in the file.")
    criteria_set: str
    period: str
    answers: int
    documents: int
    certificates: int
    left_out: tuple[str, ...] = Field(description="What does not come along, in sentences.")


@offers(
    "GET",
    "/assessments/<uuid:assessment>/file",
    Right.READ,
    Operation(
        "Read an assessment with its documents as one file",
        _NOUN,
        detail="What another installation can take in.",
        media=ZIP,
    ),
)
def read(assessment: str) -> Response:
    """Everything said in it, as it stands now."""
    with ExitStack() as closing:
        target = closing.enter_context(TemporaryFile())
        stored = write_assessment_file(
            access.database(), access.files(), access.author(), assessment, target
        )
        # From here on the answer closes it, when it has been sent.
        closing.pop_all()
    target.seek(0)
    return attached(target, file_name_of(stored), ZIP)


def _told_again(id: str) -> Response:
    """The assessment that was made under the same key before."""
    stored = read_assessment(access.database(), access.author(), id)
    said = stored.assessment
    return _told(
        Comes(
            site=said.site.name,
            criteria_set=said.criteria_set,
            period=said.period,
            answers=len(said.answers),
            documents=len(said.evidence),
            certificates=len(said.certificates),
            left_out=(),
        ),
        id,
    )


@offers(
    "POST",
    "/assessment-files",
    Right.RECORD,
    Operation(
        "Bring an assessment in that came as one file",
        _NOUN,
        detail="A form (multipart/form-data) with the file. All of it is taken in or nothing; "
        "nothing is stored while it is only shown.",
        answer=AssessmentFileTold,
        query=Bringing,
        form={
            "type": "object",
            "properties": {"file": {"type": "string", "format": "binary"}},
            "required": ["file"],
        },
        tell=_told_again,
        may=frozenset({404, 409}),
    ),
)
def bring(query: Bringing) -> Response:
    """Show what would come with a file, or take it in."""
    settings = access.settings()
    arrival = Arrival(_brought(), query.site or "", settings.largest_upload, settings.quota)
    database, author, library = access.database(), access.author(), access.library()
    if query.preview:
        return _told(look_at_assessment_file(database, author, library, arrival), None)
    came = bring_assessment(database, access.files(), author, library, arrival)
    return _told(came.comes, came.head.value.id)


def _told(comes: Comes, assessment: str | None) -> Response:
    location = url_for("api.assessments_read", assessment=assessment) if assessment else ""
    said = AssessmentFileTold(
        assessment=assessment,
        site=comes.site,
        criteria_set=comes.criteria_set,
        period=comes.period,
        answers=comes.answers,
        documents=comes.documents,
        certificates=comes.certificates,
        left_out=tuple(say(one, language.translate) for one in comes.left_out),
    )
    return told(said, location=location)


def _brought() -> BinaryIO:
    if request.mimetype != "multipart/form-data":
        raise UnsupportedMediaType
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Unusable([Fault("file", Sentence("Bring a file of an assessment."))])
    stream: BinaryIO = sent.stream  # type: ignore[assignment]
    return stream
