"""Inviting an assessor by e-mail whose firm has no account yet."""

from typing import Any

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from ddtool.domain.people import Right
from ddtool.sentences import n_
from ddtool.usecases.assessor_invitations import (
    CannotInvite,
    invite_assessor,
    withdraw_assessor_invitation,
)
from ddtool.web import access, language, post
from ddtool.web.access import requires
from ddtool.web.errors import sentences_of
from ddtool.web.pages.assessors.blueprint import blueprint
from ddtool.web.pages.assessors.forms import InviteForm
from ddtool.web.pages.assessors.views import show_page
from ddtool.web.rail import analysed, render_within

_WITHDRAWN = n_("The invitation was taken back.")


@blueprint.post("/invitations", endpoint="invite")
@requires(Right.SUBMIT)
def send_invitation(assessment: Any) -> Response | tuple[str, int] | str:
    """Invite somebody, by letter or by a link to be handed over."""
    form, author = InviteForm(), access.author()
    if form.validate():
        try:
            invitation, secret = invite_assessor(
                access.database(),
                author,
                str(assessment),
                str(form.email.data),
                ends_on=form.until.day,
            )
        except CannotInvite as refused:
            form.refuse(form.email, sentences_of(refused))
        else:
            link = post.link_to("firms.accept", secret)
            found = analysed(str(assessment))
            producer = found.stored.assessment.site.organisation
            has_left = post.invite_assessor_by_letter(invitation.email, producer, link)
            return render_within(
                "assessors/invited.html",
                found,
                here="assessors.index",
                invitation=invitation,
                link="" if has_left else link,
                by_letter=post.is_set_up(),
            )
    return show_page(assessment, invite_form=form, faults=form.faults), 422


@blueprint.post("/invitations/<uuid:invitation>/withdraw", endpoint="withdraw")
@requires(Right.SUBMIT)
def take_back(assessment: Any, invitation: Any) -> Response:
    """Take an invitation back that nobody has taken."""
    withdraw_assessor_invitation(access.database(), access.author(), str(invitation))
    flash(language.translate(_WITHDRAWN), "ok")
    return redirect(url_for("assessors.index", assessment=assessment), 303)
