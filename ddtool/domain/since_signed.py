"""What has changed since an assessor signed: the parts, and in them the single things."""

from collections.abc import Mapping
from dataclasses import dataclass

from ddtool.domain.resubmission import Change
from ddtool.domain.reviews import Part
from ddtool.domain.statements import ANSWER, CERTIFICATE, EVIDENCE, HEAD, RATING, SITE

_PARTS: Mapping[str, Part] = {
    SITE: Part.SITE,
    HEAD: Part.SITE,
    ANSWER: Part.ANSWERS,
    RATING: Part.RATINGS,
    EVIDENCE: Part.EVIDENCE,
    CERTIFICATE: Part.CERTIFICATES,
}


@dataclass(frozen=True, slots=True)
class SinceSigned:
    """The parts that are not as they were signed, none while a signature stands.

    ``changes`` are the single things in them as far as the producer has changed them; what the
    assessor has changed is known as a part only.
    """

    parts: tuple[Part, ...] = ()
    changes: tuple[Change, ...] = ()

    def within(self, part: Part) -> tuple[Change, ...]:
        """The single things that were changed in a part."""
        return tuple(one for one in self.changes if _PARTS.get(one.thing.noun) is part)


UNCHANGED = SinceSigned()
"""A signature that stands."""
