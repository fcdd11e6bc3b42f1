"""The audit trail of the installation, for programs of its admins."""

from datetime import datetime

from flask import Response
from pydantic import Field

from ddtool.domain.audit import AuditLine, Kind, Search
from ddtool.domain.people import Right
from ddtool.usecases.audit import audit_page, deed_word, seen_word
from ddtool.web import access, language
from ddtool.web.api.fields import Day, Line, Told
from ddtool.web.api.paging import Page, cursor_of, number_before
from ddtool.web.api.routes import Operation, offers
from ddtool.web.api.telling import as_json, told


class Sought(Page):
    """Which entries are wanted; what is left out does not matter."""

    who: Line = Field("", description="Stands in the name of whoever did it.")
    organisation: Line = Field("", description="Stands in the name of whose data it is about.")
    thing: Line = Field(
        "", description="A site, document or person by name, or a number such as C3, A2 or 17.a."
    )
    kind: Kind | None = None
    noun: Line = Field("", description="The code of the kind of thing, such as certificate.")
    first: Day = Field(None, description="The first day, in UTC.")
    last: Day = Field(None, description="The last day, in UTC.")


class EntryTold(Told):
    """One entry: codes for programs, and beside them the words that pages show.

    What stands in the fields is never told, only their names.
    """

    number: int
    at: datetime
    by: str
    role: str
    firm: str = Field(description="The assessment firm for which it was done, else empty.")
    organisation: str = Field(description="Whose data; empty where the installation's.")
    noun: str
    what: str = Field(description="The noun, or what was seen, in words.")
    about: str = Field(description="What the thing is called.")
    place: str = Field(description="The site and period of the assessment it belongs to.")
    subject: str
    verb: str
    deed: str = Field(description="As the verb, or more exactly where the fields tell.")
    done: str = Field(description="The deed in words.")
    seen: str
    fields: tuple[str, ...]
    previous: str
    sha256: str


_SAME = (
    "number", "at", "by", "role", "firm", "organisation", "noun", "about", "place", "subject",
    "verb", "deed", "seen", "fields", "previous", "sha256",
)  # fmt: skip


@offers(
    "GET",
    "/audit",
    Right.ADMINISTER,
    Operation(
        "Search the audit trail",
        "audit",
        detail="The newest entry first; a page has at most 50. Reading it is on record.",
        answer=EntryTold,
        lists=True,
        query=Sought,
    ),
)
def index(query: Sought) -> Response:
    """A page of what happened."""
    wanted = Search(
        who=query.who,
        noun=query.noun,
        organisation=query.organisation,
        kind=query.kind,
        first=query.first,
        last=query.last,
        thing=query.thing,
    )
    found = audit_page(access.database(), access.author(), wanted, before=number_before(query))
    shown = found.lines[: query.limit]
    is_last = found.older is None and len(shown) == len(found.lines)
    next_page = None if is_last or not shown else cursor_of(str(shown[-1].number))
    return told({"items": [as_json(_told(one)) for one in shown], "next": next_page})


def _told(line: AuditLine) -> EntryTold:
    return EntryTold(
        **{name: getattr(line, name) for name in _SAME},
        what=language.translate(seen_word(line)),
        done=language.translate(deed_word(line)),
    )
