"""What the programme adds: name and logo on the cover, a contact, a word of its own."""

from dataclasses import dataclass

from ddtool.domain.letterheads import Letterhead, Picture
from ddtool.reports.content.source import Source
from ddtool.reports.content.values import Fact


@dataclass(frozen=True, slots=True)
class Programme:
    """Everything is empty where the programme has set nothing; ``logo_text`` is never empty.

    ``facts`` stand on the cover, ``paragraphs`` below our own disclaimer, under ``heading``.
    """

    name: str
    contact: str
    facts: tuple[Fact, ...]
    heading: str
    paragraphs: tuple[str, ...]
    logo: Picture | None
    logo_text: str


def make_programme(source: Source, letterhead: Letterhead) -> Programme:
    """What the programme adds, in the report's language as far as it has said it in that."""
    voice, name = source.voice, letterhead.name
    said = voice.gettext("Added by {name}", name=name) if name else ""
    contact = letterhead.contact
    own = letterhead.logo.text if letterhead.logo else ""
    return Programme(
        name=name,
        contact=contact,
        facts=(Fact(voice.gettext("Contact"), contact),) if contact else (),
        heading=said or voice.gettext("Added by the programme"),
        paragraphs=letterhead.addition(voice.language),
        logo=letterhead.logo,
        logo_text=own or name or voice.gettext("Logo of the programme"),
    )
