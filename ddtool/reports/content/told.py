"""Reasons and notes in the reader's words: ids become titles, repetitions are drawn together."""

from collections.abc import Iterable, Mapping

from ddtool.domain.reasons import Code, Reason
from ddtool.domain.shares import ACTIVITIES, AREAS
from ddtool.domain.verdicts import NOT_DESCRIBED
from ddtool.reports.content.voice import Voice
from ddtool.wording import n_

_NOT_COVERED = " not covered: "
_FEW = 2
_TOGETHER: Mapping[Code, str] = {
    Code.RESULT_UNKNOWN: n_("These results are not recorded: {names}."),
    Code.BELOW_THRESHOLD: n_("These results are too low: {names}."),
    Code.COMPANION_MISSING: n_("These companion documents are missing: {names}."),
}


def note_text(voice: Voice, note: str) -> str:
    """A line of a residual or a note of a gate; the words of packs stay as they are."""
    kind, found, names = note.partition(_NOT_COVERED)
    if found and kind == ACTIVITIES:
        titles = voice.activities(names.split(", "))
        return voice.gettext("activities not covered: {names}", names=titles)
    if found and kind == AREAS:
        return voice.gettext("areas not covered: {names}", names=names)
    if note == NOT_DESCRIBED:
        return voice.gettext("what it leaves open is not described: treat all of it as open")
    return note


def note_texts(voice: Voice, notes: Iterable[str]) -> str:
    """All notes, each once."""
    return "; ".join(dict.fromkeys(note_text(voice, note) for note in notes))


def condensed(voice: Voice, reasons: Iterable[Reason]) -> tuple[str, ...]:
    """The reasons as sentences, each once; many about results or companions become one."""
    by_code: dict[Code, dict[Reason, None]] = {}
    for reason in reasons:
        by_code.setdefault(reason.code, {})[reason] = None
    return tuple(
        sentence for code, alike in by_code.items() for sentence in _told(voice, code, alike)
    )


def _told(voice: Voice, code: Code, alike: Mapping[Reason, None]) -> tuple[str, ...]:
    names = dict.fromkeys(_named(reason) for reason in alike)
    if code not in _TOGETHER or len(names) <= _FEW:
        return tuple(dict.fromkeys(voice.says(reason) for reason in alike))
    return (voice.gettext(_TOGETHER[code], names=", ".join(names)),)


def _named(reason: Reason) -> str:
    """What a reason is about, with the result found where there is one."""
    name, *rest = reason.detail or ("",)
    return f"{name} ({rest[0]})" if reason.code is Code.BELOW_THRESHOLD and rest else name
