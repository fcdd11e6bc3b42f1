"""What waits in a thread depends on who looks."""

from datetime import UTC, datetime

from ddtool.domain.conversations import Waiting, waiting_in
from ddtool.domain.reviews import Message, Request, RequestState

NINE, TEN, ELEVEN = (datetime(2026, 12, 1, hour, tzinfo=UTC) for hour in (9, 10, 11))
ASKED = Request("r", "17", "Which survey?", asked_at=NINE)
ANSWER = Message("m", "17", "That of 2026.", request="r", role="producer_lead", at=TEN)


def test_an_open_request_waits_for_the_producer_who_has_not_read_it():
    assert waiting_in([ASKED], [], read={}, for_assessor=False) == {
        "17": Waiting(open=1, unread=1, latest=NINE)
    }
    assert waiting_in([ASKED], [], read={}, for_assessor=True)["17"].unread == 0


def test_an_answer_waits_for_the_assessor_until_they_have_read_it():
    answered = Request("r", "17", "Which?", state=RequestState.ANSWERED, asked_at=NINE)

    unread = waiting_in([answered], [ANSWER], read={"17": NINE}, for_assessor=True)
    read = waiting_in([answered], [ANSWER], read={"17": TEN}, for_assessor=True)

    assert unread["17"] == Waiting(answered=1, unread=1, latest=TEN)
    assert read["17"] == Waiting(answered=1, unread=0, latest=TEN)


def test_what_a_colleague_says_is_not_unread():
    colleague = Message("m", "18", "Look at this.", role="assessor", at=ELEVEN)

    assert waiting_in([], [colleague], read={}, for_assessor=True)["18"].unread == 0
    assert waiting_in([], [colleague], read={}, for_assessor=False)["18"].unread == 1
