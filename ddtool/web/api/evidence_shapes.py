"""Documents and links as they are sent and told."""

import json
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from ddtool.domain.assessment_heads import KeptEvidence
from ddtool.domain.history import Stored
from ddtool.sentences import Sentence
from ddtool.usecases.evidence_overview import UsedEvidence
from ddtool.web.api.fields import Body, Day, KeptTold, Line, Lines, Name, Told, refused, shown
from ddtool.web.api.tags import kept


def _parted(value: Any) -> Any:
    """A list, JSON of one, or ids with commas between: forms have no lists of their own."""
    texts = [value] if isinstance(value, str) else value
    found: list[str] = []
    for text in texts:
        listed = json.loads(text) if text.strip().startswith("[") and len(text) < 10_000 else None
        found += [str(one) for one in listed] if isinstance(listed, list) else text.split(",")
    return tuple(dict.fromkeys(one.strip() for one in found if one.strip()))


def _shown(value: Any) -> Any:
    try:
        return _parted(value)
    except (ValueError, RecursionError):
        raise refused(Sentence("Give the ids one by one, or with commas between them.")) from None


class NewEvidence(Body):
    """A document or link that shows something."""

    title: Line = Field("", description="The name of the file where it is left out.")
    document_date: Day = None
    valid_until: Day = None
    requirements: Annotated[Lines, BeforeValidator(_shown)] = Field(
        (),
        description="The requirements and criteria that it shows: repeat the field, or put commas.",
    )
    location: Line = Field(
        "", description="An address beginning with https://, in place of a file."
    )


class EvidenceChange(Body):
    """What of a document is to be changed; what is left out stays."""

    model_config = shown({"valid_until": "2028-12-31"})

    title: Name = ""
    document_date: Day = None
    valid_until: Day = None
    location: Name = Field("", description="Only of a document that is a link and not a file.")


class FileTold(Told):
    """A file as it is kept."""

    name: str
    media_type: str
    size: int
    sha256: str


class UseTold(Told):
    """What a document is used for: an assessment with what it shows, a certificate, an action."""

    assessment: str | None
    requirements: tuple[str, ...]
    certificate: str | None
    action: str | None


class EvidenceTold(KeptTold):
    """A document or link."""

    title: str
    document_date: date | None
    valid_until: date | None
    location: str
    requirements: tuple[str, ...] = Field(
        description="What it shows in the assessment it was asked for with, or in all together."
    )
    file: FileTold | None
    added_at: datetime | None
    added_by: str


class EvidenceUsed(EvidenceTold):
    """A document or link with everything it is used for."""

    uses: tuple[UseTold, ...]


def evidence_told(stored: Stored[KeptEvidence]) -> EvidenceTold:
    """A document as it is told."""
    return EvidenceTold(**_fields(stored))


def _fields(stored: Stored[KeptEvidence]) -> dict[str, Any]:
    document, file = stored.value.evidence, stored.value.file
    names = ("id", "title", "document_date", "valid_until", "location", "requirements")
    return {name: getattr(document, name) for name in names} | {
        "file": file
        and FileTold(
            name=file.name, media_type=file.media_type, size=file.size, sha256=file.sha256
        ),
        "added_at": stored.value.added_at,
        "added_by": stored.value.added_by,
        **kept(stored),
    }


def evidence_used(found: UsedEvidence) -> EvidenceUsed:
    """A document with everything it is used for, as it is told."""
    shown = dict.fromkeys(one for use in found.uses for one in use.shown)
    return EvidenceUsed(
        **(_fields(found.document) | {"requirements": tuple(shown)}),
        uses=tuple(
            UseTold(
                assessment=use.assessment or None,
                requirements=use.shown,
                certificate=use.certificate or None,
                action=use.action or None,
            )
            for use in found.uses
        ),
    )
