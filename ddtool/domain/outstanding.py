"""What a review leaves to the producer: why it came back, what is asked, what was found."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from ddtool.domain.natural_order import natural
from ddtool.domain.reviews import Finding, FindingKind, Request, SignOff


@dataclass(frozen=True, slots=True)
class Returned:
    """Why an assessor has returned an assessment, who it was, and when."""

    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What a review leaves to the producer of an assessment, or of one criterion of it.

    ``returned`` is told as long as the assessment is open; ``requests`` are those that wait for an
    answer; ``findings`` are all of them. ``signed`` is the signature under what was handed in last,
    whether or not it stands.
    """

    returned: Returned | None = None
    requests: tuple[Request, ...] = ()
    findings: tuple[Finding, ...] = ()
    signed: SignOff | None = None

    @property
    def unplanned(self) -> tuple[Finding, ...]:
        """The findings that ask for an action and have none."""
        return tuple(one for one in self.findings if one.lacks_action)

    @property
    def waits(self) -> int:
        """How many things wait for the producer."""
        return len(self.requests) + len(self.unplanned)

    @property
    def criteria(self) -> frozenset[str]:
        """The numbers of the criteria on which something waits."""
        asked = frozenset(one.criterion for one in self.requests)
        return asked | {one.criterion for one in self.unplanned}

    def on(self, criterion: str) -> "Outstanding":
        """What of it is about one criterion."""
        return replace(
            self,
            requests=tuple(one for one in self.requests if one.criterion == criterion),
            findings=tuple(one for one in self.findings if one.criterion == criterion),
        )

    def of_kind(self, kind: FindingKind) -> tuple[Finding, ...]:
        """The unplanned findings of one kind."""
        return tuple(one for one in self.unplanned if one.kind is kind)

    def unplanned_outside(self, planned: Collection[str]) -> tuple[Finding, ...]:
        """The unplanned findings on criteria for which a later cycle has planned nothing either."""
        return tuple(one for one in self.unplanned if one.criterion not in planned)

    def late(self, day: date) -> tuple[Request, ...]:
        """The requests that were wanted before a day, the latest first."""
        return tuple(one for one in self.requests if one.due is not None and one.due < day)


NOTHING_OUTSTANDING = Outstanding()
"""Nobody has said anything, or everything is done."""


def by_urgency(requests: Sequence[Request]) -> tuple[Request, ...]:
    """Requests in the order in which an answer is wanted, those without a day last."""
    return tuple(sorted(requests, key=lambda one: one.due or date.max))


def by_gravity(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings, the gravest first, in the order of their criteria."""
    gravity = list(FindingKind)
    return tuple(
        sorted(findings, key=lambda one: (gravity.index(one.kind), natural(one.criterion), one.id))
    )
