"""One's own account: details, password, browsers, tokens, organisations."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ddtool.domain.people import Session
from ddtool.domain.refusals import NotFound, ProofWrong, TooManyTries, WeakPassword
from ddtool.usecases.accounts import revoke_token
from ddtool.usecases.own_account import (
    OwnDetails,
    act_for,
    add_own_token,
    change_own_details,
    change_own_password,
    end_other_sessions,
    end_own_session,
    read_own_account,
)
from ddtool.web import access, cookies
from ddtool.web.access import signed_in
from ddtool.web.errors import sentences_of
from ddtool.web.pages.account.blueprint import blueprint
from ddtool.web.pages.account.browsers import name_of
from ddtool.web.pages.account.forms import DetailsForm, OwnPasswordForm, TokenForm

Shown = Response | tuple[str, int] | str


@blueprint.get("/account", endpoint="own")
@signed_in
def own_account() -> str:
    """Everything about one's own account."""
    return _page(_details_form(), TokenForm())


@blueprint.post("/account")
@signed_in
def change_details() -> Shown:
    """Change name, language, theme, and whether letters are wanted."""
    form = DetailsForm()
    if not form.validate_on_submit():
        return _page(form, TokenForm(formdata=None)), 422
    details = OwnDetails(
        name=str(form.name.data),
        language=form.language.data or "",
        theme=form.theme.data or "",
        reminder_mails=bool(form.reminder_mails.data),
    )
    change_own_details(access.database(), access.author(), details)
    return redirect(url_for("account.own"))


@blueprint.route("/account/password", methods=["GET", "POST"], endpoint="own_password")
@signed_in
def change_password() -> Shown:
    """Take another password, for the old one; all other browsers are signed out."""
    form = OwnPasswordForm()
    if form.validate_on_submit():
        old, new = str(form.old.data), str(form.password.data)
        session = _session()
        try:
            secret = change_own_password(
                access.database(), access.author(), session, old=old, new=new
            )
        except (ProofWrong, TooManyTries) as error:
            form.refuse(form.old, sentences_of(error))
        except WeakPassword as error:
            form.refuse(form.password, sentences_of(error))
        else:
            answer = redirect(url_for("account.own"))
            cookies.set_secret(answer, request, secret)
            return answer
    page = render_template("account/own_password.html", form=form, faults=form.faults)
    return (page, 422) if form.faults else page


@blueprint.post("/account/sessions/<uuid:id>/end")
@signed_in
def end_session(id: UUID) -> Response:
    """Sign out another browser."""
    end_own_session(access.database(), access.author(), str(id))
    return redirect(url_for("account.own"))


@blueprint.post("/account/sessions/end-others")
@signed_in
def end_others() -> Response:
    """Sign out all other browsers."""
    end_other_sessions(access.database(), access.author(), _session())
    return redirect(url_for("account.own"))


@blueprint.post("/account/tokens")
@signed_in
def add_token() -> Shown:
    """Make a token and show it, this once."""
    form = TokenForm()
    if not form.validate_on_submit():
        return _page(_details_form(), form), 422
    token, secret = add_own_token(access.database(), access.author(), str(form.purpose.data))
    return render_template("account/token.html", token=token, secret=secret, here_section="own")


@blueprint.post("/account/tokens/<uuid:id>/revoke")
@signed_in
def revoke(id: UUID) -> Response:
    """Make a token useless."""
    revoke_token(access.database(), access.author(), str(id))
    return redirect(url_for("account.own"))


@blueprint.post("/account/organisation", endpoint="act_for")
@signed_in
def choose_organisation() -> Response:
    """Go on for another of one's organisations."""
    wanted = request.form.get("organisation") or None
    act_for(access.database(), access.author(), _session(), wanted)
    return redirect(url_for("account.start"))


def _session() -> Session:
    found = access.session()
    if found is None:
        raise NotFound("session")
    return found


def _details_form() -> DetailsForm:
    user = _session().user
    shown = {
        "name": user.name,
        "language": user.language,
        "theme": user.theme,
        "reminder_mails": user.reminder_mails,
    }
    return DetailsForm(formdata=None, data=shown)


def _page(details: DetailsForm, token: TokenForm) -> str:
    own = read_own_account(access.database(), access.author())
    return render_template(
        "account/own.html",
        own=own,
        browsers={one.id: name_of(one.agent) for one in own.sessions},
        details=details,
        token=token,
        faults=[*details.faults, *token.faults],
        here_section="own",
    )
