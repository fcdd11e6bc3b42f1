"""The last cycle beside this one, and taking over what is still open."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response

from ddtool.domain.last_cycle import count_states
from ddtool.domain.people import Right
from ddtool.sentences import n_
from ddtool.usecases.last_cycle import TakenOver, read_last_cycle, take_over_actions
from ddtool.web import access, language, rail
from ddtool.web.access import requires
from ddtool.web.said import field_name

blueprint = Blueprint("cycles", __name__, url_prefix="/assessments/<uuid:assessment>/last-cycle")

HERE = "cycles.index"
_TAKEN = (
    n_("One action goes on in this cycle: {labels}. Give it a new due day."),
    n_("{n} actions go on in this cycle: {labels}. Give them new due days."),
)
_NOTHING = n_("Nothing was taken over: every open action goes on already.")
_NO_PLACE = n_("This criteria set has nothing like what these were to close: {titles}.")


@blueprint.get("")
@requires(Right.READ)
def index(assessment: UUID) -> str:
    """What was promised and done, decided, and changed since the last cycle."""
    found = rail.analysed(str(assessment))
    cycle = read_last_cycle(
        access.database(),
        access.author(),
        access.library(),
        str(assessment),
        language=language.code(),
    )
    if cycle is None:
        return rail.render_within("cycles/none.html", found, here=HERE)
    return rail.render_within(
        "cycles/index.html",
        found,
        here=HERE,
        cycle=cycle,
        counts=count_states(cycle.promises),
        fact_words={fact: field_name(f"fact.{fact}") for fact in cycle.since.facts},
        yes_no=_yes_no(),
        actions_of={one.action.id: one for one in cycle.promises},
        voice=language.voice(),
    )


@blueprint.post("")
@requires(Right.RECORD)
def take_over(assessment: UUID) -> Response:
    """Let the open actions of the last cycle go on in this one."""
    taken = take_over_actions(access.database(), access.author(), access.library(), str(assessment))
    for text, tone in _told(taken):
        flash(text, tone)
    to = "plan.index" if taken.actions else HERE
    return redirect(url_for(to, assessment=assessment), 303)


def _told(taken: TakenOver) -> Sequence[tuple[str, str]]:
    told = []
    voice = language.voice()
    if taken.actions:
        labels = ", ".join(f"A{one.value.number}" for one in taken.actions)
        told.append((voice.ngettext(*_TAKEN, len(taken.actions), labels=labels), "ok"))
    elif not taken.without_place:
        told.append((voice.gettext(_NOTHING), "ok"))
    if taken.without_place:
        titles = "; ".join(one.title for one in taken.without_place)
        told.append((voice.gettext(_NO_PLACE, titles=titles), "half"))
    return told


def _yes_no() -> Mapping[bool | None, str]:
    say = language.translate
    return {True: say(n_("yes")), False: say(n_("no")), None: say(n_("not answered"))}
