"""What a new assessment could begin with: earlier ones of the site, and what each would bring."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ddtool.domain.assessment_heads import AssessmentHead, Carried, count_carried
from ddtool.domain.assessments import Site
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.errors import UnknownCriteriaSet
from ddtool.domain.pack_uses import SETS
from ddtool.domain.people import Author, Right
from ddtool.domain.time_limits import DEFAULT_LIMITS, LimitMonths
from ddtool.packs import Library
from ddtool.store import Database, assessment_archive, assessments, programme_settings, sites


@dataclass(frozen=True, slots=True)
class Beginning:
    """An earlier assessment, and how many requirements would be the same, changed and new."""

    head: AssessmentHead
    title: str
    counts: Mapping[Carried, int]


@dataclass(frozen=True, slots=True)
class Choices:
    """What a new assessment of a site can be of, and begin with.

    ``criteria_sets`` are those that none supersedes first; ``beginnings`` fit ``criteria_set``,
    the last changed first; ``heads`` are all assessments of the site that are not put aside.
    ``limits`` are the programme's of now.
    """

    site: Site
    criteria_sets: tuple[CriteriaSet, ...]
    criteria_set: CriteriaSet
    beginnings: tuple[Beginning, ...]
    heads: tuple[AssessmentHead, ...] = ()
    limits: LimitMonths = DEFAULT_LIMITS

    def like(self, criteria_set: str, period: str) -> AssessmentHead | None:
        """The assessment of the site that is of the same set and period already, if there is one.

        One that is put aside is not counted.
        """
        said = period.strip().casefold()
        return next(
            (
                one
                for one in self.heads
                if one.criteria_set == criteria_set and one.period.strip().casefold() == said
            ),
            None,
        )


def choices_for(
    database: Database, author: Author, library: Library, site: str, *, criteria_set: str = ""
) -> Choices:
    """What can be chosen for a new assessment of a site, of the set named or else the newest.

    :raises NotFound: the author's organisation has no such site.
    :raises UnknownCriteriaSet: there is no criteria set in use, or none of that name.
    :raises OutOfUse: the one named is taken out of use.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        found = sites.find(db, organisation, site).value
        aside = assessment_archive.archived(db, organisation)
        listed = assessments.listed(db, organisation, site)
        of_programme = programme_settings.settings_of(db)
    heads = [one.value for one in listed if one.value.id not in aside]
    offered = _offered(library, author.at.date())
    if not offered:
        raise UnknownCriteriaSet("There is no criteria set: add a pack first.")
    if criteria_set:
        library.refuse_out_of_use(SETS, criteria_set, author.at.date())
    chosen = (
        library.criteria_set(criteria_set)
        if criteria_set
        else _usual(offered, heads, of_programme.criteria_set)
    )
    beginnings = (_beginning(head, chosen, library) for head in heads)
    fitting = tuple(one for one in beginnings if one)
    return Choices(found, offered, chosen, fitting, tuple(heads), of_programme.limits)


def _offered(library: Library, day: date) -> tuple[CriteriaSet, ...]:
    """All in use: those that none supersedes first, of them what certificates can show most of."""
    names = [head.name for head in library.criteria_sets()]
    used = [name for name in names if not library.is_out_of_use(SETS, name, day)]
    sets = [library.criteria_set(name) for name in used]

    def recognised(criteria_set: CriteriaSet) -> int:
        matrix = library.matrices_for(criteria_set.name).chosen
        cells = matrix.cells if matrix else ()
        return sum(one.criteria_set == criteria_set.name for one in cells)

    return tuple(sorted(sets, key=lambda one: (bool(one.superseded_by), -recognised(one))))


def _usual(
    offered: tuple[CriteriaSet, ...], heads: list[AssessmentHead], of_programme: str
) -> CriteriaSet:
    """The newest edition of what the site was assessed against last.

    A site that never was begins with what the programme has set, else with the first one offered.
    """
    last = heads[0].criteria_set.partition("@")[0] if heads else ""
    chosen = next((one for one in offered if one.name == of_programme), offered[0])
    return next((one for one in offered if one.id == last), chosen)


def _beginning(head: AssessmentHead, target: CriteriaSet, library: Library) -> Beginning | None:
    """None where nothing of it could be used."""
    source = library.criteria_set(head.criteria_set)
    crosswalk = library.crosswalk(source.name, target.name)
    counts = count_carried(source, target, crosswalk)
    if not counts[Carried.SAME] + counts[Carried.CHANGED]:
        return None
    return Beginning(head, source.short_title, counts)
