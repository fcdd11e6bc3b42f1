"""The three sentences of the outlook: what blocks, what a plan covers, what certificates show."""

from ddtool.domain.decisions import SOMETHING_SHOWN, Coverage
from ddtool.domain.footing import footing_of
from ddtool.domain.gaps import CriterionLine, Gap, RequirementLine
from ddtool.domain.if_done import lacks_a_plan
from ddtool.domain.lines import rated_beyond_answers, rated_beyond_proof
from ddtool.domain.natural_order import natural
from ddtool.domain.review_checks import open_majors
from ddtool.reports.content.calendar import changes
from ddtool.reports.content.cover import cut
from ddtool.reports.content.source import Source, runs

_NAMED = 2
_NUMBERS_LENGTH = 90
_TITLE_LENGTH = 60


def outlook_sentences(source: Source) -> tuple[str, str, str]:
    """Always three, each true by itself."""
    return _what_blocks(source), _what_a_plan_covers(source), _what_certificates_show(source)


def _what_blocks(source: Source) -> str:
    voice, analysis = source.voice, source.analysis
    blocking = analysis.with_gap(Gap.BLOCKING)
    unanswered = analysis.counts[Gap.OPEN]
    if blocking:
        first = voice.ngettext(
            "One criterion blocks the outlook: {names}.",
            "{n} criteria block the outlook: {names}.",
            len(blocking),
            names=_names(source, blocking),
        )
    else:
        first = voice.gettext("No criterion blocks the outlook.")
    rest = ""
    if unanswered:
        rest = voice.ngettext(
            "One criterion is still unanswered.", "{n} criteria are still unanswered.", unanswered
        )
    return " ".join(part for part in (first, rest, _not_plainly_closed(source)) if part)


def _not_plainly_closed(source: Source) -> str:
    """That criteria stand among the closed ones though a major finding is open on them."""
    closed = {line.criterion.number for line in source.analysis.with_gap(Gap.CLOSED)}
    doubted = closed & open_majors(source.record.findings)
    if not doubted:
        return ""
    return source.voice.ngettext(
        "One criterion is determined as met beside an open major finding: {names}.",
        "{n} criteria are determined as met beside an open major finding: {names}.",
        len(doubted),
        names=", ".join(sorted(doubted, key=natural)),
    )


def _names(source: Source, lines: tuple[CriterionLine, ...]) -> str:
    if len(lines) <= _NAMED:
        titles = (
            f"{line.criterion.number} {cut(line.criterion.title, _TITLE_LENGTH)}" for line in lines
        )
        return source.voice.list_of(titles)
    return cut(runs(line.criterion.number for line in lines), _NUMBERS_LENGTH)


def _what_a_plan_covers(source: Source) -> str:
    voice, analysis = source.voice, source.analysis
    lines = analysis.with_gap(Gap.MINOR)
    against = [line.criterion.number for line in lines if rated_beyond_answers(line)]
    beyond = [
        line.criterion.number
        for line in lines
        if rated_beyond_proof(line) and line.criterion.number not in against
    ]
    in_part = len(lines) - len(beyond) - len(against)
    lacking = [
        (line, part) for line in analysis.with_gap(Gap.BLOCKING, Gap.MINOR) for part in line.lacking
    ]
    said = []
    if in_part or not lines:
        said.append(_met_in_part(source, in_part))
    if beyond:
        said.append(_beyond_proof(source, beyond))
    if against:
        said.append(_against_answers(source, against))
    said += _gaps_planned(source)
    if lacking:
        planned = sum(is_planned(line, part) for line, part in lacking)
        said.append(
            voice.gettext(
                "{planned} of {all} open requirements have an action with an owner and a due day.",
                planned=planned,
                all=len(lacking),
            )
        )
    return " ".join(said)


def _gaps_planned(source: Source) -> list[str]:
    """How many gaps have a plan, counted as on the task list, and why others have none.

    A gap may name no open requirement, where it was determined for the criterion as a whole: its
    requirements are then all planned for, and it is not.
    """
    voice, footing = source.voice, footing_of(source.analysis)
    if not footing.gaps:
        return []
    said = [
        voice.ngettext(
            "{planned} of one gap has a plan.",
            "{planned} of {n} gaps have a plan.",
            footing.gaps,
            planned=footing.planned,
        )
    ]
    lines = source.analysis.with_gap(Gap.BLOCKING, Gap.MINOR)
    whole = sum(lacks_a_plan(line) and not line.lacking for line in lines)
    if whole:
        said.append(
            voice.ngettext(
                "One gap without a plan names no requirement: it needs an action for the whole "
                "criterion.",
                "{n} gaps without a plan name no requirement: each needs an action for the whole "
                "criterion.",
                whole,
            )
        )
    return said


