"""How the assessor worked, returning an assessment, and the sign-off."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ddtool.domain.people import Right
from ddtool.domain.refusals import Conflict
from ddtool.sentences import n_
from ddtool.usecases.review_evidence import list_review_evidence
from ddtool.usecases.reviews import Review, write_notes
from ddtool.usecases.sign_offs import (
    NotReady,
    return_for_changes,
    sign_off,
    standing_of,
    what_hinders,
)
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.conflicts import Both, conflict_page
from ddtool.web.errors import sentences_of
from ddtool.web.pages.reviews.blueprint import blueprint
from ddtool.web.pages.reviews.forms import NotesForm, ReturnForm, SignOffForm
from ddtool.web.pages.reviews.queue import review_of
from ddtool.web.review_words import HINDRANCES, PARTS

_WRITTEN = n_("Your notes are stored.")
_RETURNED = n_("The assessment is with its producer again.")
_SIGNED = n_("You have signed off this assessment.")
_TWO_NOTES = n_("Two assessors have written the notes")
_NOT_SURE = n_("Say that you have looked at everything that the signature covers.")


@blueprint.route("/<uuid:assessment>/notes", methods=["GET", "POST"])
@requires(Right.REVIEW)
def notes(assessment: Any) -> Any:
    """Method, sampling, interviews, documents seen."""
    review, form = review_of(assessment), NotesForm()
    if form.validate_on_submit():
        return _store_notes(review, form)
    if not form.is_submitted():
        form.show(review.notes.value)
        form.version.data = str(review.notes.version)
    page = _page("reviews/notes.html", review, form=form, faults=form.faults)
    return (page, 422) if form.is_submitted() else page


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
    page = _page("reviews/return.html", review, form=form, faults=form.faults)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/<uuid:assessment>/sign-off", methods=["GET", "POST"], endpoint="sign_off_page")
@requires(Right.REVIEW)
def sign(assessment: Any) -> Any:
    """What is in the way; else the signature under exactly what was looked at."""
    review, form = review_of(assessment), SignOffForm()
    faults = list(form.faults) if form.is_submitted() and not form.validate() else []
    if form.is_submitted() and not form.sure.data:
        faults.append((form.sure.id, language.translate(_NOT_SURE)))
    if form.is_submitted() and not faults:
        try:
            return _signed(assessment, form)
        except NotReady as refused:
            faults = [("hindering", sentence) for sentence in sentences_of(refused)]
    page = _page(
        "reviews/sign_off.html",
        review,
        form=form,
        faults=faults,
        hindering=what_hinders(
            access.database(),
            access.author(),
            access.library(),
            str(assessment),
            as_of=access.today(),
        ),
        hindrances=HINDRANCES,
        parts=PARTS,
        standing=standing_of(access.database(), access.author(), str(assessment)),
    )
    return (page, 422) if faults else page


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


def _store_notes(review: Review, form: NotesForm) -> Any:
    assessment = review.stored.head.value.id
    documents = list_review_evidence(access.database(), access.author(), assessment)
    seen = tuple(one.value.evidence.id for one in documents)
    said, version = form.said(seen), form.version.number
    try:
        write_notes(access.database(), access.author(), assessment, said, version=version)
    except Conflict as conflict:
        return _both(conflict, form, assessment)
    flash(language.translate(_WRITTEN), "ok")
    return redirect(url_for("reviews.notes", assessment=assessment), 303)


def _both(conflict: Conflict[Any], form: NotesForm, assessment: str) -> Any:
    theirs = NotesForm(formdata=None)
    theirs.show(conflict.current.value)
    names = ("method", "sampling", "interviews", "conclusion")
    address = url_for("reviews.notes", assessment=assessment)
    return conflict_page(
        conflict,
        title=language.translate(_TWO_NOTES),
        action=address,
        back=address,
        fields=tuple(
            Both(
                name,
                form[name].label.text,
                str(theirs[name].data or ""),
                str(form[name].data or ""),
                long=True,
            )
            for name in names
        ),
    )


def _page(template: str, review: Review, **values: Any) -> str:
    fictional = review.stored.assessment.site.fictional
    return render_template(
        template, review=review, fictional=fictional, here_section="reviews", **values
    )
