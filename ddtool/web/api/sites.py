"""The sites of an organisation."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from flask import Response, url_for
from pydantic import Field, StrictBool

from ddtool.domain.assessments import Site
from ddtool.domain.history import Stored
from ddtool.domain.people import Right
from ddtool.usecases.sites import change_site, list_sites, read_site, record_site
from ddtool.web import access
from ddtool.web.api.fields import MOST_ITEMS, Body, KeptTold, Line, Lines, Name, given, shown
from ddtool.web.api.paging import Page, page_of
from ddtool.web.api.routes import Operation, offers
from ddtool.web.api.tags import kept, tag_of, version_read
from ddtool.web.api.telling import told
from ddtool.web.api.words import refuse, unknown_words

_NOUN = "sites"


Facts = Annotated[dict[Name, StrictBool | None], Field(max_length=MOST_ITEMS)]


class SiteChange(Body):
    """What of a site is to be changed; what is left out stays."""

    model_config = shown(
        {
            "facts": {"has_tailings": False},
        }
    )

    name: Name = ""
    country: Line = ""
    place: Line = ""
    activities: Lines = ()
    metals: Lines = ()
    areas: Lines = Field((), description="The parts of the site that certificates may name.")
    facts: Facts = Field(
        {}, description="The answers that decide what applies; null takes one back, others stay."
    )


class NewSite(SiteChange):
    """A site that is to be recorded."""

    model_config = shown(
        {
            "name": "North smelter",
            "country": "Chile",
            "activities": ["smelting"],
            "metals": ["copper"],
            "areas": ["smelter"],
            "facts": {"has_tailings": True},
        }
    )

    name: Name


class SiteTold(KeptTold):
    """A site."""

    name: str
    organisation: str
    country: str
    place: str
    activities: tuple[str, ...]
    metals: tuple[str, ...]
    areas: tuple[str, ...]
    facts: Mapping[str, bool | None]
    fictional: bool


def site_told(stored: Stored[Site]) -> SiteTold:
    """A site as it is told."""
    site = stored.value
    names = (
        "id", "name", "organisation", "country", "place", "activities", "metals", "areas",
        "facts", "fictional",
    )  # fmt: skip
    return SiteTold(**{name: getattr(site, name) for name in names}, **kept(stored))


def _one(stored: Stored[Site], status: int = 200) -> Response:
    location = url_for("api.sites_read", site=stored.value.id) if status == 201 else ""
    return told(site_told(stored), status=status, tag=tag_of(stored), location=location)


def _made(id: str) -> Response:
    return _one(read_site(access.database(), access.author(), id), 201)


@offers(
    "GET",
    "/sites",
    Right.READ,
    Operation("List the sites", _NOUN, answer=SiteTold, lists=True, query=Page),
)
def index(query: Page) -> Response:
    """A page of all sites."""
    found = list_sites(access.database(), access.author())
    return told(page_of(found, query, id_of=lambda one: one.value.id, tell=_item))


def _item(stored: Stored[Site]) -> Mapping[str, Any]:
    return site_told(stored).model_dump(mode="json")


@offers(
    "POST",
    "/sites",
    Right.RECORD,
    Operation("Record a site", _NOUN, status=201, answer=SiteTold, body=NewSite, tell=_made),
)
def record(body: NewSite) -> Response:
    """A new site."""
    fields = given(body)
    _check(fields)
    fields["facts"] = _with_answers({}, fields.get("facts", {}))
    made = record_site(access.database(), access.author(), Site(id="", **fields))
    return _one(made, 201)


@offers("GET", "/sites/<uuid:site>", Right.READ, Operation("Read a site", _NOUN, answer=SiteTold))
def read(site: str) -> Response:
    """One site."""
    return _one(read_site(access.database(), access.author(), site))


@offers(
    "PATCH",
    "/sites/<uuid:site>",
    Right.RECORD,
    Operation("Change a site", _NOUN, answer=SiteTold, body=SiteChange, versioned=True),
)
def change(site: str, body: SiteChange) -> Response:
    """Change what the body names."""
    stands = read_site(access.database(), access.author(), site)
    version, fields = version_read(stands), given(body)
    _check(fields)
    fields["facts"] = _with_answers(stands.value.facts, fields.get("facts", {}))
    changed = replace(stands.value, **fields)
    return _one(change_site(access.database(), access.author(), changed, version=version))


def _check(fields: Mapping[str, Any]) -> None:
    vocabulary = access.library().vocabulary()
    refuse(
        fault
        for name, known in (
            ("activities", vocabulary.activity_ids),
            ("metals", vocabulary.metal_ids),
            ("facts", vocabulary.fact_ids),
        )
        for fault in unknown_words(fields, name, known)
    )


def _with_answers(
    stands: Mapping[str, bool | None], said: Mapping[str, bool | None]
) -> dict[str, bool | None]:
    return {name: value for name, value in {**stands, **said}.items() if value is not None}
