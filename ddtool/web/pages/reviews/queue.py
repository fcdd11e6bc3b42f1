"""The queue of an assessor, and the workbench on one criterion."""

from typing import Any

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ddtool.domain.criteria import Rating
from ddtool.domain.people import Right
from ddtool.sentences import n_
from ddtool.usecases.assignments import answer_assignment, list_queue
from ddtool.usecases.review_evidence import list_review_evidence
from ddtool.usecases.reviews import Review, read_review
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.headers import CONTENT_SECURITY_POLICY
from ddtool.web.pages.reviews import bench
from ddtool.web.pages.reviews.blueprint import blueprint
from ddtool.web.pages.reviews.forms import (
    CONFIRMATIONS,
    CONFIRMED,
    FINDING_KINDS,
    REFUSED,
    ConfirmationForm,
    DeterminationForm,
    FindingForm,
    ThreadForm,
)

_ACCEPTED = n_("You can see this assessment now.")
_DECLINED = n_("You have declined this assessment.")


@blueprint.get("")
@requires(Right.REVIEW)
def index() -> str:
    """Everything that was given to the reader or their firm."""
    queue = list_queue(access.database(), access.author())
    return render_template("reviews/index.html", queue=queue, here_section="reviews")


@blueprint.post("/assignments/<uuid:assignment>")
@requires(Right.REVIEW)
def answer(assignment: Any) -> Response:
    """Accept or decline what was offered."""
    accepted = request.form.get("answer") == "accept"
    version = request.form.get("version", type=int, default=-1)
    answer_assignment(
        access.database(), access.author(), str(assignment), accepted=accepted, version=version
    )
    flash(language.translate(_ACCEPTED if accepted else _DECLINED), "ok")
    return redirect(url_for("reviews.index"), 303)


@blueprint.get("/<uuid:assessment>")
@requires(Right.REVIEW)
def start(assessment: Any) -> Response:
    """To the criterion that needs attention first."""
    first = bench.rows_of(review_of(assessment), "attention")[0]
    number = first.line.criterion.number
    return redirect(url_for("reviews.criterion", assessment=assessment, number=number))


@blueprint.get("/<uuid:assessment>/criteria/<number>")
@requires(Right.REVIEW)
def criterion(assessment: Any, number: str) -> Response:
    """The workbench on one criterion; it may hold a document of ours in a frame."""
    page = make_response(show_bench(review_of(assessment), number))
    page.headers["Content-Security-Policy"] = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
    return page


def review_of(assessment: Any) -> Review:
    """An assessment that was given to the reader, as of today.

    :raises NotFound: it was not.
    """
    return read_review(
        access.database(),
        access.author(),
        access.library(),
        str(assessment),
        as_of=access.today(),
        language=language.code(),
    )


def show_bench(review: Review, number: str, **forms: Any) -> str:
    """The workbench, with forms that were refused in the place of fresh ones."""
    line = review.analysis.by_number.get(number) or abort(404)
    order = request.args.get("order", "attention")
    rows = bench.rows_of(review, order if order in bench.ORDERS else "attention")
    documents = list_review_evidence(
        access.database(), access.author(), review.stored.head.value.id
    )
    shown = bench.shown_by(documents, line)
    chosen = request.args.get("evidence", "")
    return render_template(
        "reviews/criterion.html",
        review=review,
        line=line,
        rows=rows,
        order=order,
        orders=bench.ORDERS,
        documents=shown,
        beside=next((one for one in shown if one.value.evidence.id == chosen), None),
        thread=bench.thread_of(review, number),
        findings=bench.findings_on(review, number),
        after=bench.next_after(rows, number),
        fictional=review.stored.assessment.site.fictional,
        here_section="reviews",
        **_forms(review, number, forms),
    )


def determination_form(review: Review, **options: Any) -> DeterminationForm:
    """The form with the ratings in the words of the criteria set."""
    form = DeterminationForm(**options)
    word = review.analysis.criteria_set.word
    form.rating.choices = {one.value: word(one) for one in Rating}
    return form


def finding_form(review: Review, number: str, **options: Any) -> FindingForm:
    """The form with the requirements of a criterion, each with its text."""
    form = FindingForm(**options)
    parts = review.analysis.by_number[number].criterion.assessed
    form.requirements.choices = {part.id: f"{part.id} {part.text}" for part in parts}
    form.kind.choices = {kind: language.translate(word) for kind, word in FINDING_KINDS.items()}
    return form


def confirmation_form(**options: Any) -> ConfirmationForm:
    """The form with its two answers."""
    form = ConfirmationForm(**options)
    form.confirmed.choices = {
        said: language.translate(word) for said, word in CONFIRMATIONS.items()
    }
    return form


def _forms(review: Review, number: str, given: dict[str, Any]) -> dict[str, Any]:
    faults = tuple(fault for form in given.values() for fault in form.faults)
    determination = given.get("determination") or _determination_form(review, number)
    return {
        "faults": faults,
        "determination": determination,
        "finding_form": given.get("finding") or finding_form(review, number, formdata=None),
        "confirmation": given.get("confirmation") or _confirmation_form(review, number),
        "thread_form": given.get("thread") or ThreadForm(formdata=None),
    }


def _determination_form(review: Review, number: str) -> DeterminationForm:
    form = determination_form(review, formdata=None)
    there = [one for one in review.determinations if one.value.criterion == number]
    form.version.data = str(there[0].version if there else 0)
    if there:
        form.rating.data, form.reason.data = there[0].value.rating.value, there[0].value.reason
    return form


def _confirmation_form(review: Review, number: str) -> ConfirmationForm:
    form = confirmation_form(formdata=None)
    there = [one for one in review.confirmations if one.value.criterion == number]
    form.version.data = str(there[0].version if there else 0)
    if there:
        form.confirmed.data = CONFIRMED if there[0].value.confirmed else REFUSED
        form.because.data = there[0].value.reason
    return form
