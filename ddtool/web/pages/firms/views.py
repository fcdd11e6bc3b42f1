"""The page behind the link of an invited assessor."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import PasswordField

from ddtool.domain.refusals import AlreadyThere, WeakPassword
from ddtool.sentences import n_
from ddtool.usecases.assessor_invitations import (
    NewFirm,
    accept_as_new_firm,
    offered_assessment,
)
from ddtool.web import access
from ddtool.web.access import public
from ddtool.web.errors import sentences_of
from ddtool.web.forms import Form, Needed, Words, said

blueprint = Blueprint("firms", __name__)

_WELCOME = n_("Your firm has an account now. Sign in; you will be asked for a second factor.")


class FirmForm(Form):
    """The firm and its first assessor."""

    firm = Words(n_("Name of your firm"), needed=True, most=120)
    person = Words(n_("Your name"), needed=True, most=120)
    password = PasswordField(n_("Password"), [Needed()])


@blueprint.route("/assess/<secret>", methods=["GET", "POST"])
@public
def accept(secret: str) -> Response | tuple[str, int] | str:
    """Show what is offered; make the firm with its first assessor."""
    offer = offered_assessment(access.database(), access.nobody(), secret)
    form = FirmForm()
    if form.validate_on_submit():
        new = NewFirm(str(form.firm.data), str(form.person.data), str(form.password.data))
        try:
            accept_as_new_firm(access.database(), access.nobody(), secret, new)
        except WeakPassword as error:
            form.refuse(form.password, sentences_of(error))
        except AlreadyThere as error:
            form.refuse(form.firm, sentences_of(error))
        else:
            flash(said(_WELCOME), "ok")
            return redirect(url_for("account.sign_in"), 303)
    page = render_template(
        "firms/accept.html", form=form, faults=form.faults, offer=offer, secret=secret
    )
    return (page, 422) if form.faults else page
