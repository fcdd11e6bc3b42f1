"""What certificates that are not held would add, alone and together."""

from dataclasses import dataclass
from uuid import UUID

from flask import request

from ddtool.domain.analysis import situation_of
from ddtool.domain.decisions import Coverage
from ddtool.domain.look_ahead import WhatIf
from ddtool.domain.people import Right
from ddtool.domain.together import Difference, try_together
from ddtool.gap_reports import grounds_of
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.explanations import NotHeld, explain_not_held, spans
from ddtool.web.pages.coverage.day import Looked, looked_at
from ddtool.web.pages.coverage.routes import blueprint

_MOST_CHOSEN = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """A certificate that is not held, with what it would do alone."""

    standard: str
    would: NotHeld
    chosen: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What the chosen ones would change for a criterion. ``shown`` are requirements, in a run."""

    difference: Difference
    shown: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What all chosen ones would do together."""

    changes: tuple[Change, ...]

    @property
    def closed(self) -> int:
        """How many criteria one certificate would show in full."""
        return self._become(Coverage.FULL)

    @property
    def combined(self) -> int:
        """How many several would show in full together."""
        return self._become(Coverage.COMBINED)

    @property
    def shown(self) -> int:
        """How many requirements something would newly be shown of."""
        return sum(len(one.difference.newly_shown) for one in self.changes)

    @property
    def hints(self) -> int:
        """For how many criteria there would be a hint and no more."""
        return sum(one.difference.hint_only for one in self.changes)

    def _become(self, coverage: Coverage) -> int:
        return sum(one.difference.after.coverage is coverage for one in self.changes)


@blueprint.get("/what-if", endpoint="what_if")
@requires(Right.READ)
def what_if(assessment: UUID) -> str:
    """Certificates not held, the most helpful first, and what those chosen add together."""
    looked = looked_at(assessment)
    offered = looked.found.analysis.what_if
    asked = set(request.args.getlist("hold")[:_MOST_CHOSEN])
    chosen = tuple(one for one in offered if one.standard in asked)
    choices = tuple(_choice(looked, one, chosen=one in chosen) for one in offered)
    return looked.rendered(
        "coverage/what_if.html",
        here="coverage.what_if",
        counting=tuple(one for one in choices if one.would.counting),
        hinting=tuple(one for one in choices if not one.would.counting),
        trial=_try(looked, chosen) if chosen else None,
        names=tuple(one.would.standard for one in choices if one.chosen),
    )


def _choice(looked: Looked, one: WhatIf, *, chosen: bool) -> Choice:
    return Choice(one.standard, explain_not_held(looked.source, one), chosen)


def _try(looked: Looked, chosen: tuple[WhatIf, ...]) -> Trial:
    found, analysis, voice = looked.found, looked.found.analysis, looked.source.voice
    grounds = grounds_of(
        found.stored.assessment,
        access.library(),
        matrix=found.stored.matrix,
        language=language.code(),
    )
    editions = {one.standard: voice.edition(one.standard, one.edition) for one in chosen}
    differences = try_together(
        situation_of(analysis, grounds), analysis.assessment.certificates, tuple(editions)
    )
    return Trial(
        tuple(
            Change(one, spans(one.newly_shown), tuple(editions[name] for name in one.by))
            for one in differences
        )
    )
