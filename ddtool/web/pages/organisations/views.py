"""Found organisations, invite their first people, bar logins; nothing of what producers say."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ddtool.addresses import NotAnEmail
from ddtool.domain.people import Invitation, Organisation, OrganisationKind, Right, Role, User
from ddtool.domain.refusals import AlreadyThere
from ddtool.domain.typed import clean
from ddtool.sentences import n_
from ddtool.usecases.administration import (
    LoginThere,
    bar,
    forget_second_factor,
    found_organisation,
    invite_admin,
    invite_into,
    list_organisations,
)
from ddtool.web import access, post
from ddtool.web.access import requires
from ddtool.web.errors import sentences_of
from ddtool.web.forms import Form, Radio, Words, said
from ddtool.web.page_numbers import asked_page

blueprint = Blueprint("organisations", __name__, url_prefix="/programme/organisations")

_LONGEST_EMAIL = 254
_LONGEST_WORDS = 200
_KINDS = {
    OrganisationKind.PRODUCER: n_("Producer"),
    OrganisationKind.ASSESSMENT_FIRM: n_("Assessment firm"),
}
_BARRED = n_("{name} can no longer sign in.")
_ALLOWED = n_("{name} can sign in again.")
_FORGOTTEN = n_("{name} sets up another second factor at the next sign-in.")

Shown = Response | tuple[str, int] | str


class FoundForm(Form):
    """A new organisation and whom to invite first."""

    name = Words(n_("Name of the organisation"), needed=True)
    kind = Radio(n_("Kind"))
    email = Words(n_("E-mail address of the first person"), needed=True, most=_LONGEST_EMAIL)


class InviteForm(Form):
    """Whom to invite into an organisation."""

    email = Words(n_("E-mail address"), needed=True, most=_LONGEST_EMAIL)


class AdminForm(Form):
    """Another admin of the programme."""

    admin_name = Words(n_("Name"), needed=True)
    admin_email = Words(n_("E-mail address"), needed=True, most=_LONGEST_EMAIL)


class ButtonForm(Form):
    """A button and nothing else."""


@blueprint.get("")
@requires(Right.ADMINISTER)
def index() -> str:
    """All organisations with their people, and a form for a new one."""
    return _page(_form())


@blueprint.post("")
@requires(Right.ADMINISTER)
def found() -> Shown:
    """Store a new organisation, and invite its first person."""
    form = _form()
    if form.validate_on_submit():
        kind = OrganisationKind(str(form.kind.data))
        try:
            made = found_organisation(
                access.database(), access.author(), str(form.name.data), kind, str(form.email.data)
            )
        except (NotAnEmail, LoginThere) as error:
            form.refuse(form.email, sentences_of(error))
        except AlreadyThere as error:
            form.refuse(form.name, sentences_of(error))
        else:
            return _invited(*made)
    return _page(form), 422


@blueprint.post("/<uuid:organisation>/invitations")
@requires(Right.ADMINISTER)
def invite(organisation: UUID) -> Shown:
    """Invite somebody else into an organisation."""
    form = InviteForm()
    if form.validate_on_submit():
        try:
            made = invite_into(
                access.database(), access.author(), str(organisation), str(form.email.data)
            )
        except (NotAnEmail, AlreadyThere) as error:
            form.refuse(form.email, sentences_of(error))
        else:
            return _invited(*made)
    return _page(_form(), inviting=form, into=str(organisation)), 422


@blueprint.post("/admins")
@requires(Right.ADMINISTER)
def admin() -> Shown:
    """Invite another admin of the programme."""
    form = AdminForm()
    if form.validate_on_submit():
        name, email = str(form.admin_name.data), str(form.admin_email.data)
        try:
            user, secret = invite_admin(access.database(), access.author(), name, email)
        except (NotAnEmail, LoginThere) as error:
            form.refuse(form.admin_email, sentences_of(error))
        else:
            return _admin_invited(user, secret)
    return _page(_form(), admin=form), 422


@blueprint.post("/people/<uuid:user>/bar", endpoint="bar")
@requires(Right.ADMINISTER)
def bar_login(user: UUID) -> Response:
    """Let somebody sign in no longer."""
    return _told(_BARRED, bar(access.database(), access.author(), str(user), barred=True).name)


@blueprint.post("/people/<uuid:user>/allow")
@requires(Right.ADMINISTER)
def allow(user: UUID) -> Response:
    """Let somebody sign in again."""
    return _told(_ALLOWED, bar(access.database(), access.author(), str(user), barred=False).name)


@blueprint.post("/people/<uuid:user>/second-factor", endpoint="second_factor")
@requires(Right.ADMINISTER)
def forget(user: UUID) -> Response:
    """Let somebody set up another second factor."""
    found = forget_second_factor(access.database(), access.author(), str(user))
    return _told(_FORGOTTEN, found.name)


def _told(text: str, name: str) -> Response:
    flash(said(text, name=name), "ok")
    return redirect(url_for("organisations.index"), 303)


def _form() -> FoundForm:
    form = FoundForm(data={"kind": OrganisationKind.PRODUCER.value})
    form.kind.choices = [(kind.value, said(word)) for kind, word in _KINDS.items()]
    return form


def _page(
    form: FoundForm,
    *,
    inviting: InviteForm | None = None,
    into: str = "",
    admin: AdminForm | None = None,
) -> str:
    words = clean(request.args.get("words", ""))[:_LONGEST_WORDS]
    faults = (
        *form.faults,
        *(inviting.faults if inviting else ()),
        *(admin.faults if admin else ()),
    )
    directory = list_organisations(
        access.database(), access.author(), words=words, page=asked_page()
    )
    return render_template(
        "organisations/index.html",
        form=form,
        faults=faults,
        inviting=inviting or InviteForm(formdata=None),
        into=into,
        admin=admin or AdminForm(formdata=None),
        admin_asked=admin is not None,
        directory=directory,
        admins=[(one, Role.PROGRAMME_ADMIN) for one in directory.admins],
        words=words,
        kinds={kind: said(word) for kind, word in _KINDS.items()},
        me=access.author().user,
        now=access.now(),
        here_section="organisations",
    )


def _invited(organisation: Organisation, invitation: Invitation, secret: str) -> str:
    """Send the letter, now that all is stored; a link that has not left is shown instead."""
    link = post.link_to("account.accept", secret)
    has_left = post.invite_by_letter(invitation, organisation, link)
    return render_template(
        "people/invited.html",
        email=invitation.email,
        organisation=organisation.name,
        link="" if has_left else link,
        by_letter=post.is_set_up(),
        back=url_for("organisations.index"),
        here_section="organisations",
    )


def _admin_invited(user: User, secret: str) -> str:
    """The same for an admin, who belongs to no organisation."""
    link = post.link_to("account.new_password", secret)
    has_left = post.invite_admin_by_letter(user, link)
    return render_template(
        "people/invited.html",
        email=user.email,
        organisation="",
        link="" if has_left else link,
        by_letter=post.is_set_up(),
        back=url_for("organisations.index"),
        here_section="organisations",
    )
