"""The history of an assessment, page by page, of one person, one kind, or one thing."""

from uuid import UUID

from flask import Blueprint, request

from ddtool.domain.history import Choice
from ddtool.domain.people import Right
from ddtool.usecases.history import assessment_history
from ddtool.web import access
from ddtool.web.access import requires
from ddtool.web.forms import clean
from ddtool.web.pages.history.told import noun_word, tell_events
from ddtool.web.rail import analysed, render_within

blueprint = Blueprint("history", __name__, url_prefix="/assessments/<uuid:assessment>/history")


@blueprint.get("")
@requires(Right.READ)
def assessment(assessment: UUID) -> str:
    """What happened, the newest first."""
    chosen = Choice(by=_asked("by"), noun=_asked("about"), id=_asked("id"))
    page = assessment_history(
        access.database(), access.author(), str(assessment), before=_before(), chosen=chosen
    )
    found = analysed(str(assessment))
    return render_within(
        "history/index.html",
        found,
        here="history.assessment",
        page=page,
        events=tell_events(page.events, found),
        chosen=chosen,
        nouns=sorted(((one, noun_word(one)) for one in page.nouns), key=lambda pair: pair[1]),
        chosen_noun=noun_word(chosen.noun),
        first=_before() is None,
    )


def _asked(name: str) -> str:
    return clean(request.args.get(name, ""))[:200]


def _before() -> int | None:
    text = request.args.get("before", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
