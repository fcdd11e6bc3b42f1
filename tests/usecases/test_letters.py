from datetime import UTC, datetime

import pytest

from ddtool.domain.people import Invitation, Organisation, Role, User
from ddtool.mail import MailNotSent, MailServer
from ddtool.usecases.letters import Post, send_invitation, send_reset
from tests.mailbox import Box, free_port, serving

NORTH = Organisation("n", "North Metals")
INVITATION = Invitation(
    "i", "n", "cy@x.example", Role.PRODUCER_MEMBER, datetime(2026, 11, 29, tzinfo=UTC)
)
ANA = User("a", "ana@north.example", "Ana Alvarez")
LINK = "https://ddtool.example.org/invitations/secret"


def post_to(address: str) -> Post:
    return Post(MailServer(f"smtp://{address}", "ddtool@example.org"), translate=str)


def test_an_invitation_says_who_invites_where_to_and_how():
    box = Box()

    with serving(box, "127.0.0.1") as address:
        send_invitation(post_to(address), INVITATION, NORTH, by="Ana Alvarez", link=LINK)

    (letter,) = box.letters
    assert letter["To"] == "cy@x.example"
    assert letter["Subject"] == "Invitation to North Metals in ddtool"
    text = letter.get_content()
    assert "Ana Alvarez invites you to join North Metals." in text
    assert f"\n{LINK}\n" in text.replace("\r\n", "\n")


def test_a_link_to_a_new_password_goes_to_its_user():
    box = Box()

    with serving(box, "127.0.0.1") as address:
        send_reset(post_to(address), ANA, LINK)

    (letter,) = box.letters
    assert letter["To"] == "ana@north.example"
    assert LINK in letter.get_content()


def test_a_letter_is_in_the_language_of_its_reader():
    box = Box()

    with serving(box, "127.0.0.1") as address:
        server = MailServer(f"smtp://{address}", "ddtool@example.org")
        send_reset(Post(server, lambda text: f"<{text}>"), ANA, LINK)

    assert box.letters[0]["Subject"] == "<A new password for ddtool>"


def test_that_a_letter_did_not_leave_is_told():
    with pytest.raises(MailNotSent):
        send_reset(post_to(f"127.0.0.1:{free_port()}"), ANA, LINK)
