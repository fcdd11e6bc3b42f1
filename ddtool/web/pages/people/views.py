"""Who belongs to an organisation and who is invited; only leads see and change this."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ddtool.addresses import NotAnEmail
from ddtool.domain.people import Invitation, Right, Role
from ddtool.domain.refusals import AlreadyThere, LastLead, NotFound
from ddtool.usecases.accounts import invite
from ddtool.usecases.people import (
    Member,
    change_role,
    invite_again,
    list_people,
    offer_reset_to_member,
    remove_member,
    withdraw_invitation,
)
from ddtool.web import access, post
from ddtool.web.access import requires
from ddtool.web.errors import sentences_of
from ddtool.web.pages.people.changes import changes_in_words
from ddtool.web.pages.people.forms import EmptyForm, InviteForm, RoleForm

blueprint = Blueprint("people", __name__, url_prefix="/people")

Shown = Response | tuple[str, int] | str


@blueprint.get("")
@requires(Right.INVITE)
def index() -> str:
    """Everybody of the organisation, and who is invited."""
    return _page(InviteForm(formdata=None, data={"role": Role.PRODUCER_MEMBER.value}))


@blueprint.post("")
@requires(Right.INVITE)
def send_invitation() -> Shown:
    """Invite somebody, by letter or by a link to be handed over."""
    form = InviteForm()
    if form.validate_on_submit():
        try:
            invited = invite(access.database(), access.author(), str(form.email.data), form.chosen)
        except (NotAnEmail, AlreadyThere) as error:
            form.refuse(form.email, sentences_of(error))
        else:
            return _invited(*invited)
    return _page(form), 422


@blueprint.post("/invitations/<uuid:id>/again", endpoint="invite_again")
@requires(Right.INVITE)
def send_again(id: UUID) -> str:
    """Invite somebody again, under a new link."""
    return _invited(*invite_again(access.database(), access.author(), str(id)))


@blueprint.post("/invitations/<uuid:id>/withdraw")
@requires(Right.INVITE)
def withdraw(id: UUID) -> Response:
    """Take an invitation back."""
    withdraw_invitation(access.database(), access.author(), str(id))
    return redirect(url_for("people.index"))


@blueprint.route("/<uuid:id>", methods=["GET", "POST"], endpoint="member")
@requires(Right.INVITE)
def one_member(id: UUID) -> Shown:
    """One person: their role, and what a lead can do for them."""
    found = _member(id)
    form = RoleForm(data={"role": found.role.value})
    if form.validate_on_submit():
        try:
            change_role(access.database(), access.author(), str(id), form.chosen)
            return redirect(url_for("people.index" if not _is_own(id) else "account.start"))
        except LastLead as error:
            form.refuse(form.role, sentences_of(error))
    page = render_template(
        "people/member.html", member=found, form=form, faults=form.faults, here_section="people"
    )
    return (page, 422) if form.faults else page


@blueprint.post("/<uuid:id>/new-password")
@requires(Right.INVITE)
def new_password(id: UUID) -> str:
    """Make a link to a new password and show it, this once, to be handed over."""
    found = _member(id)
    secret = offer_reset_to_member(access.database(), access.author(), str(id))
    link = post.link_to("account.new_password", secret)
    return render_template("people/link.html", member=found, link=link, here_section="people")


@blueprint.route("/<uuid:id>/remove", methods=["GET", "POST"])
@requires(Right.INVITE)
def remove(id: UUID) -> Shown:
    """Ask once more, then take somebody out of the organisation."""
    found = _member(id)
    form = EmptyForm()
    faults: tuple[tuple[str, str], ...] = ()
    if form.validate_on_submit():
        try:
            remove_member(access.database(), access.author(), str(id))
            return redirect(url_for("people.index" if not _is_own(id) else "account.start"))
        except LastLead as error:
            faults = tuple(("remove", sentence) for sentence in sentences_of(error))
    page = render_template("people/remove.html", member=found, faults=faults, here_section="people")
    return (page, 422) if faults else page


def _page(form: InviteForm) -> str:
    people = list_people(access.database(), access.author())
    return render_template(
        "people/index.html",
        people=people,
        changes=changes_in_words(people.changes, people.names),
        form=form,
        faults=form.faults,
        now=access.now(),
        here_section="people",
    )


def _invited(invitation: Invitation, secret: str) -> str:
    """Send the letter, now that all is stored; a link that has not left is shown instead."""
    link = post.link_to("account.accept", secret)
    people = list_people(access.database(), access.author())
    has_left = post.invite_by_letter(invitation, people.organisation, link)
    return render_template(
        "people/invited.html",
        email=invitation.email,
        organisation="",
        link="" if has_left else link,
        by_letter=post.is_set_up(),
        back="",
        here_section="people",
    )


def _member(id: UUID) -> Member:
    people = list_people(access.database(), access.author())
    for member in people.members:
        if member.user.id == str(id):
            return member
    raise NotFound("user")


def _is_own(id: UUID) -> bool:
    return access.author().user == str(id)
