"""An assessor closes a finding that is put right, opens it again, or takes it back."""

from typing import Any

from flask import flash, redirect, request

from ddtool.domain.people import Right
from ddtool.domain.refusals import NotFound
from ddtool.sentences import n_
from ddtool.usecases.findings import BreaksSignature, close_finding, take_back_finding
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.errors import sentences_of
from ddtool.web.pages.reviews.blueprint import blueprint
from ddtool.web.pages.reviews.forms import ClosingForm
from ddtool.web.pages.reviews.given import render, review_of
from ddtool.web.pages.reviews.spoken import findings_on
from ddtool.web.pages.reviews.workbench import address, show_bench
from ddtool.wording.reviews import FINDING_KINDS

_CLOSED = n_("The finding is closed.")
_OPENED = n_("The finding is open again.")
_TAKEN_BACK = n_("The finding was taken back. The history of the criterion keeps it.")


@blueprint.post("/<uuid:assessment>/criteria/<number>/findings/<uuid:finding>/close")
@requires(Right.REVIEW)
def close(assessment: Any, number: str, finding: Any) -> Any:
    """Say how it is known to be put right."""
    form = ClosingForm()
    if not form.validate():
        form.about = str(finding)
        return show_bench(review_of(assessment), number, closing=form), 422
    reason, version = str(form.put_right.data), form.version.number
    _store(assessment, finding, reason=reason, version=version)
    flash(language.translate(_CLOSED), "ok")
    return redirect(address(assessment, number, "findings-title"), 303)


@blueprint.post(
    "/<uuid:assessment>/criteria/<number>/findings/<uuid:finding>/open", endpoint="open_finding"
)
@requires(Right.REVIEW)
def open_again(assessment: Any, number: str, finding: Any) -> Any:
    """Say that it is not put right after all."""
    version = request.form.get("version", type=int, default=-1)
    _store(assessment, finding, reason=None, version=version)
    flash(language.translate(_OPENED), "ok")
    return redirect(address(assessment, number, "findings-title"), 303)


@blueprint.route(
    "/<uuid:assessment>/criteria/<number>/findings/<uuid:finding>/take-back",
    methods=["GET", "POST"],
    endpoint="remove_finding",
)
@requires(Right.REVIEW)
def take_back(assessment: Any, number: str, finding: Any) -> Any:
    """Ask once, then take it back."""
    review, id = review_of(assessment), str(finding)
    there = next((one for one in findings_on(review, number) if one.value.id == id), None)
    if there is None:
        raise NotFound("finding")
    if request.method == "GET":
        line = review.analysis.by_number[number]
        page = "reviews/take_back.html"
        return render(page, review, finding=there, line=line, kinds=FINDING_KINDS)
    try:
        take_back_finding(
            access.database(),
            access.author(),
            str(assessment),
            id,
            version=request.form.get("version", type=int, default=-1),
            breaks_signature="breaks" in request.form,
        )
        flash(language.translate(_TAKEN_BACK), "ok")
    except BreaksSignature as refused:
        flash(" ".join(sentences_of(refused)), "half")
    return redirect(address(assessment, number, "findings-title"), 303)


def _store(assessment: Any, finding: Any, *, reason: str | None, version: int) -> None:
    close_finding(
        access.database(),
        access.author(),
        str(assessment),
        str(finding),
        reason=reason,
        version=version,
    )
