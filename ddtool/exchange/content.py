"""What an assessment file says: one text for one assessment, whatever ids a database gave it.

Things are named by keys of the file (``site``, ``C1``, ``E1``, ``A1``), so that an assessment that
is brought into another installation and written again gives the same text and the same hash.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from ddtool.domain.assessments import Assessment, Evidence
from ddtool.domain.errors import DdtoolError
from ddtool.domain.typed import clean
from ddtool.sentences import Sentence

FORMAT: Literal["ddtool-assessment-1"] = "ddtool-assessment-1"
LONGEST_TEXT = 20_000
"""How many characters any one text of the file may have."""


class AssessmentFileUnusable(DdtoolError):
    """A file is no assessment file, or cannot be brought in; it says where and what to do."""


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """The file of one document: its key, its name, kind, size in bytes and hash."""

    evidence: str
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class CertificateDocument:
    """That a document belongs to a certificate, both by their keys."""

    certificate: str
    evidence: str


@dataclass(frozen=True)
class Content:
    """Everything the producer has said, and the packs it was said under.

    ``certificate_evidence`` are documents of certificates that show nothing in the assessment.
    """

    assessment: Assessment
    pack_sha256: str = ""
    matrix: str = ""
    files: tuple[DocumentFile, ...] = ()
    certificate_evidence: tuple[Evidence, ...] = ()
    certificate_documents: tuple[CertificateDocument, ...] = ()

    @property
    def documents(self) -> tuple[Evidence, ...]:
        """All documents, those of the assessment first."""
        return (*self.assessment.evidence, *self.certificate_evidence)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where and when the file was written; nothing follows from it."""

    organisation: str
    written_at: datetime
    program: str
    submitted: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class AssessmentFile:
    """The text of an assessment file. ``sha256`` is the hash of its content alone."""

    format: Literal["ddtool-assessment-1"]
    origin: Origin
    sha256: str
    content: Content


_FILE = TypeAdapter(AssessmentFile)
_CONTENT = TypeAdapter(Content)


def content_sha256(content: Content) -> str:
    """The hash of a content: equal contents have equal hashes, on every installation."""
    return sha256(_compact(_CONTENT.dump_python(content, mode="json")).encode()).hexdigest()


def write_text(content: Content, origin: Origin) -> str:
    """The text of the file, for people to read too."""
    said = AssessmentFile(FORMAT, origin, content_sha256(content), content)
    plain = _FILE.dump_python(said, mode="json")
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_text(text: bytes) -> AssessmentFile:
    """The file that a text stands for.

    :raises AssessmentFileUnusable: it is none, was changed by hand, or says something unknown.
    """
    try:
        plain = json.loads(text)
        found = _FILE.validate_python(plain)
    except (ValueError, RecursionError) as fault:
        raise AssessmentFileUnusable(_told(fault)) from fault
    for place in _strangers(plain, _FILE.dump_python(found, mode="json"), "assessment.json"):
        raise AssessmentFileUnusable(
            Sentence("This ddtool does not know {place}. Use the newest ddtool.", place=place)
        )
    _refuse_endless(plain, "assessment.json")
    if content_sha256(found.content) != found.sha256:
        raise AssessmentFileUnusable(
            Sentence(
                "The content of assessment.json is not what it was when the file was written. "
                "Have the file written again; answers are changed on pages or in the workbook."
            )
        )
    return _FILE.validate_python(_cleaned(plain))


def schema() -> dict[str, Any]:
    """The shape of ``assessment.json`` as a JSON Schema, draft 2020-12."""
    made = _FILE.json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def _compact(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _told(fault: Exception) -> Sentence:
    if not isinstance(fault, ValidationError):
        return Sentence("assessment.json is no JSON text. Have the file written again.")
    first = fault.errors(include_url=False)[0]
    return Sentence(
        "assessment.json, {place}: {fault}. Have the file written again.",
        place=".".join(map(str, first["loc"])) or "-",
        fault=first["msg"],
    )


def _strangers(given: Any, known: Any, place: str) -> Iterator[str]:
    """Where something stands that reading has left out."""
    if isinstance(given, dict) and isinstance(known, dict):
        for name, value in given.items():
            if name not in known:
                yield f"{place}: {name}"
            else:
                yield from _strangers(value, known[name], f"{place}: {name}")
    if isinstance(given, list) and isinstance(known, list):
        for one, other in zip(given, known, strict=False):
            yield from _strangers(one, other, place)


def _cleaned(given: Any) -> Any:
    """The same with every text as forms would have taken it; what ddtool wrote stays as it is."""
    if isinstance(given, str):
        return clean(given)
    if isinstance(given, dict):
        return {clean(name): _cleaned(value) for name, value in given.items()}
    return [_cleaned(value) for value in given] if isinstance(given, list) else given


def _refuse_endless(given: Any, place: str) -> None:
    if isinstance(given, str) and len(given) > LONGEST_TEXT:
        raise AssessmentFileUnusable(
            Sentence(
                "{place} has {count:,} characters; at most {most:,} are taken.",
                place=place,
                count=len(given),
                most=LONGEST_TEXT,
            )
        )
    if isinstance(given, dict):
        for name, value in given.items():
            _refuse_endless(value, f"{place}: {name}")
    if isinstance(given, list):
        for value in given:
            _refuse_endless(value, place)
