"""Data that leaves for other systems and comes from them: assessments, mappings, credentials."""

from ddtool.exchange.archives import Archive, opened, write_archive
from ddtool.exchange.content import (
    AssessmentFileUnusable,
    Content,
    DocumentFile,
    Origin,
    content_sha256,
    schema,
)
from ddtool.exchange.credentials import credential_draft
from ddtool.exchange.keys import keyed, submitted_as, unkeyed_certificate
from ddtool.exchange.oscal import mapping_collection

__all__ = [
    "Archive",
    "AssessmentFileUnusable",
    "Content",
    "DocumentFile",
    "Origin",
    "content_sha256",
    "credential_draft",
    "keyed",
    "mapping_collection",
    "opened",
    "schema",
    "submitted_as",
    "unkeyed_certificate",
    "write_archive",
]
