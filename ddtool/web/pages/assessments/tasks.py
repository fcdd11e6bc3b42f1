"""The task list: every criterion by section, how far it has come, and where to go on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import redirect, url_for
from werkzeug.wrappers import Response

from ddtool.domain.footing import footing_of
from ddtool.domain.people import Right
from ddtool.domain.progress import (
    DONE,
    Task,
    WorkState,
    next_task,
    progress_of,
    tasks_of,
)
from ddtool.usecases.analyses import Analysed
from ddtool.usecases.matrix_news import MatrixNews, read_matrix_news, see_matrix
from ddtool.usecases.sign_offs import Standing
from ddtool.web import access
from ddtool.web.access import requires
from ddtool.web.explanations import make_set_aside, source_of
from ddtool.web.pages.assessments.blueprint import blueprint
from ddtool.web.pages.assessments.retired import retired_of
from ddtool.web.rail import analysed, render_within

_MARKED = (WorkState.NOT_STARTED, WorkState.IN_PROGRESS)
"""The states of a criterion at which it is told how its requirements came from an earlier cycle."""


@dataclass(frozen=True, slots=True)
class SectionOfTasks:
    """A section of the criteria set with its criteria; how many are done, returned, set aside."""

    id: str
    title: str
    tasks: tuple[Task, ...]
    done: int
    returned: int
    set_aside: int

    @property
    def asked(self) -> int:
        """How many of its criteria apply."""
        return len(self.tasks) - self.set_aside


@blueprint.get("/assessments/<uuid:assessment>")
@requires(Right.READ)
def tasks(assessment: UUID) -> str:
    """The task list of an assessment."""
    found = analysed(str(assessment))
    head = found.stored.head.value
    left = found.outstanding
    todo = tasks_of(found.analysis.lines, head.state, found.stored.carried, left)
    progress = progress_of(found.analysis.lines)
    return render_within(
        "assessments/tasks.html",
        found,
        here="assessments.tasks",
        sections=_sections(found, todo),
        progress=progress,
        retired=retired_of(found),
        footing=footing_of(found.analysis),
        counts={gap.value: count for gap, count in found.analysis.counts.items()},
        criterion_address=_address_in(head.id),
        next_task=next_task(todo),
        returned=sum(task.state is WorkState.RETURNED for task in todo),
        unrated=sum(_lacks_rating(task) for task in todo),
        is_open=found.stored.is_open,
        standing=_standing(found),
        news=_news(found),
        marked=_MARKED,
        bears_marks=any(task.carried and task.state in _MARKED for task in todo),
        head=head,
        set_aside=make_set_aside(source_of(found.analysis)).rows,
    )


@blueprint.post("/assessments/<uuid:assessment>/matrix")
@requires(Right.RECORD)
def see_new_matrix(assessment: UUID) -> Response:
    """The reader has seen which matrix edition came over the assessment."""
    found = analysed(str(assessment))
    news = _news(found)
    if news is not None:
        see_matrix(access.database(), access.author(), str(assessment), news.matrix)
    return redirect(url_for("assessments.tasks", assessment=assessment), 303)


def _news(found: Analysed) -> MatrixNews | None:
    """What another matrix edition has changed, as long as nobody has seen it."""
    database, author, library = access.database(), access.author(), access.library()
    return read_matrix_news(database, author, library, found.stored.head.value, found.analysis)


def _standing(found: Analysed) -> Standing | None:
    """The signature under what was handed in last, if there is one."""
    signed = found.outstanding.signed
    return Standing(signed, found.since_signed) if signed else None


def _sections(found: Analysed, tasks: Sequence[Task]) -> tuple[SectionOfTasks, ...]:
    made = []
    for section in found.analysis.criteria_set.sections:
        mine = tuple(one for one in tasks if one.line.criterion.section == section.id)
        set_aside = sum(one.state is WorkState.NOT_APPLICABLE for one in mine)
        done = sum(one.state in DONE for one in mine) - set_aside
        returned = sum(one.state is WorkState.RETURNED for one in mine)
        made.append(SectionOfTasks(section.id, section.title, mine, done, returned, set_aside))
    return tuple(one for one in made if one.tasks)


def _lacks_rating(task: Task) -> bool:
    """Everything is answered, and only the site's own rating is missing."""
    own = task.line.own
    is_rated = own is not None and own.rating is not None
    return task.state is WorkState.IN_PROGRESS and task.answered == task.asked and not is_rated


def _address_in(assessment: str) -> Callable[[str], str]:
    def address(number: str) -> str:
        return url_for("criterion.show", assessment=assessment, number=number)

    return address
