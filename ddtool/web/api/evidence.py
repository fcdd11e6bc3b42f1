"""Evidence: documents and links, what they show, and their files."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Response, request, url_for
from werkzeug.exceptions import UnsupportedMediaType

from ddtool.domain.assessments import Evidence
from ddtool.domain.people import Right
from ddtool.evidence_files import LinkRefused, require_link
from ddtool.sentences import Sentence
from ddtool.usecases.assessments import read_head
from ddtool.usecases.evidence import (
    Upload,
    add_evidence,
    change_evidence,
    check_upload,
    list_evidence,
    remove_evidence,
)
from ddtool.usecases.evidence import open_evidence as open_file
from ddtool.usecases.evidence_overview import UsedEvidence, describe_evidence
from ddtool.web import access
from ddtool.web.api.bodies import Fault, Unusable, shaped
from ddtool.web.api.evidence_shapes import (
    EvidenceChange,
    EvidenceTold,
    EvidenceUsed,
    NewEvidence,
    evidence_told,
    evidence_used,
)
from ddtool.web.api.fields import given
from ddtool.web.api.files import ANY_FILE, attached
from ddtool.web.api.paging import Page, page_of
from ddtool.web.api.routes import Operation, offers
from ddtool.web.api.tags import tag_of, version_read
from ddtool.web.api.telling import as_json, gone, told
from ddtool.web.api.words import refuse, unknown_parts

_NOUN = "evidence"


def _used(found: UsedEvidence, status: int = 200) -> Response:
    document, said = found.document, evidence_used(found)
    id = document.value.evidence.id
    location = url_for("api.evidence_read", evidence=id) if status == 201 else ""
    return told(said, status=status, tag=tag_of(document), location=location)


def _made(id: str) -> Response:
    return _used(describe_evidence(access.database(), access.author(), id), 201)


@offers(
    "GET",
    "/assessments/<uuid:assessment>/evidence",
    Right.LOOK,
    Operation("List the evidence", _NOUN, answer=EvidenceTold, lists=True, query=Page),
)
def index(assessment: str, query: Page) -> Response:
    """A page of the documents of an assessment."""
    read_head(access.database(), access.author(), assessment)
    found = list_evidence(access.database(), access.author(), assessment)
    page = page_of(
        found,
        query,
        id_of=lambda one: one.value.evidence.id,
        tell=lambda one: as_json(evidence_told(one)),
    )
    return told(page)


_FORM = NewEvidence.model_json_schema()
_FORM["properties"]["file"] = {"type": "string", "format": "binary"}


@offers(
    "POST",
    "/assessments/<uuid:assessment>/evidence",
    Right.RECORD,
    Operation(
        "Bring evidence",
        _NOUN,
        status=201,
        detail="A form (multipart/form-data) with a file, or with a location in its place.",
        answer=EvidenceUsed,
        form=_FORM,
        tell=_made,
        may=frozenset({404, 409}),
    ),
)
def bring(assessment: str) -> Response:
    """A new document with what it shows."""
    if request.mimetype != "multipart/form-data":
        raise UnsupportedMediaType
    head = read_head(access.database(), access.author(), assessment).value
    criteria_set = access.library().criteria_set(head.criteria_set)
    body = shaped(NewEvidence, _form())
    refuse(unknown_parts(criteria_set, "requirements", body.requirements))
    upload = _upload()
    made = add_evidence(
        access.database(),
        access.files(),
        access.author(),
        _document(body, upload),
        assessment=assessment,
        upload=upload,
    )
    return _made(made.value.evidence.id)


@offers(
    "GET",
    "/evidence/<uuid:evidence>",
    Right.LOOK,
    Operation("Read what is known of a document", _NOUN, answer=EvidenceUsed),
)
def read(evidence: str) -> Response:
    """One document, without its file."""
    return _used(describe_evidence(access.database(), access.author(), evidence))


@offers(
    "GET",
    "/evidence/<uuid:evidence>/file",
    Right.LOOK,
    Operation("Read the file of a document", _NOUN, media=ANY_FILE),
)
def file(evidence: str) -> Response:
    """The file, to be saved and never shown by a browser."""
    kept_file, opened = open_file(access.database(), access.files(), access.author(), evidence)
    return attached(opened, kept_file.name, kept_file.media_type, kept_file.sha256)


@offers(
    "PATCH",
    "/evidence/<uuid:evidence>",
    Right.RECORD,
    Operation(
        "Change what is known of a document",
        _NOUN,
        answer=EvidenceUsed,
        body=EvidenceChange,
        versioned=True,
        may=frozenset({409}),
    ),
)
def change(evidence: str, body: EvidenceChange) -> Response:
    """Change what the body names; the file stays."""
    stands = describe_evidence(access.database(), access.author(), evidence).document
    version, fields = version_read(stands), given(body)
    if "location" in fields:
        fields["location"] = _link(fields["location"], is_file=stands.value.file is not None)
    changed = replace(stands.value.evidence, **fields)
    change_evidence(access.database(), access.author(), changed, version=version)
    return _used(describe_evidence(access.database(), access.author(), evidence))


@offers(
    "DELETE",
    "/evidence/<uuid:evidence>",
    Right.RECORD,
    Operation("Take a document away", _NOUN, status=204, versioned=True, may=frozenset({409})),
)
def remove(evidence: str) -> Response:
    """Take it away wherever it is used; the history keeps what it said."""
    found = describe_evidence(access.database(), access.author(), evidence)
    version = version_read(found.document)
    remove_evidence(access.database(), access.author(), evidence, version=version)
    return gone()


def _form() -> Mapping[str, Any]:
    """The texts of the form. Only ``requirements`` may come more than once."""
    found: dict[str, Any] = {}
    for name, values in ((str(name or ""), values) for name, values in request.form.lists()):
        if len(values) > 1 and name != "requirements":
            raise Unusable([Fault(name[:80], Sentence("Give this once."))])
        found[name] = values if name == "requirements" else values[0]
    return found


def _upload() -> Upload | None:
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return None
    known = access.settings()
    largest = known.max_upload_mb * 1024 * 1024
    stream: Any = sent.stream
    return check_upload(sent.filename, stream, largest=largest, quota=known.quota)


def _document(body: NewEvidence, upload: Upload | None) -> Evidence:
    """What is known of the document.

    :raises Unusable: there is neither a file nor an address, or the address is none.
    """
    if upload is None and not body.location:
        raise Unusable([Fault("file", _NOTHING)])
    location = _link(body.location, is_file=False) if upload is None else ""
    return Evidence(
        id="",
        title=body.title or (upload.name if upload else location),
        document_date=body.document_date,
        valid_until=body.valid_until,
        requirements=body.requirements,
        location=location,
    )


def _link(location: str, *, is_file: bool) -> str:
    """The address of a document.

    :raises Unusable: it is none, or the document has a file.
    """
    if is_file:
        raise Unusable([Fault("location", Sentence("This document has a file; leave this out."))])
    try:
        return require_link(location)
    except LinkRefused as refused:
        raise Unusable([Fault("location", refused.args[0])]) from None


_NOTHING = Sentence("Bring a file, or give a location that begins with https://.")
