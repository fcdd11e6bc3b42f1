"""Pages inside an assessment: found, analysed, and framed with the rail on the left."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template

from ddtool.domain.assessment_heads import AssessmentState
from ddtool.domain.gaps import TO_BE_CLOSED
from ddtool.domain.progress import progress_of
from ddtool.usecases.analyses import Analysed, analyse_stored
from ddtool.web import access, language
from ddtool.web.navigation import RAIL, RailLink


@dataclass(frozen=True, slots=True)
class Rail:
    """What the rail says of an assessment. ``counts`` are the numbers beside its entries."""

    id: str
    site: str
    title: str
    as_of: date
    assessment_day: date | None
    days_left: int | None
    matrix: str
    submitted: bool
    archived: bool
    counts: dict[str, int]

    @property
    def locked(self) -> bool:
        """Whether it can only be read: it was handed in, or it is in the archive."""
        return self.submitted or self.archived


def analysed(assessment: str, *, as_of: date | None = None) -> Analysed:
    """An assessment of the reader's organisation and what follows from it, today unless told.

    :raises NotFound: their organisation has none of that id.
    """
    return analyse_stored(
        access.database(),
        access.author(),
        access.library(),
        assessment,
        as_of=as_of or access.today(),
        language=language.code(),
    )


def render_within(template: str, found: Analysed, /, *, here: str, **values: Any) -> str:
    """A page of an assessment; ``here`` is the endpoint of the rail's entry that is shown."""
    return render_template(
        template,
        found=found,
        undecided=found.undecided,
        rail=rail_of(found),
        rail_links=_links(found),
        here=here,
        here_section="sites",
        fictional=found.stored.assessment.site.fictional,
        **values,
    )


def _links(found: Analysed) -> tuple[RailLink, ...]:
    """The entries; the one of the last cycle only where there was one."""
    if found.stored.head.value.carried_from is not None:
        return RAIL
    return tuple(link for link in RAIL if link.endpoint != "cycles.index")


def rail_of(found: Analysed) -> Rail:
    """The rail of an assessment."""
    head, analysis = found.stored.head.value, found.analysis
    assessment = found.stored.assessment
    day = assessment.assessment_day
    period = f" · {assessment.period}" if assessment.period else ""
    return Rail(
        id=head.id,
        site=assessment.site.name,
        title=f"{analysis.criteria_set.short_title}{period}",
        as_of=analysis.as_of,
        assessment_day=day,
        days_left=(day - analysis.as_of).days if day else None,
        matrix=analysis.matrix.title,
        submitted=head.state is not AssessmentState.OPEN,
        archived=found.stored.put_aside,
        counts=_counts(found),
    )


def _counts(found: Analysed) -> dict[str, int]:
    lines = found.analysis.lines
    running = [one for one in found.stored.assessment.actions if one.state.is_open]
    return {
        "unanswered": progress_of(lines).unanswered,
        "gaps": sum(line.gap in TO_BE_CLOSED for line in lines),
        "actions": len(running),
        "outstanding": found.outstanding.waits,
    }
