"""The evidence of an assessment as a list to work on outside."""

from collections.abc import Sequence

from ddtool.domain.assessment_heads import KeptEvidence
from ddtool.reports.content import Voice
from ddtool.sentences import n_
from ddtool.spreadsheets.lists import Head, write_list
from ddtool.spreadsheets.pages import Running
from ddtool.spreadsheets.writing import Value

_HEADS: tuple[tuple[str, float], ...] = (
    (n_("Title"), 44),
    (n_("Shows"), 24),
    (n_("Date of the document"), 14),
    (n_("Valid until"), 14),
    (n_("File or address"), 40),
    (n_("Bytes"), 12),
    (n_("SHA-256"), 30),
    (n_("Added by"), 22),
    (n_("Added"), 14),
)


def evidence_as_workbook(documents: Sequence[KeptEvidence], voice: Voice, *, about: str) -> bytes:
    """The documents in their order as a workbook; ``about`` stands at the head of every page."""
    return write_list(
        voice.gettext(n_("Evidence")),
        [Head(voice.gettext(words), width) for words, width in _HEADS],
        [_values(one) for one in documents],
        Running(
            about,
            voice.gettext(n_("Self-assessment aid, not an assurance result")),
            voice.gettext(n_("Page")),
            voice.gettext(n_("of")),
        ),
    )


def _values(one: KeptEvidence) -> list[Value]:
    document, file = one.evidence, one.file
    return [
        document.title,
        ", ".join(document.requirements),
        document.document_date,
        document.valid_until,
        file.name if file else document.location,
        file.size if file else None,
        file.sha256 if file else document.sha256,
        one.added_by,
        one.added_at.date() if one.added_at else None,
    ]
