"""The section on the assessor's review: signature, way of working, determinations, findings."""

from collections.abc import Iterator
from dataclasses import dataclass

from ddtool.domain.assessments import Action
from ddtool.domain.gaps import CriterionLine
from ddtool.domain.review_checks import against_facts, against_rating
from ddtool.domain.review_records import ReviewRecord
from ddtool.domain.reviews import Finding, FindingKind, Request, RequestState
from ddtool.reports.content.signature import Signature, make_signature
from ddtool.reports.content.source import Source, is_made
from ddtool.reports.content.values import Day, Fact, Sign
from ddtool.wording.reviews import DOUBTS, FINDING_KINDS, REQUEST_STATES

_KIND_MARKS = {
    FindingKind.MAJOR: "blocking",
    FindingKind.MINOR: "minor",
    FindingKind.OPPORTUNITY: "to_confirm",
}
_GRAVEST_FIRST = tuple(FindingKind)
_STATE_MARKS = {
    RequestState.OPEN: "open",
    RequestState.ANSWERED: "to_confirm",
    RequestState.CLEARED: "closed",
}


@dataclass(frozen=True, slots=True)
class DeterminationRow:
    """What was determined on a criterion, beside the producer's own rating.

    ``doubt`` is what else the assessor says against it.
    """

    number: str
    title: str
    own: str
    determined: str
    differs: bool
    reason: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding, and the action that is to close it; ``label`` is its number, ``day`` its day.

    ``action`` is the short name of the action with its title, ``root_cause`` and ``due`` are the
    action's; ``closed`` says since when it is closed.
    """

    label: str
    day: Day
    kind: Sign
    criterion: str
    requirements: str
    text: str
    action: str
    root_cause: str
    due: Day
    closed: str


@dataclass(frozen=True, slots=True)
class ConfirmationRow:
    """A coverage that only an assessor can judge: confirmed or refused, and why."""

    criterion: str
    coverage: str
    decided: Sign
    reason: str


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request for information with what was answered to it, each answer with who gave it."""

    criterion: str
    text: str
    asked: str
    due: Day
    state: Sign
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """Everything the assessor has said. ``none`` is said where nobody has reviewed anything."""

    title: str
    none: str
    signature: Signature
    working_heading: str
    working: tuple[Fact, ...]
    determinations_heading: str
    determinations: tuple[DeterminationRow, ...]
    findings_heading: str
    no_findings: str
    findings: tuple[FindingRow, ...]
    confirmations_heading: str
    confirmations: tuple[ConfirmationRow, ...]
    requests_heading: str
    requests: tuple[RequestRow, ...]


def make_review(source: Source) -> Review:
    """The review in the reader's words; the gravest findings first."""
    voice, record = source.voice, source.record
    determined = tuple(_determinations(source))
    said = record.is_there or bool(determined)
    return Review(
        title=voice.gettext("The assessor’s review"),
        none="" if said else voice.gettext("No assessor has said anything yet."),
        signature=make_signature(source),
        working_heading=voice.gettext("How the assessor worked"),
        working=tuple(_working(source, record)),
        determinations_heading=voice.gettext("Determinations"),
        determinations=determined,
        findings_heading=voice.gettext("Findings"),
        no_findings="" if record.findings else voice.gettext("No finding was recorded."),
        findings=tuple(_finding(source, one) for one in _in_order(source, record)),
        confirmations_heading=voice.gettext("Coverage confirmed or refused"),
        confirmations=tuple(_confirmations(source, record)),
        requests_heading=voice.gettext("Requests for information"),
        requests=tuple(_request(source, record, one) for one in record.requests),
    )


def _working(source: Source, record: ReviewRecord) -> Iterator[Fact]:
    voice, notes = source.voice, record.notes
    interviews = (f"{group}: {number}" for group, number in notes.interviews.items())
    rows = (
        (voice.gettext("Method"), notes.method),
        (voice.gettext("Sampling"), notes.sampling),
        (voice.gettext("Interviews"), "; ".join(interviews)),
        (voice.gettext("Documents seen"), "; ".join(_documents(source, notes.documents))),
        (voice.gettext("Conclusion"), notes.conclusion),
    )
    yield from (Fact(label, text) for label, text in rows if text)


