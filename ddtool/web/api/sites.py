"""The sites of an organisation."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

from flask import Response, url_for
from pydantic import Field, StrictBool

from ddtool.domain.archived import Archived
from ddtool.domain.assessments import Site
from ddtool.domain.history import Stored
from ddtool.domain.people import Right
from ddtool.usecases.sites import (
    LEADS,
    archive_site,
    archived_sites,
    change_site,
    list_sites,
    read_site,
    record_site,
    remove_site,
    take_site_back,
)
from ddtool.web import access
from ddtool.web.api.fields import MOST_ITEMS, Body, KeptTold, Line, Lines, Name, given, shown
from ddtool.web.api.paging import Page, page_of
from ddtool.web.api.routes import Operation, offers
from ddtool.web.api.tags import kept, tag_of, version_read
from ddtool.web.api.telling import gone, told
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

    archived_at: datetime | None = Field(description="When it was put aside; null while not.")

    name: str
    organisation: str
    country: str
    place: str
    activities: tuple[str, ...]
    metals: tuple[str, ...]
    areas: tuple[str, ...]
    facts: Mapping[str, bool | None]
    fictional: bool


def site_told(stored: Stored[Site], archived: Archived | None = None) -> SiteTold:
    """A site as it is told."""
    site = stored.value
    names = (
        "id", "name", "organisation", "country", "place", "activities", "metals", "areas",
        "facts", "fictional",
    )  # fmt: skip
    since = archived.at if archived else None
    fields = {name: getattr(site, name) for name in names}
    return SiteTold(archived_at=since, **fields, **kept(stored))


def _one(stored: Stored[Site], status: int = 200) -> Response:
    location = url_for("api.sites_read", site=stored.value.id) if status == 201 else ""
    aside = archived_sites(access.database(), access.author()).get(stored.value.id)
    return told(site_told(stored, aside), status=status, tag=tag_of(stored), location=location)


def _made(id: str) -> Response:
    return _one(read_site(access.database(), access.author(), id), 201)


@offers(
    "GET",
    "/sites",
    Right.READ,
    Operation("List the sites", _NOUN, answer=SiteTold, lists=True, query=Page),
)
def index(query: Page) -> Response:
    """A page of all sites, also of those that are put aside."""
    found = list_sites(access.database(), access.author())
    aside = archived_sites(access.database(), access.author())

    def item(stored: Stored[Site]) -> Mapping[str, Any]:
        return site_told(stored, aside.get(stored.value.id)).model_dump(mode="json")

    return told(page_of(found, query, id_of=lambda one: one.value.id, tell=item))


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
    Operation(
        "Change a site",
        _NOUN,
        answer=SiteTold,
        body=SiteChange,
        versioned=True,
        may=frozenset({409}),
    ),
)
def change(site: str, body: SiteChange) -> Response:
    """Change what the body names."""
    stands = read_site(access.database(), access.author(), site)
    version, fields = version_read(stands), given(body)
    _check(fields)
    fields["facts"] = _with_answers(stands.value.facts, fields.get("facts", {}))
    changed = replace(stands.value, **fields)
    return _one(change_site(access.database(), access.author(), changed, version=version))


@offers(
    "PUT",
    "/sites/<uuid:site>/archive",
    LEADS,
    Operation("Put a site into the archive", _NOUN, answer=SiteTold),
)
def archive(site: str) -> Response:
    """It stays readable and leaves the lists of work."""
    archive_site(access.database(), access.author(), site)
    return _one(read_site(access.database(), access.author(), site))


@offers(
    "DELETE",
    "/sites/<uuid:site>/archive",
    LEADS,
    Operation("Take a site back from the archive", _NOUN, status=204),
)
def take_back(site: str) -> Response:
    """It is worked on again."""
    take_site_back(access.database(), access.author(), site)
    return gone()


@offers(
    "DELETE",
    "/sites/<uuid:site>",
    LEADS,
    Operation(
        "Remove a site that has nothing", _NOUN, status=204, versioned=True, may=frozenset({409})
    ),
)
def remove(site: str) -> Response:
    """Only while no assessment is of it and no certificate names it."""
    version = version_read(read_site(access.database(), access.author(), site))
    remove_site(access.database(), access.author(), site, version=version)
    return gone()


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
