"""What would change a verdict: what must be decided, what the producer can bring, and the rest.

While nobody has decided what a standard counts for, nothing about the certificate helps: that
decision then stands first and alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ddtool.domain.analysis import place_of
from ddtool.domain.certificates import Certificate
from ddtool.domain.equivalency import Cell, Level
from ddtool.domain.gaps import CriterionLine
from ddtool.domain.gate_trace import Recognised, Trace
from ddtool.domain.imagining import at_best
from ddtool.domain.lines import aspect_of
from ddtool.domain.reasons import Code, Kind, Reason
from ddtool.domain.verdicts import Outcome, Ruling, Verdict
from ddtool.reports.content.certificate_uses import what_it_shows
from ddtool.reports.content.source import Source
from ddtool.reports.content.told import condensed
from ddtool.reports.content.voice import Voice
from ddtool.wording import n_
from ddtool.wording.gates import can_be_mended, remedy

_ABOUT_ACTIVITIES = frozenset({Code.ACTIVITY_NOT_COVERED, Code.ACTIVITIES_MISSING})
_SAYS_NONE = Reason(Code.PUBLISHED_AS_NONE, "cell", Kind.REJECTS)

Help = tuple[str, str]
"""What helps, and what was found."""


@dataclass(frozen=True, slots=True)
class Mending:
    """What would change a verdict.

    ``decision`` says what somebody else has to decide before anything counts, what to do first;
    empty where it is decided. ``to_do`` is what the producer can do now; while the decision is
    open it is empty, and ``afterwards`` holds what would have to be done once it is decided.
    ``beyond`` is what no producer changes, ``remarks`` what keeps nothing from counting and still
    has its day. ``at_best`` says what would follow from all of ``to_do``; empty where that is
    nothing, or what the certificate shows already.
    """

    decision: tuple[str, ...] = ()
    to_do: tuple[Help, ...] = ()
    at_best: str = ""
    beyond: tuple[str, ...] = ()
    afterwards: tuple[Help, ...] = ()
    remarks: tuple[Help, ...] = ()

    @property
    def changes_it(self) -> bool:
        """Whether there is anything to say about what would change the verdict."""
        return bool(self.decision or self.to_do or self.beyond)


def make_mending(
    source: Source,
    line: CriterionLine,
    certificate: Certificate,
    *,
    verdict: Verdict,
    trace: Trace,
) -> Mending:
    """What would change the verdict on a certificate. Nothing is asked for that would not help."""
    cell = verdict.cell
    if cell is None:
        beyond = [one for one in trace.reasons if not can_be_mended(one)]
        return Mending(beyond=_remedies(source, beyond))
    decision = _decision(source, certificate, trace.recognised)
    best = _best(source, line, certificate, cell)
    if best.outcome is Outcome.REJECTED:
        never = tuple(dict.fromkeys(_never(source, cell, best)))
        undecided_none = trace.recognised is Recognised.UNDECIDED_AS_NOTHING
        return Mending(decision, beyond=() if undecided_none else never)
    stays = {one for one in best.reasons if one.kind is not Kind.WARNS}
    told = [one for one in trace.reasons if one.gate != "cell"]
    warned = [one for one in told if one.kind is Kind.WARNS]
    wrong = [one for one in told if one.kind is not Kind.WARNS]
    help_with = tuple(_help(source, [one for one in wrong if _helps(one, stays)]))
    lasting = [one for one in wrong if not _helps(one, stays)]
    return Mending(
        decision,
        to_do=() if decision else help_with,
        at_best=_with_all_of_it(source, line, best) if help_with and not decision else "",
        beyond=tuple(dict.fromkeys(_lasting(source, cell, one) for one in lasting)),
        afterwards=help_with if decision else (),
        remarks=tuple(_help(source, warned)),
    )


def as_sentence(text: str) -> str:
    """A text with a capital letter and a full stop."""
    ended = text if text.endswith(".") else f"{text}."
    return ended[:1].upper() + ended[1:]


def _decision(source: Source, certificate: Certificate, recognised: Recognised) -> tuple[str, ...]:
    """What helps and why nothing else does before; empty where it is decided."""
    voice, standard = source.voice, source.voice.certificate(certificate)
    if recognised is Recognised.UNDECIDED_AS_NOTHING:
        return (
            voice.gettext("Show the criterion by evidence of your own."),
            voice.gettext(
                "This installation has not decided yet what {standard} counts for, and even the "
                "suggestion is that it shows nothing here.",
                standard=standard,
            ),
        )
    if recognised is not Recognised.UNDECIDED:
        return ()
    return (
        _whom_to_ask(voice, standard),
        voice.gettext(
            "This installation has not decided yet. Before it has, nothing you change on the "
            "certificate helps; show the criterion by evidence of your own."
        ),
    )


def _whom_to_ask(voice: Voice, standard: str) -> str:
    if voice.deciders:
        return voice.gettext(
            "Ask the programme admin of this installation, {names}, to decide what {standard} "
            "counts for.",
            standard=standard,
            names=voice.list_of(voice.deciders),
        )
    return voice.gettext(
        "Ask the programme admin of this installation to decide what {standard} counts for.",
        standard=standard,
    )


def _best(source: Source, line: CriterionLine, certificate: Certificate, cell: Cell) -> Ruling:
    analysis = source.analysis
    return at_best(
        cell,
        certificate,
        aspect_of(analysis.assessment, analysis.criteria_set.name, line.criterion),
        place=place_of(analysis.assessment),
        on=analysis.as_of,
        standards=source.voice.standards,
    )


def _helps(reason: Reason, stays: set[Reason]) -> bool:
    return reason not in stays and can_be_mended(reason)


def _never(source: Source, cell: Cell, best: Ruling) -> Iterator[str]:
    """Why it would count for nothing even at its best."""
    voice = source.voice
    for reason in best.reasons:
        if reason.code is Code.ACTIVITY_NOT_COVERED:
            yield voice.gettext(
                n_(
                    "The recognition holds only for {activities}, which this site does not do. "
                    "Nothing you could bring changes this; show the criterion by evidence of your "
                    "own."
                ),
                activities=voice.activities(cell.conditions.activities),
            )
        elif cell.level is Level.NONE and reason.gate == "cell":
            yield voice.gettext(remedy(_SAYS_NONE))
        elif reason.kind is Kind.REJECTS:
            yield voice.gettext(remedy(reason))


def _help(source: Source, reasons: Sequence[Reason]) -> Iterator[Help]:
    """Findings with the same help stand together."""
    by_help: dict[str, list[Reason]] = {}
    for one in reasons:
        by_help.setdefault(remedy(one), []).append(one)
    for text, alike in by_help.items():
        yield source.voice.gettext(text), " ".join(condensed(source.voice, alike))


def _lasting(source: Source, cell: Cell, reason: Reason) -> str:
    """What helps where nothing about the certificate can be changed."""
    voice = source.voice
    if reason.code in _ABOUT_ACTIVITIES:
        return voice.gettext(
            n_("The recognition holds only for {activities}; show the rest by your own evidence."),
            activities=voice.activities(cell.conditions.activities),
        )
    return voice.gettext(remedy(reason))


def _remedies(source: Source, reasons: Iterable[Reason]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source.voice.gettext(remedy(one)) for one in reasons))


def _with_all_of_it(source: Source, line: CriterionLine, best: Ruling) -> str:
    voice = source.voice
    # The warning about the last day stands among the remarks already.
    kept = tuple(one for one in best.reasons if one.code is not Code.LAPSES_BEFORE_ASSESSMENT)
    shown = as_sentence(what_it_shows(source, line.criterion, best._replace(reasons=kept)))
    if best.until is None or best.until == date.max:
        return voice.gettext(n_("With all of this: {shown}"), shown=shown)
    until = voice.day(best.until).text
    return voice.gettext(n_("With all of this: {shown} Until {day}."), shown=shown, day=until)
