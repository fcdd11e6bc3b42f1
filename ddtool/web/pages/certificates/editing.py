"""One certificate: recorded, looked at, changed, removed; and what it does at once beside it."""

from typing import BinaryIO, cast
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from ddtool.domain.assessment_heads import KeptEvidence
from ddtool.domain.assessments import Evidence
from ddtool.domain.certificates import Certificate
from ddtool.domain.history import Stored
from ddtool.domain.people import Right
from ddtool.domain.refusals import Conflict
from ddtool.domain.statements import CERTIFICATE
from ddtool.evidence_files import ACCEPT, FileRefused
from ddtool.foreign_results import ResultsNotComparable
from ddtool.sentences import n_
from ddtool.usecases.certificates import (
    CertificateDocument,
    change_certificate,
    known_standards,
    record_certificate,
    remove_certificate,
)
from ddtool.usecases.evidence import FileTooLarge, QuotaUsedUp, check_upload
from ddtool.usecases.evidence_overview import certificate_documents
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.conflicts import conflict_page
from ddtool.web.errors import sentences_of
from ddtool.web.forms import Form, Version
from ddtool.web.left_behind import warn_of_left_behind
from ddtool.web.limits import takes_files
from ddtool.web.pages.certificates.blueprint import blueprint
from ddtool.web.pages.certificates.comparing import differing
from ddtool.web.pages.certificates.effects import effects, effects_so_far, whom_to_ask
from ddtool.web.pages.certificates.forms import CertificateForm
from ddtool.web.pages.certificates.work import Work, work_on, work_on_new

Shown = Response | tuple[str, int] | str

_RECORDED = n_("The certificate is recorded. What it does stands beside it.")
_SAVED = n_("The certificate is saved.")
_REMOVED = n_("The certificate is removed. The history keeps what it said.")
_TITLE = n_("Two people changed this certificate")
_HERE = "certificates"


class RemoveForm(Form):
    """A button, and the version that was looked at."""

    version = Version()


@blueprint.get("/new")
@requires(Right.RECORD)
def new() -> Shown:
    """The form for a new certificate, once its standard is chosen."""
    standard, site = request.args.get("standard", ""), request.args.get("site", "")[:36]
    if not standard:
        standards = known_standards(access.library())
        return render_template(
            "certificates/choose.html", standards=standards, site=site, here_section=_HERE
        )
    work = work_on_new(standard, site)
    return _page(work, work.fresh())


@blueprint.post("/new", endpoint="create")
@requires(Right.RECORD)
@takes_files
def record() -> Shown:
    """Record a new certificate."""
    work = work_on_new(request.form.get("standard", ""))
    form = work.sent()
    document = _checked(work, form)
    if document is _REFUSED or "look" in request.form:
        return _page(work, form)
    try:
        stored = record_certificate(
            access.database(),
            access.author(),
            work.described(form),
            library=access.library(),
            document=cast("CertificateDocument | None", document),
        )
    except (ResultsNotComparable, QuotaUsedUp) as error:
        form.refuse(form.document, sentences_of(error))
        return _page(work, form)
    flash(language.translate(_RECORDED), "ok")
    warn_of_left_behind(CERTIFICATE, stored.value.id)
    return redirect(url_for("certificates.one", id=stored.value.id))


@blueprint.get("/<uuid:id>")
@requires(Right.READ)
def one(id: UUID) -> Shown:
    """One certificate in its form."""
    work = work_on(str(id))
    return _page(work, work.fresh())


