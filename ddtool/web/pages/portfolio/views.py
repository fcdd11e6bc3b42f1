"""The page of the portfolio. Results are stored; only a few that have changed are made up for."""

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from flask import Blueprint, render_template

from ddtool.domain.criteria import CriteriaSet, Criterion
from ddtool.domain.gaps import Gap, Outlook
from ddtool.domain.people import Right
from ddtool.domain.portfolio import GAPS, Stage
from ddtool.domain.refusals import StoreBusy
from ddtool.usecases.portfolio import Asked, Portfolio, catch_up, may_see, portfolio
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.page_numbers import asked_page
from ddtool.web.pages.portfolio.filters import asked, form_of, query_of

blueprint = Blueprint("portfolio", __name__, url_prefix="/portfolio")

SHOWN = (Gap.BLOCKING, Gap.OPEN, Gap.MINOR, Gap.TO_CONFIRM, Gap.CLOSED, Gap.NOT_APPLICABLE)
"""The gaps in the order of the key."""

_MADE_UP_FOR = 5
_MOST_COMMON = 8
_TONES = ((Gap.BLOCKING, "bad"), (Gap.MINOR, "half"), (Gap.OPEN, "wait"), (Gap.TO_CONFIRM, "wait"))


class Group(NamedTuple):
    """Criteria that stand beside each other in one section."""

    title: str
    criteria: Sequence[Criterion]


@blueprint.get("/", endpoint="index", strict_slashes=False)
@requires(Right.OVERSEE)
def index() -> str:
    """Heat map, counts, most common gaps and what would close them, lapses, cycles."""
    make_up()
    found = portfolio(access.database(), access.author(), access.library(), asked_for())
    return render_template(
        "portfolio/index.html",
        found=found,
        form=form_of(found),
        query=query_of(found.choice),
        groups=_groups(found.criteria_set) if found.criteria_set else (),
        gap_of=GAPS,
        shown=SHOWN,
        outlooks=(Outlook.BLOCKED, Outlook.INCOMPLETE, Outlook.CONDITIONAL, Outlook.READY),
        stages=tuple(Stage),
        common=found.sums.most_common[:_MOST_COMMON] if found.sums else (),
        bars=_bars(found),
        fictional=any(row.fictional for row in found.rows),
        here_section="portfolio",
    )


def make_up() -> None:
    """The worker is quick; where it has not been there yet, a few sites are worked out now."""
    scope = may_see(access.author())
    with suppress(StoreBusy):
        catch_up(
            access.installation().database,
            access.library(),
            at=access.now(),
            as_of=access.today(),
            most=_MADE_UP_FOR,
            organisation=scope.organisation,
        )


def asked_for() -> Asked:
    """What the address of this request asks for, today."""
    return Asked(asked(), access.today(), page=asked_page(), language=language.code())


def _groups(criteria_set: CriteriaSet) -> list[Group]:
    titles = {one.id: one.title for one in criteria_set.sections}
    found: list[Group] = []
    before = None
    for criterion in criteria_set.criteria:
        if criterion.section != before:
            found.append(Group(titles.get(criterion.section, criterion.section), []))
            before = criterion.section
        found[-1] = Group(found[-1].title, [*found[-1].criteria, criterion])
    return found


def _bars(found: Portfolio) -> list[list[tuple[str, int]]]:
    """The gaps of each cycle as pieces of a bar: what is to close, then what is closed."""
    return [
        [*((tone, cycle.gaps[gap]) for gap, tone in _TONES), ("ok", cycle.gaps[Gap.CLOSED])]
        for cycle in found.cycles
    ]
