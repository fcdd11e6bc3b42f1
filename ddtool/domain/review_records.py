"""Everything an assessor has said of an assessment, as reports tell it."""

from dataclasses import dataclass, replace
from datetime import date

from ddtool.domain.reviews import (
    Confirmation,
    Finding,
    Message,
    Part,
    Request,
    ReviewNotes,
    SignOff,
)
from ddtool.domain.since_signed import UNCHANGED, SinceSigned

NO_NOTES = ReviewNotes()


@dataclass(frozen=True, slots=True)
class ReviewRecord:
    """What was found, confirmed and asked, and the signature, if there is one.

    ``since`` is what was changed after the signature; with anything in it that stands no more.
    Determinations are in the assessment, beside the producer's own ratings. ``reviewers`` are the
    person, where one is named, and the firm that the review is given to; ``recorded`` are the ids
    of all findings ever recorded, those taken back too, in order, with their days.
    """

    findings: tuple[Finding, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    requests: tuple[Request, ...] = ()
    messages: tuple[Message, ...] = ()
    notes: ReviewNotes = NO_NOTES
    signed: SignOff | None = None
    since: SinceSigned = UNCHANGED
    reviewers: tuple[str, ...] = ()
    recorded: tuple[tuple[str, date], ...] = ()

    @property
    def changed(self) -> tuple[Part, ...]:
        """The parts that are not as they were signed."""
        return self.since.parts

    @property
    def is_there(self) -> bool:
        """Whether an assessor has said anything at all."""
        return replace(self, reviewers=(), recorded=()) != NO_REVIEW

    @property
    def assessor(self) -> str:
        """Who reviews, person and firm: whoever signed, else whom it is given to."""
        signed = (self.signed.name, self.signed.firm) if self.signed else self.reviewers
        return ", ".join(filter(None, signed))

    def recorded_as(self, finding: Finding) -> tuple[int, date] | None:
        """The number of a finding, which stays when others are taken back, and its day."""
        for number, (id, day) in enumerate(self.recorded, start=1):
            if id == finding.id:
                return number, day
        return None

    @property
    def stands(self) -> bool:
        """Whether somebody has signed, and nothing was changed since."""
        return self.signed is not None and not self.changed


NO_REVIEW = ReviewRecord()
"""Nobody has reviewed anything yet."""
