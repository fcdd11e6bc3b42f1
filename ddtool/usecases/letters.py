"""Letters to people: invitations and links to a new password.

Whoever calls these has stored everything already: sending comes after the transaction.
"""

from dataclasses import dataclass

from ddtool.domain.people import Invitation, Organisation, User
from ddtool.mail import Letter, MailServer
from ddtool.sentences import Sentence, Translate, say


@dataclass(frozen=True, slots=True)
class Post:
    """How letters go out: the server, and the language of whoever reads them."""

    server: MailServer
    translate: Translate


def send_invitation(
    post: Post, invitation: Invitation, organisation: Organisation, *, by: str, link: str
) -> None:
    """Tell somebody that they are invited, by whom and where to.

    :raises MailNotSent: they have not been told.
    """
    subject = Sentence("Invitation to {organisation} in ddtool", organisation=organisation.name)
    paragraphs = (
        Sentence(
            "{by} invites you to join {organisation}.",
            by=by,
            organisation=organisation.name.rstrip("."),
        ),
        Sentence("ddtool helps producers to show responsible production, site by site."),
        Sentence("Open this address within 7 days and choose a password:"),
        link,
        Sentence("If you do not know what this is about, do nothing."),
    )
    _send(post, invitation.email, subject, paragraphs)


def send_assessor_invitation(post: Post, email: str, producer: str, *, by: str, link: str) -> None:
    """Tell somebody that they are asked to assess for a producer.

    :raises MailNotSent: they have not been told.
    """
    subject = Sentence("Invitation to assess for {producer} in ddtool", producer=producer)
    paragraphs = (
        Sentence(
            "{by} of {producer} invites you to review one of their assessments.",
            by=by,
            producer=producer,
        ),
        Sentence("Open this address within 7 days and open an account for your firm:"),
        link,
        Sentence("If you do not know what this is about, do nothing."),
    )
    _send(post, email, subject, paragraphs)


def send_admin_invitation(post: Post, user: User, *, by: str, link: str) -> None:
    """Tell somebody that they are to look after the installation.

    :raises MailNotSent: they have not been told.
    """
    subject = Sentence("Invitation to look after ddtool")
    paragraphs = (
        Sentence("{by} invites you to look after ddtool as an admin of the programme.", by=by),
        Sentence("Open this address within 7 days and choose a password:"),
        link,
        Sentence("At the first sign-in you set up a second factor, such as an app on your phone."),
        Sentence("If you do not know what this is about, do nothing."),
    )
    _send(post, user.email, subject, paragraphs)


def send_reset(post: Post, user: User, link: str) -> None:
    """Send somebody the link to a new password they have asked for.

    :raises MailNotSent: they have not got it.
    """
    subject = Sentence("A new password for ddtool")
    paragraphs = (
        Sentence(
            "Somebody, we think you, has asked for a new password for {email}.", email=user.email
        ),
        Sentence("Open this address within 60 minutes and choose one:"),
        link,
        Sentence("If it was not you, do nothing: your password stays as it is."),
    )
    _send(post, user.email, subject, paragraphs)


def _send(post: Post, to: str, subject: str, paragraphs: tuple[str, ...]) -> None:
    text = "\n\n".join(say(one, post.translate) for one in paragraphs)
    post.server.send(Letter(to, say(subject, post.translate), f"{text}\n"))
