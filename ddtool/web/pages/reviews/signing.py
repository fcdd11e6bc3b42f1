"""Returning an assessment to its producer, and the sign-off."""

from typing import Any

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from ddtool.domain.people import Right
from ddtool.domain.refusals import Conflict
from ddtool.domain.review_checks import doubts, found_by_kind, results_of, tally_of
from ddtool.sentences import n_
from ddtool.usecases.reviews import Review
from ddtool.usecases.sign_offs import (
    NotReady,
    SignedAlready,
    return_for_changes,
    sign_off,
    standing_of,
    what_hinders,
)
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.errors import sentences_of
from ddtool.web.explanations import source_of
from ddtool.web.pages.reviews import spoken
from ddtool.web.pages.reviews.blueprint import blueprint
from ddtool.web.pages.reviews.forms import ReturnForm, SignOffForm
from ddtool.web.pages.reviews.given import render, review_of
from ddtool.web.pages.reviews.site import now_of
from ddtool.web.review_words import HINDRANCES
from ddtool.wording.reviews import DOUBTS, FINDING_KINDS

_RETURNED = n_("The assessment is with its producer again.")
_SIGNED = n_("You have signed off this assessment.")
_NOT_SURE = n_("Say that you have looked at everything that the signature covers.")
_MOVED = n_("What was handed in has changed since you looked. Look at it again, then sign.")


@blueprint.route("/<uuid:assessment>/return", methods=["GET", "POST"], endpoint="return_page")
@requires(Right.REVIEW)
def return_it(assessment: Any) -> Any:
    """Give the assessment back to its producer, with a reason."""
    review, form = review_of(assessment), ReturnForm()
    if form.validate_on_submit():
        reason = str(form.reason.data)
        return_for_changes(access.database(), access.author(), str(assessment), reason=reason)
        flash(language.translate(_RETURNED), "ok")
        return redirect(url_for("reviews.index"), 303)
    page = render("reviews/return.html", review, form=form, faults=form.faults)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/<uuid:assessment>/sign-off", methods=["GET", "POST"], endpoint="sign_off_page")
@requires(Right.REVIEW)
def sign(assessment: Any) -> Any:
    """What is in the way; else the signature under exactly what was looked at."""
    review, form = review_of(assessment), SignOffForm()
    if not form.is_submitted():
        return _page(review, form, [])
    faults = [] if form.validate() else list(form.faults)
    if not form.sure.data:
        faults.append((form.sure.id, language.translate(_NOT_SURE)))
    if faults:
        return _page(review, form, faults), 422
    try:
        return _signed(assessment, form)
    except NotReady as refused:
        return _page(review, form, [("hindering", one) for one in sentences_of(refused)]), 422
    except SignedAlready as refused:
        told = [("signed", one) for one in sentences_of(refused)]
        return _page(review, form, told, first=refused.signed), 409
    except Conflict:
        told = [("sign", language.translate(_MOVED))]
        return _page(review_of(assessment), form, told), 409


def _signed(assessment: Any, form: SignOffForm) -> Response:
    sign_off(
        access.database(),
        access.author(),
        access.library(),
        str(assessment),
        submission_sha256=str(form.sha256.data),
        statement=str(form.statement.data),
    )
    flash(language.translate(_SIGNED), "ok")
    return redirect(url_for("reviews.sign_off_page", assessment=assessment), 303)


def _page(review: Review, form: SignOffForm, faults: Any, **values: Any) -> str:
    """``first`` is the signature of whoever was quicker, beside the statement typed here."""
    database, author = access.database(), access.author()
    id = review.stored.head.value.id
    return render(
        "reviews/sign_off.html",
        review,
        form=form,
        faults=faults,
        hindering=what_hinders(database, author, access.library(), id, as_of=access.today()),
        hindrances=HINDRANCES,
        results=results_of(review.analysis.lines),
        tally=tally_of(review.analysis.lines),
        found=found_by_kind(one.value for one in review.findings),
        doubts=doubts(review.analysis.lines, notes=review.notes.value, **spoken.own_word(review)),
        words={"doubts": DOUBTS, "kinds": FINDING_KINDS},
        standing=standing_of(database, author, id),
        now=now_of(review),
        source=source_of(review.analysis),
        first=values.get("first"),
    )
