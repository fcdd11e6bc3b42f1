"""The workbook of an assessment: out, and in again, shown first or taken in at once."""

from io import BytesIO
from typing import Annotated, Any, BinaryIO

from flask import Response, request
from pydantic import BeforeValidator, Field, WithJsonSchema
from werkzeug.exceptions import UnsupportedMediaType

from ddtool.domain.errors import DdtoolError
from ddtool.domain.people import Right
from ddtool.sentences import Sentence
from ddtool.usecases.assessment_workbooks import (
    MINE,
    THEIRS,
    Brought,
    ChoicesMissing,
    Consent,
    ImportState,
    Language,
    Means,
    Preview,
    PreviewOutdated,
    ProblemsLeft,
    apply_workbook,
    bring_workbook,
    download_workbook,
    find_import,
    let_workbook_go,
    preview_workbook,
)
from ddtool.web import access, language, problem_details
from ddtool.web.api.bodies import Fault, Unusable
from ddtool.web.api.fields import Body, Line, refused
from ddtool.web.api.files import XLSX, attached
from ddtool.web.api.routes import Operation, offers
from ddtool.web.api.telling import as_json, told
from ddtool.web.api.workbook_shapes import (
    WorkbookTold,
    preview_told,
    workbook_told,
)
from ddtool.web.errors import sentences_of

_NOUN = "workbooks"
_MEGABYTE = 1 << 20
_STATUSES = {ChoicesMissing: 409, PreviewOutdated: 412, ProblemsLeft: 422}


def _flag(value: Any) -> bool:
    if value not in ("0", "1"):
        raise refused(Sentence("Give 0 or 1."))
    return bool(value == "1")


def _side(value: Any) -> str:
    if value not in ("", MINE, THEIRS):
        raise refused(Sentence("Give one of: {words}.", words=f"{MINE}, {THEIRS}"))
    return str(value)


_FLAG = WithJsonSchema({"type": "string", "enum": ["0", "1"]})
_SIDE = WithJsonSchema({"type": "string", "enum": [MINE, THEIRS]})
Flag = Annotated[bool, BeforeValidator(_flag), _FLAG]


class Taking(Body):
    """What is to be done with a workbook."""

    preview: Flag = Field(True, description="1 shows what would change, 0 takes it in at once.")
    leave_out: Flag = Field(False, description="1: cells that cannot be used stay as they are.")
    conflicts: Annotated[str, BeforeValidator(_side), _SIDE] = Field(
        "",
        description="Whose version stands where both sides changed something: the workbook's "
        "(mine) or what is stored here (theirs).",
    )
    digest: Line = Field("", description="Of the preview that was seen: only if nothing moved.")


def _told(id: str) -> Response:
    """What has become of a workbook that was brought in under the same key before."""
    workbook = find_import(access.database(), access.author(), id)
    if workbook.state is ImportState.SHOWN:
        return told(preview_told(_preview(id)))
    return told(workbook_told(workbook))


@offers(
    "GET",
    "/assessments/<uuid:assessment>/workbook",
    Right.READ,
    Operation("Read the workbook of an assessment", _NOUN, media=XLSX),
)
def read(assessment: str) -> Response:
    """The workbook as the assessment is stored now."""
    made = download_workbook(
        access.database(), access.author(), access.library(), assessment, _language()
    )
    return attached(BytesIO(made.content), made.name, XLSX)


@offers(
    "POST",
    "/assessments/<uuid:assessment>/workbook",
    Right.RECORD,
    Operation(
        "Bring a workbook in",
        _NOUN,
        detail="A form (multipart/form-data) with the file that was downloaded here and filled. "
        "All of it is taken in or nothing.",
        answer=WorkbookTold,
        query=Taking,
        form={
            "type": "object",
            "properties": {"file": {"type": "string", "format": "binary"}},
            "required": ["file"],
        },
        tell=_told,
        may=frozenset({404, 409, 412}),
    ),
)
def bring(assessment: str, query: Taking) -> Response:
    """Show what a workbook would change, or take it in."""
    brought = _brought()
    # What is shown is no part of what a key stands for: only taking in is done once.
    database = access.database() if query.preview else access.installation().database
    workbook = bring_workbook(database, access.author(), _means(), assessment, brought)
    preview = _preview(workbook.id)
    if query.preview:
        return told(preview_told(preview))
    return _taken_in(preview, query)


def _taken_in(preview: Preview, query: Taking) -> Response:
    id = preview.workbook.id
    choices = {one.token: query.conflicts for one in preview.conflicts}
    consent = Consent(query.digest or preview.digest, choices, query.leave_out)
    try:
        apply_workbook(access.database(), access.author(), _means(), id, consent)
    except (ChoicesMissing, PreviewOutdated, ProblemsLeft) as error:
        let_workbook_go(access.installation().database, access.author(), id)
        return _refused(error, preview)
    return told(workbook_told(find_import(access.database(), access.author(), id)))


def _refused(error: DdtoolError, preview: Preview) -> Response:
    """Why nothing was taken in, with all that would have to be decided."""
    said = preview_told(preview)
    problems = [
        {"field": f"{one.sheet} {one.place}".strip(), "detail": one.says} for one in said.problems
    ]
    return problem_details.answer(
        _STATUSES[type(error)],
        *sentences_of(error),
        problems=problems,
        preview={**as_json(said), "id": None},
    )


def _brought() -> Brought:
    if request.mimetype == XLSX:
        return _named("workbook.xlsx", BytesIO(request.get_data()))
    if request.mimetype != "multipart/form-data":
        raise UnsupportedMediaType
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Unusable([Fault("file", Sentence("Bring a workbook that was downloaded here."))])
    stream: Any = sent.stream
    return _named(sent.filename, stream)


def _named(name: str, source: BinaryIO) -> Brought:
    return Brought(name, source, access.settings().max_upload_mb * _MEGABYTE)


def _preview(id: str) -> Preview:
    return preview_workbook(access.database(), access.author(), _means(), id)


def _means() -> Means:
    return Means(access.files(), access.library(), _language())


def _language() -> Language:
    return Language(language.code(), language.translate)
