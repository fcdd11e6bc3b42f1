"""Files of evidence: which kinds are taken in, what their content must be, and how they are named.

A file is judged by its content and its ending together, and nothing in it is ever carried out.
"""

from ddtool.evidence_files.kinds import ACCEPT, ENDINGS, FileRefused, handed_out_as
from ddtool.evidence_files.links import LinkRefused, require_link
from ddtool.evidence_files.looking import CheckedFile, check_file
from ddtool.evidence_files.names import clean_name

__all__ = [
    "ACCEPT",
    "ENDINGS",
    "CheckedFile",
    "FileRefused",
    "LinkRefused",
    "check_file",
    "clean_name",
    "handed_out_as",
    "require_link",
]
