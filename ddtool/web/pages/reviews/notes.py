"""How the assessor worked: method, sampling, interviews by group, documents seen."""

from typing import Any

from flask import flash, redirect, url_for

from ddtool.domain.people import Right
from ddtool.domain.refusals import Conflict
from ddtool.sentences import n_
from ddtool.usecases.review_evidence import list_review_evidence
from ddtool.usecases.reviews import Review, write_notes
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.conflicts import Both, conflict_page
from ddtool.web.pages.reviews.blueprint import blueprint
from ddtool.web.pages.reviews.forms import NotesForm
from ddtool.web.pages.reviews.given import is_kept_by_signature, render, review_of

_WRITTEN = n_("Your notes are stored.")
_TWO_NOTES = n_("Two assessors have written the notes")


@blueprint.route("/<uuid:assessment>/notes", methods=["GET", "POST"])
@requires(Right.REVIEW)
def notes(assessment: Any) -> Any:
    """Method, sampling, interviews, documents seen."""
    review, form = review_of(assessment), NotesForm()
    form.documents.choices = _documents(review)
    if form.validate_on_submit() and not is_kept_by_signature(review, form):
        return _store(review, form)
    if not form.is_submitted():
        form.show(review.notes.value)
        form.version.data = str(review.notes.version)
    page = render("reviews/notes.html", review, form=form, faults=form.faults)
    return (page, 422) if form.is_submitted() else page


def _documents(review: Review) -> dict[str, str]:
    """What can be looked at: documents with a file or an address, and those ticked before."""
    listed = list_review_evidence(access.database(), access.author(), review.stored.head.value.id)
    ticked = review.notes.value.documents
    return {
        one.value.evidence.id: one.value.evidence.title
        for one in listed
        if one.value.file or one.value.evidence.location or one.value.evidence.id in ticked
    }


def _store(review: Review, form: NotesForm) -> Any:
    assessment = review.stored.head.value.id
    try:
        write_notes(
            access.database(),
            access.author(),
            assessment,
            form.said(),
            version=form.version.number,
            breaks_signature=bool(form.breaks.data),
        )
    except Conflict as conflict:
        return _both(conflict, form, assessment)
    flash(language.translate(_WRITTEN), "ok")
    return redirect(url_for("reviews.notes", assessment=assessment), 303)


def _both(conflict: Conflict[Any], form: NotesForm, assessment: str) -> Any:
    """Both texts; documents that either has seen were seen."""
    theirs = NotesForm(formdata=None)
    theirs.show(conflict.current.value)
    names = ("method", "sampling", "interviews", "conclusion")
    address = url_for("reviews.notes", assessment=assessment)
    seen = dict.fromkeys([*(theirs.documents.data or ()), *(form.documents.data or ())])
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
        more={"documents": ",".join(seen)},
    )
