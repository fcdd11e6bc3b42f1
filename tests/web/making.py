"""Things for the tests of pages, stored the way people store them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask import Flask

from ddtool.domain.assessment_heads import AssessmentHead
from ddtool.domain.assessments import Action, Answer, AnswerCode, OwnRating, Site
from ddtool.domain.criteria import Rating
from ddtool.domain.people import Author
from ddtool.store import users
from ddtool.usecases import actions, assessments, certificates, sites, submissions
from ddtool.web.access import Installation
from tests.factories import make_certificate, make_site
from tests.web.people import ANA, AT


def installed(app: Flask) -> Installation:
    """What the application works on."""
    found: Installation = app.extensions["ddtool"]
    return found


def author(app: Flask, email: str = ANA) -> Author:
    """Somebody of the tests' people, acting for their organisation."""
    with installed(app).database.read() as db:
        user = users.with_email(db, email)
    assert user is not None
    first = user.memberships[0]
    return Author(user.name, first.role, AT, user.id, first.organisation.id)


def add_site(app: Flask, email: str = ANA, **changes: Any) -> Site:
    """A smelter, recorded."""
    site = make_site(id="", fictional=False, **changes)
    return sites.record_site(installed(app).database, author(app, email), site).value


def add_certificate(app: Flask, site: Site, email: str = ANA, **changes: Any) -> str:
    """An ISO 45001 certificate that names the site; its id."""
    held = make_certificate(id="", sites=(site.id,), **changes)
    kept = certificates.record_certificate(installed(app).database, author(app, email), held)
    return kept.value.id


def begin(app: Flask, site: Site, email: str = ANA, **changes: Any) -> AssessmentHead:
    """An assessment of the site against rra@3.0, with nothing answered."""
    head = replace(AssessmentHead("", site.id, "rra@3.0", period="2026"), **changes)
    known = installed(app)
    started = assessments.start_assessment(known.database, author(app, email), known.library, head)
    return started.value


def answer(app: Flask, id: str, requirement: str, code: AnswerCode = AnswerCode.MET) -> None:
    """The first answer to a requirement."""
    said = Answer(requirement, code)
    database = installed(app).database
    assessments.save_answer(database, author(app), id, said, version=0)


def rate(app: Flask, id: str, criterion: str, rating: Rating = Rating.FULLY_MEETS) -> None:
    """The first own rating of a criterion."""
    said = OwnRating(criterion, rating, "Because.")
    database = installed(app).database
    assessments.save_rating(database, author(app), id, said, version=0)


def submit(app: Flask, id: str, *, minutes: int = 0) -> None:
    """Hand an assessment in as it stands, some minutes after all else."""
    database, lead = installed(app).database, author(app)
    lead = replace(lead, at=lead.at + timedelta(minutes=minutes))
    revision = assessments.read_assessment(database, lead, id).head.value.revision
    submissions.submit(database, lead, id, matrix="working@2026.11", revision=revision)


def plan_action(app: Flask, id: str, **changes: Any) -> str:
    """An action for criterion 1 that is planned; its id."""
    action = replace(Action("", "1", "Close the gap"), **changes)
    kept = actions.plan_action(installed(app).database, author(app), id, action)
    return kept.value.id
