"""The history of an assessment, page by page, of one person, one kind, or one thing."""

from uuid import UUID

from flask import Blueprint, render_template, request

from ddtool.domain.history import Choice
from ddtool.domain.people import Right
from ddtool.domain.refusals import NotFound
from ddtool.domain.typed import clean
from ddtool.usecases.history import assessment_history, history_of
from ddtool.web import access
from ddtool.web.access import requires
from ddtool.web.rail import analysed, render_within
from ddtool.web.told_events import noun_word, tell_all, tell_events

blueprint = Blueprint("history", __name__)


@blueprint.get("/assessments/<uuid:assessment>/history")
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


@blueprint.get("/history/<any(site, certificate, evidence):noun>/<uuid:id>")
@requires(Right.READ)
def thing(noun: str, id: UUID) -> str:
    """What happened to something of the organisation, in whatever assessment.

    :raises NotFound: nothing has ever happened to it in the reader's organisation.
    """
    events = history_of(access.database(), access.author(), noun, str(id))
    if not events:
        raise NotFound(noun)
    told = tell_all(events)
    return render_template(
        "history/thing.html",
        events=told,
        noun=noun_word(noun),
        name=next((one.name for one in told if one.name), ""),
        here_section="certificates" if noun == "certificate" else "sites",
    )


def _asked(name: str) -> str:
    return clean(request.args.get(name, ""))[:200]


def _before() -> int | None:
    text = request.args.get("before", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
