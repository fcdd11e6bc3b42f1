"""What a line is worth, in a word and with a mark; and what keeps something from being done."""

from collections.abc import Sequence
from typing import Any

from ddtool.domain.equivalency import LEVELS
from ddtool.domain.errors import DdtoolError, Problems
from ddtool.domain.matrix_editions import DraftCell, Standing
from ddtool.sentences import n_, say
from ddtool.web import language
from ddtool.web.errors import sentences_of
from ddtool.web.marks import Mark

WORDS = {
    Standing.PUBLISHED: n_("published"),
    Standing.ADOPTED: n_("adopted"),
    Standing.WAITING: n_("waits for a second person"),
    Standing.WITHDRAWN: n_("withdrawn"),
    Standing.PROPOSED: n_("proposed"),
}
"""What a line is worth, in words."""

TONES = {
    Standing.PUBLISHED: ("ok", "check-check"),
    Standing.ADOPTED: ("ok", "check"),
    Standing.WAITING: ("wait", "clock"),
    Standing.WITHDRAWN: ("half", "calendar"),
    Standing.PROPOSED: ("off", "circle-dashed"),
}
"""The tone and the drawing of each."""

_LEVELS = {"full": "c-full", "exceeds": "c-full", "partial": "c-part"}
_TONES = {"full": "ok", "exceeds": "ok", "partial": "half"}


def level_mark(cell: DraftCell) -> Mark:
    """How much a line shows; hollow while it counts for nothing."""
    level = cell.said.get("level", "")
    if cell.waits:
        return Mark("c-pend", "wait")
    if not cell.counts:
        return Mark("c-hint", "off")
    return Mark(_LEVELS.get(level, "c-none"), _TONES.get(level, "off"))


def level_words(code: str) -> str:
    """How much a line shows, in the reader's language; a word that is no level as it is."""
    level = LEVELS.get(code)
    return language.voice().words(level) if level is not None else code


def standing_words(standing: Standing) -> str:
    """What a line is worth, in the reader's language."""
    return language.translate(WORDS[standing])


def refused(form: Any, error: DdtoolError, names: Sequence[str], *, otherwise: str) -> list[str]:
    """Say beside the fields what keeps a line from being stored; what is about none of them.

    Problems begin with the column that they are about. ``otherwise`` is the field that everything
    else is told at.
    """
    if not isinstance(error, Problems):
        form.refuse(form[otherwise], sentences_of(error))
        return []
    for problem in error.problems:
        found = str(getattr(problem, "found", problem))
        about = next((one for one in names if found.startswith(one)), otherwise)
        form.refuse(form[about], [_sentence(problem)])
    return []


def _sentence(problem: Any) -> str:
    found, remedy = (say(one, language.translate) for one in (problem.found, problem.remedy))
    return f"{found}; {remedy}"
