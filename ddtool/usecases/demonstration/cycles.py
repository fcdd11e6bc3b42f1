"""A cycle of the demonstration that is over: determined, signed off, access ended."""

from collections.abc import Sequence
from dataclasses import replace

from ddtool.domain.assessments import Determination
from ddtool.domain.history import Stored
from ddtool.domain.people import Author
from ddtool.domain.reviews import Assignment, ReviewNotes, SignOff
from ddtool.store import Writing, answers, assignments, review_hashes, sign_offs, submissions

_NOTES = ReviewNotes(
    method="Documents beforehand, three days on site (fictional).",
    sampling="All shifts; one in five personnel files of the year (fictional).",
    interviews={"Managers": 5, "Operators": 14, "Neighbours": 6},
    conclusion="The ratings hold but for two; the improvement plan was agreed (fictional).",
)
_STATEMENT = "Neither I nor my firm advises the producer or holds a share in it (fictional)."


def sign_off(
    db: Writing, given: Stored[Assignment], said: Sequence[Determination], assessor: Author
) -> None:
    """Say everything in the name of whoever writes now, the assessor, and sign it."""
    about = given.value
    producer, assessment = about.producer, about.assessment
    for one in said:
        answers.save_determination(db, producer, assessment, one, version=0)
    sign_offs.write_notes(db, producer, assessment, _NOTES, version=0)
    handed_in = submissions.listed(db, producer, assessment)
    signed = SignOff(
        submission=len(handed_in),
        submission_sha256=handed_in[-1].sha256,
        review_sha256=review_hashes.review_sha256(db, producer, assessment),
        name=assessor.name,
        role=assessor.role.value if assessor.role else "",
        firm=about.firm_name,
        day=assessor.at.date(),
        statement=_STATEMENT,
    )
    sign_offs.sign(db, producer, assessment, signed)
    over = replace(about, ends_on=assessor.at.date(), ended_at=assessor.at)
    assignments.change(db, over, version=given.version)
