"""A whole list of certificates: brought, shown, and applied as one step or not at all."""

from typing import BinaryIO, cast

from flask import current_app, flash, redirect, render_template, url_for
from flask_wtf.file import FileField
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from ddtool.domain.errors import DdtoolError
from ddtool.domain.people import Right
from ddtool.domain.refusals import NotFound
from ddtool.evidence_files import clean_name
from ddtool.sentences import n_
from ddtool.usecases.certificate_lists import (
    FileTooLarge,
    ListChanged,
    ListPreview,
    ListUnusable,
    NotAWorkbook,
    RowKind,
    apply_certificate_list,
    preview_certificate_list,
)
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.errors import sentences_of
from ddtool.web.forms import Form, Words
from ddtool.web.limits import takes_files
from ddtool.web.pages.certificates.blueprint import blueprint
from ddtool.web.pages.certificates.words import list_words

Shown = Response | tuple[str, int] | str

MOST_BYTES = 10 * 1024 * 1024

_CHOOSE = n_("Choose the file with your list.")
_GONE = n_("The file of this list is no longer kept; bring it again.")
_DONE_ONE = n_("{n} certificate was stored.")
_DONE_MANY = n_("{n} certificates were stored.")
_SALT = "certificate list"
_LONGEST_TOKEN = 2_000


class ListForm(Form):
    """The file of a list."""

    file = FileField(n_("File with the list (.xlsx or .csv)"))


class ApplyForm(Form):
    """Which list was shown, and what it would do."""

    brought = Words("", most=_LONGEST_TOKEN)
    digest = Words("", most=64)


@blueprint.get("/list")
@requires(Right.RECORD)
def bring() -> str:
    """Where a list is brought."""
    return _bring_page(ListForm(formdata=None))


@blueprint.post("/list", endpoint="preview")
@requires(Right.RECORD)
@takes_files
def show() -> Shown:
    """What a list would do; nothing is stored but the file, for a short while."""
    form = ListForm()
    file = form.file.data
    if not form.validate_on_submit() or not isinstance(file, FileStorage) or not file.filename:
        form.refuse(form.file, [language.translate(_CHOOSE)])
        return _bring_page(form), 422
    name = clean_name(file.filename)
    try:
        kept = access.files().keep(cast(BinaryIO, file.stream), largest=MOST_BYTES)
        with access.files().open(kept.stored_name) as opened:
            preview = preview_certificate_list(
                access.database(), access.author(), list_words(), name, opened
            )
    except (NotAWorkbook, FileTooLarge) as error:
        form.refuse(form.file, sentences_of(error))
        return _bring_page(form), 422
    return _preview_page(name, preview, _signed(kept.stored_name, name))


@blueprint.post("/list/apply", endpoint="apply")
@requires(Right.RECORD)
def store() -> Shown:
    """Store everything that was shown."""
    form = ApplyForm()
    if not form.validate_on_submit():
        raise NotFound("list")
    stored_name, name = _unsigned(str(form.brought.data))
    try:
        with access.files().open(stored_name) as opened:
            done = apply_certificate_list(
                access.database(),
                access.author(),
                list_words(),
                name,
                opened,
                digest=str(form.digest.data),
            )
    except NotFound:
        again = ListForm(formdata=None)
        again.refuse(again.file, [language.translate(_GONE)])
        return _bring_page(again), 422
    except (ListChanged, ListUnusable) as error:
        return _shown_again(stored_name, name, error)
    access.files().discard(stored_name)
    number = done.count(RowKind.NEW) + done.count(RowKind.CHANGED)
    flash(language.translate_plural(_DONE_ONE, _DONE_MANY, number).format(n=number), "ok")
    return redirect(url_for("certificates.index"))


def _bring_page(form: ListForm) -> str:
    return render_template(
        "certificates/list.html",
        form=form,
        faults=form.faults,
        most=MOST_BYTES // 1024**2,
        here_section="certificates",
    )


def _preview_page(
    name: str, preview: ListPreview, brought: str, changed: tuple[str, ...] = ()
) -> str:
    return render_template(
        "certificates/preview.html",
        name=name,
        preview=preview,
        brought=brought,
        changed=changed,
        kinds=RowKind,
        here_section="certificates",
    )


def _shown_again(stored_name: str, name: str, error: DdtoolError) -> tuple[str, int]:
    """The preview as it is now, with the reason why nothing was stored."""
    with access.files().open(stored_name) as opened:
        preview = preview_certificate_list(
            access.database(), access.author(), list_words(), name, opened
        )
    page = _preview_page(name, preview, _signed(stored_name, name), sentences_of(error))
    return page, 409


def _signer() -> URLSafeSerializer:
    """Signs for one organisation, so that nobody names another's file."""
    salt = f"{_SALT} {access.author().organisation}"
    return URLSafeSerializer(str(current_app.secret_key), salt=salt)


def _signed(stored_name: str, name: str) -> str:
    return str(_signer().dumps([stored_name, name]))


def _unsigned(brought: str) -> tuple[str, str]:
    try:
        stored_name, name = _signer().loads(brought)
    except (BadSignature, ValueError) as error:
        raise NotFound("list") from error
    return str(stored_name), str(name)
