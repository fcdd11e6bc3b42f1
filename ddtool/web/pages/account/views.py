"""Signing in and out, and where to go then."""

import flask
from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ddtool.domain.people import Right, Step
from ddtool.domain.refusals import TooManyTries
from ddtool.usecases.sign_in import SignInRefused, Visitor, sign_in, sign_out
from ddtool.web import access, cookies
from ddtool.web.access import public, signed_in, signed_in_before
from ddtool.web.errors import sentences_of
from ddtool.web.pages.account.blueprint import blueprint
from ddtool.web.pages.account.destinations import wanted
from ddtool.web.pages.account.forms import SignInForm


@blueprint.get("/")
@public
def start() -> Response:
    """To whatever the reader works on, or to signing in."""
    if access.session() is None:
        return redirect(url_for("account.sign_in"))
    step = access.missing_step()
    if step is not None:
        return redirect(url_for(access.PAGES_OF_STEPS[step]))
    if access.may(Right.REVIEW):
        return redirect(url_for("reviews.index"))
    if access.may(Right.ADMINISTER):
        return redirect(url_for("portfolio.index"))
    return redirect(url_for("sites.index" if access.may(Right.READ) else "account.nothing_yet"))


@blueprint.route("/sign-in", methods=["GET", "POST"], endpoint="sign_in")
@public
def sign_in_page() -> Response | tuple[str, int] | str:
    """Ask who it is, and let them in."""
    form = SignInForm()
    if form.validate_on_submit():
        try:
            return _let_in(form)
        except (SignInRefused, TooManyTries) as error:
            form.refuse(form.email, sentences_of(error))
    page = render_template("account/sign_in.html", form=form, faults=form.faults, next=wanted())
    return (page, 422) if form.faults else page


@blueprint.post("/sign-out", endpoint="sign_out")
@signed_in_before(*Step)
def sign_out_now() -> Response:
    """End this session."""
    known = access.session()
    if known is not None:
        sign_out(access.database(), access.author(), known)
    answer = redirect(url_for("account.sign_in"))
    cookies.forget_secret(answer, request)
    flask.session.clear()
    return answer


@blueprint.get("/nothing-yet")
@signed_in
def nothing_yet() -> str:
    """For people who belong to no organisation, and look after none."""
    return render_template("account/nothing_yet.html")


def _let_in(form: SignInForm) -> Response:
    """A new session and a new token for forms: nothing of before signing in is used again."""
    visitor = Visitor(
        email=str(form.email.data),
        password=str(form.password.data),
        address=request.remote_addr or "",
        agent=request.user_agent.string,
    )
    _session, secret = sign_in(access.database(), access.nobody(), visitor)
    answer = redirect(wanted() or url_for("account.start"))
    cookies.set_secret(answer, request, secret)
    flask.session.clear()
    return answer
