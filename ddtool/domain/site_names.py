"""Names in place of the ids that a database gives to sites, and back.

Certificates name sites by id. Whoever shows or writes a certificate for people puts names there
first; whoever reads names puts the ids back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ddtool.domain.assessments import Assessment, Site
from ddtool.domain.certificates import Certificate


def site_names(sites: Iterable[Site]) -> Mapping[str, str]:
    """A name for each site by its id.

    Sites of one name get a number behind it, in the order given.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for site in sites:
        name, number = site.name, 1
        while _plain(name) in taken:
            number += 1
            name = f"{site.name} ({number})"
        taken.add(_plain(name))
        names[site.id] = name
    return names


def with_site_names(assessment: Assessment, names: Mapping[str, str]) -> Assessment:
    """The assessment with the name of a site wherever its id stood; unknown ids stay."""
    site = assessment.site
    return replace(
        assessment,
        site=replace(site, id=names.get(site.id, site.id)),
        certificates=tuple(named(one, names) for one in assessment.certificates),
    )


def named(certificate: Certificate, names: Mapping[str, str]) -> Certificate:
    """The certificate with the names of its sites; unknown ids stay."""
    return replace(certificate, sites=tuple(names.get(one, one) for one in certificate.sites))


def with_site_ids(certificate: Certificate, names: Mapping[str, str]) -> Certificate:
    """The certificate with the ids of the sites it names, by id or by name in any case.

    Names that nobody has recorded become its ``other_sites``. Each site stands once.
    """
    ids = {_plain(name): id for id, name in names.items()}
    found = {one: one if one in names else ids.get(_plain(one), "") for one in certificate.sites}
    others = (*(one for one, id in found.items() if not id), *certificate.other_sites)
    return replace(
        certificate,
        sites=tuple(dict.fromkeys(id for id in found.values() if id)),
        other_sites=tuple(dict.fromkeys(others)),
    )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
