"""Letters to people, and the addresses in them."""

import logging
from threading import Thread

from flask import request, url_for

from ddtool.domain.people import Invitation, Organisation, User
from ddtool.languages import load_language
from ddtool.mail import MailNotSent, MailServer
from ddtool.usecases.accounts import ResetOffer
from ddtool.usecases.letters import (
    Post,
    send_admin_invitation,
    send_assessor_invitation,
    send_invitation,
    send_reset,
)
from ddtool.web import access, language

log = logging.getLogger("ddtool.web")


def is_set_up() -> bool:
    """Whether this installation sends letters."""
    return bool(access.settings().smtp_url)


def link_to(endpoint: str, secret: str) -> str:
    """The whole address of the page that a secret opens, for people who are not here.

    The host is that of the settings; only where none is set, and so no letter leaves, what the
    browser says.
    """
    site = access.settings().site_url or request.host_url.rstrip("/")
    return f"{site}{url_for(endpoint, secret=secret)}"


def invite_by_letter(invitation: Invitation, organisation: Organisation, link: str) -> bool:
    """Send an invitation, in the language of whoever invites; whether it has left."""
    if not is_set_up():
        return False
    try:
        by = access.author().name
        send_invitation(_post(language.code()), invitation, organisation, by=by, link=link)
    except MailNotSent:
        log.warning("letter not sent", exc_info=True)
        return False
    return True


def invite_assessor_by_letter(email: str, producer: str, link: str) -> bool:
    """Invite somebody to assess for a producer; whether the letter has left."""
    if not is_set_up():
        return False
    try:
        send_assessor_invitation(
            _post(language.code()), email, producer, by=access.author().name, link=link
        )
    except MailNotSent:
        log.warning("letter not sent", exc_info=True)
        return False
    return True


def invite_admin_by_letter(user: User, link: str) -> bool:
    """Invite another admin of the programme; whether the letter has left."""
    if not is_set_up():
        return False
    try:
        send_admin_invitation(_post(language.code()), user, by=access.author().name, link=link)
    except MailNotSent:
        log.warning("letter not sent", exc_info=True)
        return False
    return True


def reset_by_letter(offer: ResetOffer, link: str) -> None:
    """Send a link to a new password, later: an answer that takes longer would tell who is known."""
    post = _post(offer.user.language or language.code())
    Thread(target=_send_reset, args=(post, offer, link), daemon=True).start()


def _send_reset(post: Post, offer: ResetOffer, link: str) -> None:
    try:
        send_reset(post, offer.user, link)
    except MailNotSent:
        log.warning("letter not sent", exc_info=True)


def _post(spoken: str) -> Post:
    settings = access.settings()
    server = MailServer(settings.smtp_url, settings.mail_from)
    return Post(server, load_language(spoken).gettext)
