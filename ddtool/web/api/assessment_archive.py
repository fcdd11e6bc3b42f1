"""Assessments that are put into the archive, taken back, or removed while nothing is in them."""

from datetime import datetime

from flask import Response
from pydantic import Field

from ddtool.domain.people import Right
from ddtool.usecases.assessment_archive import (
    archive_assessment,
    find_shelved,
    remove_assessment,
    take_assessment_back,
)
from ddtool.web import access
from ddtool.web.api import tags
from ddtool.web.api.fields import Told
from ddtool.web.api.routes import Operation, offers
from ddtool.web.api.telling import gone, told

_NOUN = "assessments"


class ArchiveTold(Told):
    """Whether an assessment is put aside."""

    archived_at: datetime | None = Field(description="When it was put aside; null while not.")
    archived_by: str
    used: bool = Field(description="Anything is said in it, so that it cannot be removed.")


@offers(
    "GET",
    "/assessments/<uuid:assessment>/archive",
    Right.READ,
    Operation("Read whether an assessment is in the archive", _NOUN, answer=ArchiveTold),
)
def read(assessment: str) -> Response:
    """Whether it is put aside."""
    found = find_shelved(access.database(), access.author(), assessment)
    aside = found.archived
    return told(
        ArchiveTold(
            archived_at=aside.at if aside else None,
            archived_by=aside.by if aside else "",
            used=found.used,
        )
    )


@offers(
    "PUT",
    "/assessments/<uuid:assessment>/archive",
    Right.RECORD,
    Operation("Put an assessment into the archive", _NOUN, answer=ArchiveTold),
)
def archive(assessment: str) -> Response:
    """It stays readable and leaves the lists of work."""
    archive_assessment(access.database(), access.author(), assessment)
    return read(assessment)


@offers(
    "DELETE",
    "/assessments/<uuid:assessment>/archive",
    Right.RECORD,
    Operation("Take an assessment back from the archive", _NOUN, status=204),
)
def take_back(assessment: str) -> Response:
    """It is worked on again."""
    take_assessment_back(access.database(), access.author(), assessment)
    return gone()


@offers(
    "DELETE",
    "/assessments/<uuid:assessment>",
    Right.RECORD,
    Operation(
        "Remove an assessment in which nothing is said",
        _NOUN,
        status=204,
        versioned=True,
        may=frozenset({409}),
    ),
)
def remove(assessment: str) -> Response:
    """Only while nothing was said in it and it was never handed in."""
    head = find_shelved(access.database(), access.author(), assessment).head
    version = tags.read_as(str(head.version))
    remove_assessment(access.database(), access.author(), assessment, version=version)
    return gone()
