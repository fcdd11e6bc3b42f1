"""Reasons and notes in the reader's words: ids become titles, repetitions are drawn together."""

from collections.abc import Iterable, Mapping

from ddtool.domain.natural_order import natural
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


_NOTES: Mapping[Code, str] = {
    Code.BELOW_THRESHOLD: n_("{0} {1} below {2}"),
    Code.COMPANION_MISSING: n_("companion missing: {0}"),
    Code.MAJOR_NONCONFORMITY: n_("open major nonconformity on the topic"),
}


def note_text(voice: Voice, note: str, behind: Reason | None = None) -> str:
    """A line of a residual or a note of a gate; the words of packs stay as they are."""
    if behind is not None and behind.code in _NOTES:
        return voice.translations.gettext(_NOTES[behind.code]).format(*behind.detail)
    kind, found, names = note.partition(_NOT_COVERED)
    if found and kind == ACTIVITIES:
        titles = voice.activities(names.split(", "))
        return voice.gettext("activities not covered: {names}", names=titles)
    if found and kind == AREAS:
        return voice.gettext("areas not covered: {names}", names=names)
    if note == NOT_DESCRIBED:
        return voice.gettext("what it leaves open is not described: treat all of it as open")
    return note


def note_texts(voice: Voice, notes: Iterable[str], reasons: Iterable[Reason] = ()) -> str:
    """All notes, each once. What stands among the reasons is worded from its code and details."""
    behind = {reason.note: reason for reason in reasons if reason.note}
    return "; ".join(dict.fromkeys(note_text(voice, note, behind.get(note)) for note in notes))


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
    return (voice.gettext(_TOGETHER[code], names=", ".join(sorted(names, key=natural))),)


def _named(reason: Reason) -> str:
    """What a reason is about, with the result found where there is one."""
    name, *rest = reason.detail or ("",)
    return f"{name} ({rest[0]})" if reason.code is Code.BELOW_THRESHOLD and rest else name
