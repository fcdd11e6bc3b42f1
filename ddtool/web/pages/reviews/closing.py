"""An assessor closes a finding that is put right, or opens it again."""

from typing import Any

from flask import flash, redirect, request

from ddtool.domain.people import Right
from ddtool.sentences import n_
from ddtool.usecases.findings import close_finding
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.pages.reviews.blueprint import blueprint
from ddtool.web.pages.reviews.forms import ClosingForm
from ddtool.web.pages.reviews.given import review_of
from ddtool.web.pages.reviews.workbench import address, show_bench

_CLOSED = n_("The finding is closed.")
_OPENED = n_("The finding is open again.")


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


def _store(assessment: Any, finding: Any, *, reason: str | None, version: int) -> None:
    close_finding(
        access.database(),
        access.author(),
        str(assessment),
        str(finding),
        reason=reason,
        version=version,
    )
