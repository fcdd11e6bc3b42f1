"""Run the matching rules on self-contained requests."""

from collections.abc import Sequence

from ddtool.coverage_requests import Answer, answer_to, read_requests
from ddtool.coverage_requests.answers import explained
from ddtool.domain.coverage import decide
from ddtool.packs import Library
from ddtool.wording import Translate


def answer_requests(content: bytes, library: Library) -> Answer | list[Answer]:
    """The answer to one request, or the answers to a list in the same order.

    :raises RequestsRefused: with every fault of every request; then nothing is decided.
    """
    asked = read_requests(content, library.standards().scales)
    decided = zip(asked.ids, map(decide, asked.questions), strict=True)
    answers = [answer_to(request_id, decision) for request_id, decision in decided]
    return answers[0] if asked.single else answers


def explain_requests(content: bytes, library: Library, translate: Translate) -> Sequence[str]:
    """One explanation in words for each request, in the same order.

    :raises RequestsRefused: with every fault of every request; then nothing is decided.
    """
    asked = read_requests(content, library.standards().scales)
    decided = zip(asked.ids, map(decide, asked.questions), strict=True)
    return [explained(request_id, decision, translate) for request_id, decision in decided]
