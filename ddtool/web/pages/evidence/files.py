"""The files of documents: out, and a newer one in place of the last."""

from uuid import UUID

from flask import flash, url_for
from werkzeug.wrappers import Response

from ddtool.domain.people import Right
from ddtool.domain.refusals import Conflict, NotFound
from ddtool.sentences import n_
from ddtool.usecases.evidence import QuotaUsedUp, open_evidence, replace_evidence_file
from ddtool.usecases.evidence_overview import describe_evidence
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.downloads import brought_file
from ddtool.web.errors import sentences_of
from ddtool.web.limits import takes_files
from ddtool.web.pages.evidence.document import document_page
from ddtool.web.pages.evidence.forms import ReplaceForm
from ddtool.web.pages.evidence.routes import blueprint, sent_on

_REPLACED = n_("The newer file is stored; the earlier one is kept as a version.")
_REPLACED_MEANWHILE = n_(
    "{name} has changed this document meanwhile. Look at what stands here now, then bring the file "
    "again."
)


@blueprint.get("/evidence/<uuid:evidence>/file")
@requires(Right.READ)
def file(evidence: UUID) -> Response:
    """The file of a document, to be saved."""
    return _handed_out(evidence)


@blueprint.get("/evidence/<uuid:evidence>/file/<int:number>")
@requires(Right.READ)
def version(evidence: UUID, number: int) -> Response:
    """An earlier file of a document; the first one is number 1."""
    if not 0 < number < 1_000_000:
        raise NotFound("file")
    return _handed_out(evidence, number)


@blueprint.post("/evidence/<uuid:evidence>/file", endpoint="replace")
@requires(Right.RECORD)
@takes_files
def newer(evidence: UUID) -> Response | tuple[str, int]:
    """A newer file in place of the last."""
    used = describe_evidence(access.database(), access.author(), str(evidence))
    form = ReplaceForm()
    upload = form.checked()
    if upload is None:
        return document_page(used, replace_form=form), 422
    try:
        replace_evidence_file(
            access.database(),
            access.files(),
            access.author(),
            str(evidence),
            upload,
            version=form.version.number,
        )
    except QuotaUsedUp as error:
        form.refuse(form.file, sentences_of(error))
        return document_page(used, replace_form=form), 422
    except Conflict as conflict:
        told = language.translate(_REPLACED_MEANWHILE)
        form.refuse(form.file, [told.format(name=conflict.current.changed_by)])
        form.version.data = str(conflict.current.version)
        return document_page(used, replace_form=form), 409
    flash(language.translate(_REPLACED), "ok")
    return sent_on(url_for("evidence.show", evidence=evidence))


def _handed_out(evidence: UUID, number: int = 0) -> Response:
    kept, opened = open_evidence(
        access.database(), access.files(), access.author(), str(evidence), number=number
    )
    return brought_file(opened, name=kept.name, media_type=kept.media_type, size=kept.size)