def _documents(source: Source, ids: tuple[str, ...]) -> Iterator[str]:
    """Documents by their titles or as they were written; those that are gone are counted."""
    titles = {one.id: one.title for one in source.analysis.assessment.evidence}
    yield from (titles.get(one, one) for one in ids if one in titles or not is_made(one))
    gone = sum(one not in titles and is_made(one) for one in ids)
    if gone:
        yield source.voice.ngettext(
            "one document that is not listed any more",
            "{n} documents that are not listed any more",
            gone,
        )


def _determinations(source: Source) -> Iterator[DeterminationRow]:
    for line in source.analysis.lines:
        if line.determination is None:
            continue
        own = line.own.rating if line.own else None
        yield DeterminationRow(
            number=line.criterion.number,
            title=line.criterion.title,
            own=source.rating(own) if own else source.voice.gettext("Not rated"),
            determined=source.rating(line.determination.rating),
            differs=own is not None and own is not line.determination.rating,
            reason=line.determination.reason,
            doubt=_doubt(source, line),
        )


def _doubt(source: Source, line: CriterionLine) -> str:
    """What the assessor's findings and requests, or the facts, say against their determination."""
    record, rating = source.record, line.determination.rating if line.determination else None
    own = against_rating(
        rating, line.criterion.number, findings=record.findings, requests=record.requests
    )
    told = (*own, *against_facts(line))
    return " ".join(source.voice.gettext(DOUBTS[one]) for one in told)


def _in_order(source: Source, record: ReviewRecord) -> list[Finding]:
    places = {line.criterion.number: place for place, line in enumerate(source.analysis.lines)}
    return sorted(
        record.findings,
        key=lambda one: (_GRAVEST_FIRST.index(one.kind), places.get(one.criterion, 0), one.text),
    )


def _finding(source: Source, finding: Finding) -> FindingRow:
    kind = Sign(_KIND_MARKS[finding.kind], source.voice.gettext(FINDING_KINDS[finding.kind]))
    voice, recorded = source.voice, source.record.recorded_as(finding)
    action = _action(source, finding)
    since = voice.gettext("closed {day}", day=voice.day(finding.closed_on).text)
    return FindingRow(
        label=f"F{recorded[0]}" if recorded else "",
        day=voice.day(recorded[1] if recorded else None),
        kind=kind,
        criterion=finding.criterion,
        requirements=", ".join(finding.requirements),
        text=finding.text,
        action=f"{source.actions[action.id]} {action.title}" if action else "",
        root_cause=action.root_cause if action else "",
        due=voice.day(action.due if action else None),
        closed=since if finding.is_closed else "",
    )


def _action(source: Source, finding: Finding) -> Action | None:
    """The action of the plan that is to close a finding."""
    planned = source.analysis.assessment.actions
    return next((one for one in planned if one.id == finding.action), None)


def _confirmations(source: Source, record: ReviewRecord) -> Iterator[ConfirmationRow]:
    voice = source.voice
    lines: dict[str, CriterionLine] = {one.criterion.number: one for one in source.analysis.lines}
    words = {
        True: Sign("closed", voice.gettext("Confirmed")),
        False: Sign("blocking", voice.gettext("Refused")),
    }
    for one in record.confirmations:
        line = lines.get(one.criterion)
        coverage = voice.words(line.decision.coverage) if line else ""
        yield ConfirmationRow(one.criterion, coverage, words[one.confirmed], one.reason)


def _request(source: Source, record: ReviewRecord, asked: Request) -> RequestRow:
    voice = source.voice
    given = (one for one in record.messages if one.request == asked.id)
    where = asked.requirement or asked.criterion
    return RequestRow(
        criterion=where,
        text=asked.text,
        asked=asked.asked_by,
        due=voice.day(asked.due),
        state=Sign(_STATE_MARKS[asked.state], voice.gettext(REQUEST_STATES[asked.state])),
        answers=tuple(f"{one.by}: {one.text}" if one.by else one.text for one in given),
    )
