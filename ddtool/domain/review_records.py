"""Everything an assessor has said of an assessment, as reports tell it."""

from dataclasses import dataclass

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
    Determinations are in the assessment, beside the producer's own ratings.
    """

    findings: tuple[Finding, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    requests: tuple[Request, ...] = ()
    messages: tuple[Message, ...] = ()
    notes: ReviewNotes = NO_NOTES
    signed: SignOff | None = None
    since: SinceSigned = UNCHANGED

    @property
    def changed(self) -> tuple[Part, ...]:
        """The parts that are not as they were signed."""
        return self.since.parts

    @property
    def is_there(self) -> bool:
        """Whether an assessor has said anything at all."""
        return self != NO_REVIEW

    @property
    def stands(self) -> bool:
        """Whether somebody has signed, and nothing was changed since."""
        return self.signed is not None and not self.changed


NO_REVIEW = ReviewRecord()
"""Nobody has reviewed anything yet."""