@blueprint.post("/<uuid:id>", endpoint="save")
@requires(Right.RECORD)
@takes_files
def change(id: UUID) -> Shown:
    """Change a certificate."""
    work = work_on(str(id))
    form = work.sent()
    document = _checked(work, form)
    if document is _REFUSED or "look" in request.form:
        return _page(work, form)
    try:
        change_certificate(
            access.database(),
            access.author(),
            work.described(form),
            version=form.version.number,
            library=access.library(),
            document=cast("CertificateDocument | None", document),
        )
    except Conflict as conflict:
        return _conflict(conflict, id, form)
    except (ResultsNotComparable, QuotaUsedUp) as error:
        form.refuse(form.document, sentences_of(error))
        return _page(work, form)
    flash(language.translate(_SAVED), "ok")
    warn_of_left_behind(CERTIFICATE, str(id))
    return redirect(url_for("certificates.one", id=id))


@blueprint.post("/effects", endpoint="effects")
@requires(Right.READ)
@takes_files
def look() -> str:
    """What the certificate in the form would do, while somebody still fills it in."""
    work = work_on_new(request.form.get("standard", ""))
    form = work.sent()
    form.validate()
    told = effects_so_far(work.described(form))
    return render_template(
        "certificates/_effects.html",
        effects=told,
        undecided=whom_to_ask(told),
        as_of=access.today(),
    )


@blueprint.route("/<uuid:id>/remove", methods=["GET", "POST"])
@requires(Right.RECORD)
def remove(id: UUID) -> Shown:
    """Ask once more, then take a certificate away."""
    work = work_on(str(id))
    stored = work.stored
    form = RemoveForm(data={"version": stored.version if stored else 0})
    if form.validate_on_submit():
        remove_certificate(access.database(), access.author(), str(id), version=form.version.number)
        flash(language.translate(_REMOVED), "ok")
        warn_of_left_behind(CERTIFICATE, str(id))
        return redirect(url_for("certificates.index"))
    told = effects(work.known)
    return render_template(
        "certificates/remove.html",
        work=work,
        form=form,
        effects=told,
        undecided=whom_to_ask(told),
        fictional=work.is_fictional,
        here_section=_HERE,
    )


class _Refused:
    """Stands for a form that cannot be taken."""


_REFUSED = _Refused()


def _checked(work: Work, form: CertificateForm) -> CertificateDocument | _Refused | None:
    """The document that came with a form in which nothing is wrong, if one came."""
    good = form.validate_on_submit()
    file = form.document.data
    if not isinstance(file, FileStorage) or not file.filename:
        return None if good else _REFUSED
    settings = access.settings()
    try:
        upload = check_upload(
            file.filename,
            cast(BinaryIO, file.stream),
            largest=settings.largest_upload,
            quota=settings.quota,
        )
    except (FileRefused, FileTooLarge) as error:
        form.refuse(form.document, sentences_of(error))
        return _REFUSED
    title = f"{language.voice().edition(work.known.standard, str(form.edition.data or ''))}"
    number = str(form.number.data or "")
    document = Evidence("", f"{title} {number}".strip(), valid_until=form.valid_until.day)
    return CertificateDocument(access.files(), upload, document) if good else _REFUSED


def _page(work: Work, form: CertificateForm) -> Shown:
    """The form with what the certificate does; 422 where something in it is wrong."""
    documents: tuple[Stored[KeptEvidence], ...] = ()
    if work.stored is not None:
        documents = certificate_documents(access.database(), access.author(), work.known.id)
    told = effects_so_far(work.described(form))
    page = render_template(
        "certificates/form.html",
        work=work,
        form=form,
        faults=form.faults,
        documents=documents,
        effects=told,
        undecided=whom_to_ask(told),
        as_of=access.today(),
        accept=ACCEPT,
        largest=access.settings().max_upload_mb,
        fictional=work.is_fictional,
        here_section=_HERE,
    )
    return (page, 422) if form.faults else page


def _conflict(conflict: Conflict[Certificate], id: UUID, form: CertificateForm) -> Response:
    work = work_on(str(id))
    both, same = differing(work.fresh(), form)
    return conflict_page(
        conflict,
        title=language.translate(_TITLE),
        action=url_for("certificates.save", id=id),
        back=url_for("certificates.one", id=id),
        fields=both,
        more=same,
    )
