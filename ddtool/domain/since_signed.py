"""What has changed since an assessor signed, or since its producer handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ddtool.domain.assessments import Assessment, Site
from ddtool.domain.resubmission import Change, changes_between
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


@dataclass(frozen=True, slots=True)
class SinceHandedIn:
    """What was changed of site and certificates since something was handed in.

    ``site`` is the site as it was then; None where nothing was changed.
    """

    since: SinceSigned = UNCHANGED
    site: Site | None = None

    def asked_of(self, now: Assessment) -> Assessment:
        """A closed assessment as it stands: it asks what it asked when it was handed in.

        Certificates are those of now, and so is everything about the site that they are held
        against or that it is called.
        """
        if self.site is None:
            return now
        then = self.site
        profile = replace(
            now.site, activities=then.activities, metals=then.metals, facts=then.facts
        )
        return replace(now, site=profile)


AS_HANDED_IN = SinceHandedIn()
"""Nothing was changed since."""


def since_handed_in(then: Assessment, now: Assessment) -> SinceHandedIn:
    """What was changed of the site and its certificates: all that can be while it is closed."""
    own = replace(then, site=now.site, certificates=now.certificates)
    changes = changes_between(then, own)
    if not changes:
        return AS_HANDED_IN
    parts = dict.fromkeys(_PARTS[one.thing.noun] for one in changes)
    return SinceHandedIn(SinceSigned(tuple(parts), changes), then.site)
