"""Words that packs use in English for want of others: those known here can be translated.

A pack may use any word. What is not listed here stays as its pack has it.
"""

from ddtool.sentences import Translate, n_

CELL_STATUSES = (n_("published"), n_("adopted"), n_("proposed"))
"""What stands behind a cell of a matrix."""

SUGGESTIONS = n_("suggestions, not published by any scheme owner")
"""The label of a matrix none of whose cells counts."""

LABELS = (
    n_("working text"),
    SUGGESTIONS,
    n_("fictional: for the demonstration only"),
)
"""What the shipped packs say of themselves."""

CONFIDENCE = {
    "seen": n_("seen in a source"),
    "seen_secondary": n_("seen in one transcription only"),
    "inferred": n_("inferred"),
    "general": n_("general knowledge"),
    "general_knowledge": n_("general knowledge"),
    "low": n_("low"),
    "medium": n_("medium"),
    "high": n_("high"),
}
"""How surely something was read, in words."""


def pack_word(text: str, translate: Translate) -> str:
    """A word of a pack in the reader's language where it is known there, else as it is."""
    return translate(CONFIDENCE.get(text, text)) if text else ""
