"""Lists in pages: in an order that never changes, with the way to the next one."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, WithJsonSchema

from ddtool.sentences import Sentence
from ddtool.web.api.bodies import Fault, Unusable
from ddtool.web.api.fields import Body, refused

T = TypeVar("T")

USUAL, MOST = 50, 200
_LONGEST_NUMBER = 16
NO_CURSOR = Sentence("Give what stood under next on the page before.")


def _limit(value: Any) -> int:
    text = str(value)
    if not (text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= MOST):
        raise refused(Sentence("Give a whole number from 1 to {most}.", most=MOST))
    return int(text)


def _cursor(value: Any) -> str:
    try:
        return base64.b64decode(str(value), altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        raise refused(NO_CURSOR) from None


class Page(Body):
    """Which part of a list is wanted."""

    limit: Annotated[
        int,
        BeforeValidator(_limit),
        WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}),
    ] = Field(USUAL, description="The most items of this page.")
    cursor: Annotated[str, BeforeValidator(_cursor), WithJsonSchema({"type": "string"})] = Field(
        "", description="What stood under next on the page before; leave it out at first."
    )


def page_of(
    items: Sequence[T], page: Page, *, id_of: Callable[[T], str], tell: Callable[[T], Any]
) -> dict[str, Any]:
    """The items after the cursor, in the order of their ids, and the cursor of the next page.

    What is added meanwhile comes where its id puts it; nothing is left out and nothing doubled.
    """
    after = sorted((one for one in items if id_of(one) > page.cursor), key=id_of)
    shown = after[: page.limit]
    last = None if len(shown) == len(after) else cursor_of(id_of(shown[-1]))
    return {"items": [tell(one) for one in shown], "next": last}


def number_before(page: Page) -> int | None:
    """The number that a list of numbered things goes on before; None at first.

    :raises Unusable: the cursor is none of ours.
    """
    if not page.cursor:
        return None
    if not (page.cursor.isascii() and page.cursor.isdigit() and len(page.cursor) < _LONGEST_NUMBER):
        raise Unusable([Fault("cursor", NO_CURSOR)])
    return int(page.cursor)


def cursor_of(id: str) -> str:
    """The cursor of the page after the thing with an id."""
    return base64.urlsafe_b64encode(id.encode()).decode()
