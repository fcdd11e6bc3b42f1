"""What the programme adds to every report: texts and logo."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from ddtool.domain.letterheads import Letterhead
from ddtool.domain.people import Right
from ddtool.domain.programme import REPORT_TEXTS
from ddtool.domain.refusals import Conflict, NotFound
from ddtool.evidence_files import FileRefused
from ddtool.languages import list_languages
from ddtool.sentences import n_
from ddtool.usecases.programme_logo import (
    BroughtLogo,
    bring_logo,
    describe_logo,
    open_logo,
    read_logo,
    remove_logo,
)
from ddtool.usecases.programme_settings import change_setting, read_settings
from ddtool.web import access
from ddtool.web.access import requires
from ddtool.web.conflicts import Both, conflict_page
from ddtool.web.errors import sentences_of
from ddtool.web.forms import Form, said
from ddtool.web.limits import takes_files
from ddtool.web.pages.programme.blueprint import (
    HERE,
    Faults,
    Shown,
    blueprint,
    kept,
    stored_well,
    version_of,
)
from ddtool.web.pages.programme.forms import (
    LogoForm,
    RemoveLogoForm,
    TextsForm,
    addition_field,
    texts_form,
)
from ddtool.web.report_words import language_name

_TWO_PEOPLE = n_("Two people changed the texts of the report")
_CHOOSE = n_("Choose a picture.")
_MOVED = n_("Somebody has changed the logo since you looked. It stands as they left it.")
_LOGO_STORED = n_("The logo is stored. It stands on every report made from now on.")
_LOGO_GONE = n_("The logo is removed. Reports that were made with it keep it.")


@blueprint.route("/settings/report", methods=["GET", "POST"])
@requires(Right.ADMINISTER)
def report() -> Shown:
    """Change the texts; the logo stands below them."""
    form = texts_form()
    if not form.is_submitted():
        return _page(_texts_as_stored())
    if not form.validate():
        return _page(form, form.faults), 422
    version = form.version.number
    try:
        change_setting(
            access.database(), access.author(), REPORT_TEXTS, form.texts, version=version
        )
    except Conflict as conflict:
        return conflict_page(
            conflict,
            title=said(_TWO_PEOPLE),
            action=url_for("programme.report"),
            back=url_for("programme.report"),
            fields=_both(form, Letterhead(**conflict.current.value)),
        )
    return stored_well()


@blueprint.get("/settings/logo")
@requires(Right.ADMINISTER)
def logo() -> Response:
    """The picture itself, to look at."""
    with open_logo(access.database(), access.files(), access.author()) as file:
        answer = Response(file.read(), mimetype="image/png")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post("/settings/logo")
@requires(Right.ADMINISTER)
@takes_files
def bring() -> Shown:
    """A logo, another one, or other words for the one that is there."""
    form = LogoForm()
    if not form.validate():
        return _page(_texts_as_stored(), form.faults, form), 422
    try:
        _store_logo(form)
    except (Conflict, NotFound):
        return _page(_texts_as_stored(), [("logo", said(_MOVED))]), 409
    except FileRefused as error:
        form.refuse(form.file, sentences_of(error))
        return _page(_texts_as_stored(), form.faults, form), 422
    return _back(_LOGO_STORED)


@blueprint.post("/settings/logo/remove")
@requires(Right.ADMINISTER)
def remove() -> Shown:
    """Take the logo away."""
    form = RemoveLogoForm()
    try:
        remove_logo(access.database(), access.author(), version=form.version.number)
    except (Conflict, NotFound):
        return _page(_texts_as_stored(), [("logo", said(_MOVED))]), 409
    return _back(_LOGO_GONE)


def _store_logo(form: LogoForm) -> None:
    file, text, version = form.file.data, str(form.text.data), form.version.number
    if isinstance(file, FileStorage) and file.filename:
        brought = BroughtLogo(file.filename, file.stream, text)  # type: ignore[arg-type]
        bring_logo(access.database(), access.files(), access.author(), brought, version=version)
    elif version:
        describe_logo(access.database(), access.author(), text, version=version)
    else:
        raise FileRefused(said(_CHOOSE))


def _back(told: str) -> Response:
    flash(said(told), "ok")
    return redirect(url_for("programme.report", _anchor="logo"), 303)


def _texts_as_stored() -> TextsForm:
    now = read_settings(access.database()).letterhead
    additions = {addition_field(code): now.additions.get(code, "") for code in list_languages()}
    head = {"name": now.name, "contact": now.contact, "version": version_of(kept(REPORT_TEXTS))}
    return texts_form(formdata=None, data=head | additions)


def _both(form: TextsForm, theirs: Letterhead) -> list[Both]:
    additions = [
        Both(
            addition_field(code),
            language_name(code),
            theirs.additions.get(code, ""),
            str(form[addition_field(code)].data),
            long=True,
        )
        for code in list_languages()
    ]
    return [
        Both("name", form.name.label.text, theirs.name, str(form.name.data)),
        Both("contact", form.contact.label.text, theirs.contact, str(form.contact.data)),
        *additions,
    ]


def _page(texts: TextsForm, faults: Faults = (), brought: Form | None = None) -> str:
    """Texts and logo; with the form that was refused, if one was."""
    there = read_logo(access.database(), access.author())
    shown: dict[str, Any] = {"version": version_of(there)}
    shown["text"] = there.value.text if there else ""
    return render_template(
        "programme/report.html",
        form=texts,
        additions=[texts[addition_field(code)] for code in list_languages()],
        logo=brought or LogoForm(formdata=None, data=shown),
        there=there,
        kept=kept(REPORT_TEXTS),
        removing=RemoveLogoForm(formdata=None, data=shown),
        faults=faults,
        here_section=HERE,
    )
