"""A report as one row of the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from ddtool.domain.assessments import Submission
from ddtool.sentences import n_
from ddtool.usecases.report_orders import ASSESSOR, Report, ReportState
from ddtool.usecases.sign_offs import Standing
from ddtool.web import access
from ddtool.web.forms import said
from ddtool.web.report_words import (
    FORMAT_WORDS,
    KIND_WORDS,
    language_name,
    size_word,
)
from ddtool.web.templating import day

_UNMADE = (ReportState.WAITING, ReportState.RUNNING)
_PATIENCE = timedelta(seconds=10)
_NOBODY_COMES = timedelta(seconds=60)
_GROUP = 4

_AS_IT_STOOD = n_("as it stood, not submitted")
_HANDED_IN = n_("submission of {day}")
_STATE_ON = n_("state on {day}")
_CHOSEN = n_("some sections")


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says. ``again_seconds`` is when to look again; 0 where nothing will change.

    ``unattended`` tells of a report that has waited so long that nobody seems to make any;
    ``overtaken`` of one that shows a signature that no longer stands.
    """

    report: Report
    kind: str
    format: str
    about: tuple[str, ...]
    hash: str
    size: str
    again_seconds: int
    unattended: bool
    overtaken: bool = False

    @property
    def is_unmade(self) -> bool:
        """Whether it waits or is being made."""
        return self.report.state in _UNMADE


def row_of(
    report: Report, submissions: Sequence[Submission], standing: Standing | None = None
) -> Row:
    """The row of a report; ``submissions`` and ``standing`` are those of its assessment."""
    order = report.order
    waited = access.now() - report.asked_at
    again = 1 if waited < _PATIENCE else 2
    waits = report.state is ReportState.WAITING
    return Row(
        report=report,
        kind=said(KIND_WORDS[order.kind]),
        format=said(FORMAT_WORDS[order.format]),
        about=(
            said(_STATE_ON, day=day(order.as_of)),
            _content(order.submission, submissions),
            language_name(order.language),
            *((said(_CHOSEN),) if order.sections else ()),
        ),
        hash=_shortened(report.sha256),
        size=size_word(report.size),
        again_seconds=again if report.state in _UNMADE else 0,
        unattended=waits and report.heard_at is None and waited > _NOBODY_COMES,
        overtaken=_is_overtaken(report, standing),
    )


def _is_overtaken(report: Report, standing: Standing | None) -> bool:
    """Whether it is an assessor's report on a submission whose signature no longer stands."""
    if standing is None or not standing.changed or report.state is not ReportState.MADE:
        return False
    order = report.order
    return order.kind == ASSESSOR.id and order.submission == standing.signed.submission


def _content(number: int, submissions: Sequence[Submission]) -> str:
    if 0 < number <= len(submissions):
        return said(_HANDED_IN, day=day(submissions[number - 1].day))
    return said(_AS_IT_STOOD)


def _shortened(sha256: str) -> str:
    """The beginning and the end of a hash; the whole one stands in the title of the row's text."""
    if not sha256:
        return ""
    parts = [sha256[at : at + _GROUP] for at in range(0, len(sha256), _GROUP)]
    return f"{' '.join(parts[:3])} … {parts[-1]}"
