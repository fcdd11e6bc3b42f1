"""From decisions to the answers of the contract, and to an explanation for people."""

from collections.abc import Iterator
from typing import TypedDict

from ddtool.domain.decisions import Decision
from ddtool.domain.equivalency import Level
from ddtool.domain.reasons import Reason
from ddtool.domain.verdicts import Outcome, Verdict
from ddtool.wording import Translate, n_, says, sentence, words

_BY, _LEFT_OPEN = n_("by"), n_("left open")
_TO_CONFIRM = n_("Stands only once the assessor confirms it.")


class ReasonAnswer(TypedDict):
    """One finding of one gate."""

    code: str
    gate: str
    says: str


class TraceAnswer(TypedDict):
    """The verdict on one certificate.

    ``cell`` is the place in the request's list, null without a cell.
    """

    credential: str
    cell: int | None
    outcome: str
    level: str | None
    reasons: list[ReasonAnswer]


class Answer(TypedDict):
    """The answer to one request."""

    id: str | None
    coverage: str
    by: list[str]
    residual: list[str]
    needs_assessor: bool
    codes: list[str]
    proposal: str | None
    effective: str | None
    trace: list[TraceAnswer]


def answer_to(request_id: str | None, decision: Decision) -> Answer:
    """The answer with every verdict and every reason found, also those that did not decide."""
    return {
        "id": request_id,
        "coverage": decision.coverage.value,
        "by": list(decision.by),
        "residual": list(decision.residual),
        "needs_assessor": decision.needs_assessor,
        "codes": [code.value for code in decision.codes],
        "proposal": decision.proposal.value if decision.proposal else None,
        "effective": decision.effective.value if decision.effective else None,
        "trace": [_trace(verdict) for verdict in decision.verdicts],
    }


def _trace(verdict: Verdict) -> TraceAnswer:
    return {
        "credential": verdict.certificate,
        "cell": int(verdict.cell.id) if verdict.cell else None,
        "outcome": verdict.ruling.outcome.value,
        "level": _level(verdict.ruling.level),
        "reasons": [_reason(reason) for reason in verdict.ruling.reasons],
    }


def _level(level: Level | None) -> str | None:
    return None if level is None else level.code


def _reason(reason: Reason) -> ReasonAnswer:
    return {"code": reason.code.value, "gate": reason.gate, "says": says(reason)}


def explained(request_id: str | None, decision: Decision, translate: Translate = n_) -> str:
    """The decision in words, certificate by certificate."""
    return "\n".join(map(_printable, _explanation(request_id, decision, translate)))


def _printable(line: str) -> str:
    """Names come from outside: what would steer a terminal is shown as a question mark."""
    return "".join(character if character.isprintable() else "?" for character in line)


def _explanation(request_id: str | None, decision: Decision, translate: Translate) -> Iterator[str]:
    head = f"{request_id}: " if request_id else ""
    yield f"{head}{decision.criterion}: {translate(words(decision.coverage))}"
    if decision.by:
        yield f"  {translate(_BY)}: {', '.join(decision.by)}"
    for line in decision.residual:
        yield f"  {translate(_LEFT_OPEN)}: {line}"
    for label, rating in (
        (n_("the certificates would support"), decision.proposal),
        (n_("rating to work with"), decision.effective),
    ):
        if rating:
            yield f"  {translate(label)}: {translate(words(rating))}"
    for code in decision.rating_codes:
        yield f"  {translate(sentence(code))}"
    if decision.needs_assessor:
        yield f"  {translate(_TO_CONFIRM)}"
    for verdict in decision.verdicts:
        yield from _explained_verdict(verdict, translate)


def _explained_verdict(verdict: Verdict, translate: Translate) -> Iterator[str]:
    ruling = verdict.ruling
    level = ""
    if ruling.outcome is Outcome.COUNTS and ruling.level is not None:
        level = f" ({translate(words(ruling.level))})"
    yield f"  {verdict.certificate}: {translate(words(ruling.outcome))}{level}"
    for reason in ruling.reasons:
        yield f"    {reason.gate}  {says(reason, translate)} [{reason.code.value}]"
