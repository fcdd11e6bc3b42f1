"""What comes from outside into the plan: findings of the assessor, documents that show it done."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from ddtool.domain.people import Right
from ddtool.domain.refusals import AlreadyThere
from ddtool.sentences import n_
from ddtool.usecases.action_documents import (
    bring_document,
    choose_document,
    take_out_document,
)
from ddtool.usecases.evidence import QuotaUsedUp
from ddtool.usecases.finding_actions import bind_finding
from ddtool.web import access, rail
from ddtool.web.access import requires
from ddtool.web.errors import sentences_of
from ddtool.web.forms import said
from ddtool.web.limits import takes_files
from ddtool.web.pages.plan.changing import edit_page
from ddtool.web.pages.plan.documents import BringDocumentForm
from ddtool.web.pages.plan.routes import HERE, blueprint, stored_action

_BOUND = n_("The action closes this finding too.")
_BROUGHT = n_("The document shows this action done.")
_TAKEN_OUT = n_("The document no longer shows this action done; it is still among the evidence.")


@blueprint.post("/findings/<uuid:finding>")
@requires(Right.RECORD)
def bind(assessment: UUID, finding: UUID) -> Response:
    """Say which action of the plan closes a finding."""
    action = request.form.get("action", "")[:36]
    try:
        bind_finding(access.database(), access.author(), str(assessment), str(finding), action)
    except AlreadyThere as there:
        flash(" ".join(sentences_of(there)), "half")
        return redirect(url_for(HERE, assessment=assessment), 303)
    flash(said(_BOUND), "ok")
    return redirect(url_for(HERE, assessment=assessment, _anchor=f"action-{action}"), 303)


@blueprint.post("/<uuid:action>/documents")
@requires(Right.RECORD)
@takes_files
def bring(assessment: UUID, action: UUID) -> Response | tuple[str, int]:
    """A file that shows the action done."""
    stored = stored_action(str(assessment), str(action))
    form = BringDocumentForm()
    brought = form.checked()
    if brought is not None:
        document, upload = brought
        try:
            bring_document(
                access.database(),
                access.files(),
                access.author(),
                str(action),
                document,
                upload=upload,
            )
        except QuotaUsedUp as error:
            form.refuse(form.file, sentences_of(error))
        else:
            flash(said(_BROUGHT), "ok")
            return _to(assessment, action)
    return edit_page(rail.analysed(str(assessment)), stored, form), 422


@blueprint.post("/<uuid:action>/documents/choose")
@requires(Right.RECORD)
def choose(assessment: UUID, action: UUID) -> Response:
    """A document that is here already shows the action done."""
    stored_action(str(assessment), str(action))
    document = request.form.get("document", "")[:36]
    choose_document(access.database(), access.author(), str(action), document)
    flash(said(_BROUGHT), "ok")
    return _to(assessment, action)


@blueprint.post("/<uuid:action>/documents/<uuid:evidence>/free")
@requires(Right.RECORD)
def free(assessment: UUID, action: UUID, evidence: UUID) -> Response:
    """The document does not show the action done after all."""
    stored_action(str(assessment), str(action))
    take_out_document(access.database(), access.author(), str(action), str(evidence))
    flash(said(_TAKEN_OUT), "ok")
    return _to(assessment, action)


def _to(assessment: UUID, action: UUID | str) -> Response:
    return redirect(url_for("plan.edit", assessment=assessment, action=action), 303)
