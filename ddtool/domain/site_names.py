"""Names in place of the ids that a database gives to sites, and back.

Certificates name sites by id. Whoever shows or writes a certificate for people puts names there
first; whoever reads names puts the ids back.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import count

from ddtool.domain.assessments import Assessment, Site
from ddtool.domain.certificates import Certificate

_OF_THE_ID = 4
"""How much of its id tells a site from others of the same name."""


def site_names(sites: Iterable[Site]) -> Mapping[str, str]:
    """A name for each site by its id; no two names are the same.

    Sites of one name all get the beginning of their id behind it, so that a second one of the name
    never takes the place of the first: the bare name means neither of them then.
    """
    known = tuple(sites)
    often = Counter(_plain(site.name) for site in known)
    taken = {name for name, times in often.items() if times == 1}
    names: dict[str, str] = {}
    for site in known:
        alone = often[_plain(site.name)] == 1
        names[site.id] = site.name if alone else _told_apart(site, taken)
        taken.add(_plain(names[site.id]))
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


def _told_apart(site: Site, taken: Collection[str]) -> str:
    """Its name with the beginning of its id; with a number too where even that is taken."""
    told = f"{site.name} ({site.id[:_OF_THE_ID]}"
    tried = (f"{told}-{number})" if number else f"{told})" for number in count())
    return next(name for name in tried if _plain(name) not in taken)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
