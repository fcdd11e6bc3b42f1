"""For people who are not in yet: invitations, new passwords, and what to do when nothing works."""

import flask
from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ddtool.domain.refusals import AlreadyThere, WeakPassword
from ddtool.sentences import n_
from ddtool.usecases.accounts import accept_invitation, offer_reset, reset_password
from ddtool.usecases.people import Offer, join, offered
from ddtool.usecases.sign_in import Visitor, sign_in
from ddtool.web import access, cookies, post
from ddtool.web.access import public, signed_in
from ddtool.web.errors import sentences_of
from ddtool.web.forms import said
from ddtool.web.pages.account.blueprint import blueprint
from ddtool.web.pages.account.forms import AcceptForm, AskForResetForm, NewPasswordForm

Shown = Response | tuple[str, int] | str

_PASSWORD_IS_NEW = n_("Your new password is set. Sign in with it.")


@blueprint.route("/cannot-sign-in", methods=["GET", "POST"])
@public
def cannot_sign_in() -> Shown:
    """Say who can help, and send a link to a new password; the answer tells nobody who is known."""
    form = AskForResetForm()
    asked = form.validate_on_submit() and post.is_set_up()
    if asked:
        offer = offer_reset(access.database(), access.nobody(), str(form.email.data))
        if offer is not None:
            post.reset_by_letter(offer, post.link_to("account.new_password", secret=offer.secret))
    page = render_template(
        "account/cannot_sign_in.html",
        form=form,
        faults=form.faults,
        asked=asked,
        by_letter=post.is_set_up(),
    )
    return (page, 422) if form.faults else page


@blueprint.route("/new-password/<secret>", methods=["GET", "POST"])
@public
def new_password(secret: str) -> Shown:
    """Take a new password by a link; then they sign in with it."""
    form = NewPasswordForm()
    if form.validate_on_submit():
        try:
            password = str(form.password.data)
            reset_password(access.database(), access.nobody(), secret, password)
        except WeakPassword as error:
            form.refuse(form.password, sentences_of(error))
        else:
            flask.flash(said(_PASSWORD_IS_NEW), "ok")
            return redirect(url_for("account.sign_in"))
    page = render_template(
        "account/new_password.html", form=form, faults=form.faults, secret=secret
    )
    return (page, 422) if form.faults else page


@blueprint.route("/invitations/<secret>", methods=["GET", "POST"])
@public
def accept(secret: str) -> Shown:
    """Show what an invitation offers; make the login of somebody new."""
    offer = offered(access.database(), access.nobody(), secret)
    form = AcceptForm()
    if not offer.has_login and form.validate_on_submit():
        try:
            return _let_in(offer, form, secret)
        except (WeakPassword, AlreadyThere) as error:
            form.refuse(form.password, sentences_of(error))
    page = _offer_page(offer, form, secret)
    return (page, 422) if form.faults else page


@blueprint.post("/invitations/<secret>/join", endpoint="join")
@signed_in
def join_by_invitation(secret: str) -> Response:
    """Join as somebody who has a login."""
    join(access.database(), access.author(), secret)
    return redirect(url_for("account.own"))


def _let_in(offer: Offer, form: AcceptForm, secret: str) -> Response:
    """Make the login, and sign in with it."""
    name, password = str(form.name.data), str(form.password.data)
    accept_invitation(access.database(), access.nobody(), secret, name=name, password=password)
    address, agent = request.remote_addr or "", request.user_agent.string
    visitor = Visitor(offer.invitation.email, password, address, agent)
    _session, opened = sign_in(access.database(), access.nobody(), visitor)
    answer = redirect(url_for("account.start"))
    cookies.set_secret(answer, request, opened)
    flask.session.clear()
    return answer


def _offer_page(offer: Offer, form: AcceptForm, secret: str) -> str:
    known = access.session()
    return render_template(
        "account/invitation.html",
        offer=offer,
        form=form,
        faults=form.faults,
        secret=secret,
        is_theirs=known is not None and known.user.email == offer.invitation.email,
    )
