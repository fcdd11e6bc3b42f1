"""Letters leave for a real server of the test's own, or their not leaving is told."""

from collections.abc import Iterator

import pytest

from ddtool.mail import Letter, MailNotSent, MailServer
from tests.mailbox import Box, free_port, serving

SENDER = "ddtool@example.org"
LETTER = Letter("ana@north.example", "Invitación", "Ábrelo:\n\nhttps://x.example/y\n")


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def server(box: Box) -> Iterator[str]:
    """Host and port of a server that puts letters into the box."""
    with serving(box, "127.0.0.1") as address:
        yield address


def test_a_letter_arrives_as_it_was_written(server: str, box: Box):
    MailServer(f"smtp://{server}", SENDER).send(LETTER)

    (letter,) = box.letters
    assert (letter["From"], letter["To"]) == (SENDER, "ana@north.example")
    assert letter["Subject"] == "Invitación"
    assert letter.get_content().splitlines() == ["Ábrelo:", "", "https://x.example/y"]
    assert letter["Auto-Submitted"] == "auto-generated"


def test_user_and_password_are_given_as_they_were_set(server: str, box: Box):
    MailServer(f"smtp://post%40example.org:a%3Ab@{server}", SENDER).send(LETTER)

    assert box.logins == [(b"post@example.org", b"a:b")]


def test_a_line_break_in_a_subject_begins_no_other_head(server: str, box: Box):
    letter = Letter("ana@north.example", "Hello\r\nBcc: eve@south.example", "text")

    MailServer(f"smtp://{server}", SENDER).send(letter)

    assert box.letters[0]["Subject"] == "Hello Bcc: eve@south.example"
    assert box.letters[0]["Bcc"] is None


@pytest.mark.parametrize(
    "address", ["ana@north.example\r\nBcc: eve@south.example", "a@b.example, c@d.example", "ana"]
)
def test_an_address_that_is_more_than_one_gets_nothing(server: str, box: Box, address: str):
    with pytest.raises(MailNotSent):
        MailServer(f"smtp://{server}", SENDER).send(Letter(address, "Hello", "text"))

    assert box.letters == []


def test_a_server_that_does_not_answer_is_told():
    with pytest.raises(MailNotSent, match=r"^The e-mail to ana@north\.example could not be sent"):
        MailServer(f"smtp://127.0.0.1:{free_port()}", SENDER).send(LETTER)


def test_a_password_is_not_sent_in_the_clear_to_another_machine(box: Box):
    with serving(box, "127.0.0.2") as elsewhere, pytest.raises(MailNotSent):
        MailServer(f"smtp://post:secret@{elsewhere}", SENDER).send(LETTER)

    assert (box.logins, box.letters) == ([], [])


def test_the_password_of_the_server_is_not_shown():
    assert "secret" not in repr(MailServer("smtp://post:secret@mail.example.org", SENDER))
