"""The kinds of report that would have nothing to say, each with the reason."""

from collections.abc import Mapping

from ddtool.domain.errors import DdtoolError
from ddtool.gap_reports.reporting import Reported, cycle_to_compare
from ddtool.packs import Library
from ddtool.reports.kinds import ASSESSOR, COMPARISON
from ddtool.sentences import Sentence
from ddtool.store import Reading, answers
from ddtool.store.review_records import record_of

_NO_CYCLE = Sentence(
    "There is no earlier assessment of this site to compare with: none against the same criteria, "
    "and none that a crosswalk leads from."
)
_NO_REVIEW = Sentence(
    "No assessor has said anything about what was handed in last, so there is no report of theirs."
)


class NothingToTell(DdtoolError):
    """A report is asked for whose main section would be empty."""


def empty_kinds(
    db: Reading, organisation: str, assessment: str, library: Library
) -> Mapping[str, Sentence]:
    """The kinds of report, by id, that would be empty now.

    :raises NotFound: the organisation has no such assessment.
    """
    found = {}
    determined = answers.determinations_of(db, organisation, assessment)
    if not determined and not record_of(db, organisation, assessment).is_there:
        found[ASSESSOR.id] = _NO_REVIEW
    if cycle_to_compare(db, organisation, assessment, library) is None:
        found[COMPARISON.id] = _NO_CYCLE
    return found


def refuse_empty(kind: str, reported: Reported) -> None:
    """Make sure that a report of this kind has something to say.

    :raises NothingToTell: there is no earlier cycle to compare with, or no review to tell of.
    """
    if kind == COMPARISON.id and reported.earlier is None:
        raise NothingToTell(_NO_CYCLE)
    reviewed = reported.review.is_there or reported.assessment.determinations
    if kind == ASSESSOR.id and not reviewed:
        raise NothingToTell(_NO_REVIEW)