def _met_in_part(source: Source, count: int) -> str:
    if not count:
        return source.voice.gettext("No criterion needs an improvement plan.")
    return source.voice.ngettext(
        "One criterion is met in part and needs an improvement plan.",
        "{n} criteria are met in part and need an improvement plan.",
        count,
    )


def _beyond_proof(source: Source, numbers: list[str]) -> str:
    """The criteria that are rated higher than anything shows."""
    return source.voice.ngettext(
        "Criterion {numbers} is rated fully, but certificates show only a part of it and no "
        "document the rest: it counts as improvement plan until one does.",
        "{n} criteria ({numbers}) are rated fully, but certificates show only a part of each and "
        "no document the rest: they count as improvement plan until one does.",
        len(numbers),
        numbers=cut(runs(numbers), _NUMBERS_LENGTH),
    )


def _against_answers(source: Source, numbers: list[str]) -> str:
    """The criteria whose own rating their own answers contradict."""
    return source.voice.ngettext(
        "Criterion {numbers} is rated fully, but an answer says otherwise: it counts as "
        "improvement plan until the two agree.",
        "{n} criteria ({numbers}) are rated fully, but answers say otherwise: they count as "
        "improvement plan until the two agree.",
        len(numbers),
        numbers=cut(runs(numbers), _NUMBERS_LENGTH),
    )


def is_planned(line: CriterionLine, part: RequirementLine) -> bool:
    """Whether somebody is to do something about a requirement by a day."""
    for_all = (action for action in line.actions if not action.requirement)
    return any(action.owner and action.due for action in (*part.actions, *for_all))


def _what_certificates_show(source: Source) -> str:
    analysis, voice = source.analysis, source.voice
    if not analysis.at_site:
        return voice.gettext(
            "No certificate that names this site is recorded, so nothing is shown by equivalence."
        )
    coverages = [line.decision.coverage for line in analysis.lines]
    shown = [one for one in coverages if one in SOMETHING_SHOWN]
    if not shown:
        return _nothing(source)
    return f"{_shown(source, shown)}{_first_loss(source)}"


def _nothing(source: Source) -> str:
    """That no certificate counts, and why, where it is the same for all there could be."""
    voice, held = source.voice, len(source.analysis.at_site)
    if not source.analysis.matrix.decides:
        return voice.ngettext(
            "The one certificate of this site counts for nothing yet: this installation has not "
            "decided what certificates count for.",
            "The {n} certificates of this site count for nothing yet: this installation has not "
            "decided what certificates count for.",
            held,
        )
    return voice.ngettext(
        "The one certificate of this site counts for no criterion.",
        "None of the {n} certificates of this site counts for any criterion.",
        held,
    )


def _shown(source: Source, shown: list[Coverage]) -> str:
    voice = source.voice
    alone = shown.count(Coverage.FULL)
    part = len(shown) - alone
    if not alone:
        return voice.ngettext(
            "Certificates show a part of one criterion and close none alone",
            "Certificates show a part of {n} criteria and close none alone",
            part,
        )
    closed = voice.ngettext(
        "Certificates close one criterion alone", "Certificates close {n} criteria alone", alone
    )
    if not part:
        return closed
    rest = voice.ngettext("show a part of one more", "show a part of {n} more", part)
    return voice.gettext("{closed} and {rest}", closed=closed, rest=rest)


def _first_loss(source: Source) -> str:
    losing = next((change for change in changes(source) if change.lost), None)
    if losing is None:
        return "."
    voice = source.voice
    cost = voice.ngettext(
        "which costs one criterion coverage.",
        "which costs {n} criteria coverage.",
        len(losing.lost),
    )
    return "; " + voice.gettext(
        "on {day} {what}, {cost}", day=losing.day.text, what=losing.clause, cost=cost
    )
