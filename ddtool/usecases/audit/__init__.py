"""The history of the installation: proved, searched, handed out; and who looked at whose data."""

from ddtool.reports.content import Voice
from ddtool.usecases.audit.exporting import FORMATS, audit_file, deed_word, export_audit, seen_word
from ddtool.usecases.audit.looking import (
    PAGE,
    AuditPage,
    accesses_page,
    audit_page,
    lines_of_accesses,
    lines_of_audit,
)
from ddtool.usecases.audit.proving import Proof, prove

__all__ = [
    "FORMATS",
    "PAGE",
    "AuditPage",
    "Proof",
    "Voice",
    "accesses_page",
    "audit_file",
    "audit_page",
    "deed_word",
    "export_audit",
    "lines_of_accesses",
    "lines_of_audit",
    "prove",
    "seen_word",
]
