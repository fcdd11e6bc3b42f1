"""Giving the code of a second factor, setting one up, and switching it off."""

from flask import Response as Page
from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ddtool.domain.people import NEED_SECOND_FACTOR, Session, Step
from ddtool.domain.refusals import NotFound, ProofWrong, TooManyTries
from ddtool.usecases.second_factor import (
    begin_enrolment,
    begun_enrolment,
    confirm_session,
    finish_enrolment,
    renew_recovery_codes,
    switch_off,
)
from ddtool.web import access, cookies
from ddtool.web.access import signed_in, signed_in_before
from ddtool.web.errors import sentences_of
from ddtool.web.pages.account.blueprint import blueprint
from ddtool.web.pages.account.destinations import wanted
from ddtool.web.pages.account.forms import CodeForm, ProofForm
from ddtool.web.pages.account.qr_codes import draw

Shown = Response | tuple[str, int] | str


@blueprint.route("/second-factor/code", methods=["GET", "POST"], endpoint="code")
@signed_in_before(Step.CODE)
def give_code() -> Shown:
    """Ask for the code without which the session is good for nothing."""
    session = _session()
    if session.next_step is None:
        return redirect(wanted() or url_for("account.start"))
    form = CodeForm()
    if form.validate_on_submit():
        try:
            secret = confirm_session(
                access.database(), access.author(), session, str(form.code.data)
            )
        except (ProofWrong, TooManyTries) as error:
            form.refuse(form.code, sentences_of(error))
        else:
            answer = redirect(wanted() or url_for("account.start"))
            cookies.set_secret(answer, request, secret)
            return answer
    page = render_template("account/code.html", form=form, faults=form.faults, next=wanted())
    return (page, 422) if form.faults else page


@blueprint.get("/second-factor")
@signed_in_before(Step.ENROL)
def set_up() -> Response | str:
    """Explain the second factor, or show the secret of one that was begun."""
    if _session().user.second_factor:
        return redirect(url_for("account.own"))
    return _set_up_page(CodeForm())


@blueprint.post("/second-factor/begin")
@signed_in_before(Step.ENROL)
def begin() -> Response:
    """Make the secret for an app."""
    begin_enrolment(access.database(), access.author())
    return redirect(url_for("account.set_up"))


@blueprint.post("/second-factor")
@signed_in_before(Step.ENROL)
def finish() -> Shown:
    """Take the first code, and show the recovery codes, this once."""
    form = CodeForm()
    if form.validate_on_submit():
        try:
            proved = finish_enrolment(
                access.database(), access.author(), _session(), str(form.code.data)
            )
        except (ProofWrong, TooManyTries) as error:
            form.refuse(form.code, sentences_of(error))
        else:
            answer = _codes_page(proved.recovery_codes)
            cookies.set_secret(answer, request, proved.session_secret)
            return answer
    return _set_up_page(form), 422


@blueprint.route("/second-factor/recovery-codes", methods=["GET", "POST"])
@signed_in
def recovery_codes() -> Shown:
    """Make new recovery codes, for a password or a code, and show them, this once."""
    form = ProofForm()
    if form.validate_on_submit():
        proof = str(form.proof.data)
        try:
            return _codes_page(renew_recovery_codes(access.database(), access.author(), proof))
        except (ProofWrong, TooManyTries) as error:
            form.refuse(form.proof, sentences_of(error))
    page = render_template("account/new_recovery_codes.html", form=form, faults=form.faults)
    return (page, 422) if form.faults else page


@blueprint.route("/second-factor/switch-off", methods=["GET", "POST"], endpoint="switch_off")
@signed_in
def switch_it_off() -> Shown:
    """Ask for no code any more, for a password or a code."""
    form = ProofForm()
    if form.validate_on_submit():
        try:
            switch_off(access.database(), access.author(), str(form.proof.data))
            return redirect(url_for("account.own"))
        except (ProofWrong, TooManyTries) as error:
            form.refuse(form.proof, sentences_of(error))
    page = render_template(
        "account/switch_off.html",
        form=form,
        faults=form.faults,
        needed=_session().role in NEED_SECOND_FACTOR,
    )
    return (page, 422) if form.faults else page


def _session() -> Session:
    found = access.session()
    if found is None:
        raise NotFound("session")
    return found


def _set_up_page(form: CodeForm) -> str:
    begun = begun_enrolment(access.database(), access.author())
    return render_template(
        "account/set_up.html",
        form=form,
        faults=form.faults,
        enrolment=begun,
        drawing=draw(begun.uri) if begun else None,
        needed=access.missing_step() is Step.ENROL,
    )


def _codes_page(codes: tuple[str, ...]) -> Page:
    return make_response(render_template("account/recovery_codes.html", codes=codes))
