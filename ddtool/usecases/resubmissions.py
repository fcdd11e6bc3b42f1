"""What has changed in an assessment since it was handed in the time before."""

from dataclasses import dataclass

from ddtool.domain.assessment_heads import AssessmentState
from ddtool.domain.assessments import Submission
from ddtool.domain.people import Author
from ddtool.domain.resubmission import Change, changes_between
from ddtool.packs import Library
from ddtool.store import Database, accesses, assessments, loading, looking, snapshots, submissions


@dataclass(frozen=True, slots=True)
class Resubmitted:
    """What was changed since ``earlier``, the submission of that ``number``.

    ``waits``: the changes are not handed in yet, the assessment is open.
    """

    earlier: Submission
    number: int
    changes: tuple[Change, ...]
    waits: bool = False


def changed_since_last(
    database: Database, author: Author, library: Library, assessment: str
) -> Resubmitted | None:
    """What the last submission changed against the one before it; None where there is none before.

    For its producer, an open assessment is compared as it stands with what was handed in last.

    :raises NotFound: it is not the author's and was not given to them.
    """
    with accesses.looking_at(database, author, assessment) as db:
        tenant = looking.producer_of(db, author, assessment)
        head = assessments.find(db, tenant, assessment).value
        handed_in = submissions.listed(db, tenant, assessment)
        waits = head.state is AssessmentState.OPEN and tenant == author.organisation
        last = len(handed_in) if waits else len(handed_in) - 1
        if last < 1:
            return None
        before = snapshots.submitted(db, tenant, assessment, last)
        now = (
            loading.load(db, tenant, assessment).assessment
            if waits
            else snapshots.submitted(db, tenant, assessment, last + 1).assessment
        )
    changes = changes_between(before.assessment, now, library.criteria_set(head.criteria_set))
    return Resubmitted(handed_in[last - 1], last, changes, waits)
