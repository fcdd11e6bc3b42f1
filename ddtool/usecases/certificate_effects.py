"""What a certificate does for each site of its organisation, stored or not stored yet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ddtool.domain.analysis import Grounds, name_of
from ddtool.domain.assessment_heads import AssessmentHead, AssessmentState
from ddtool.domain.assessments import Assessment, Site
from ddtool.domain.certificate_effects import effects_at
from ddtool.domain.certificates import Certificate
from ddtool.domain.decisions import Coverage
from ddtool.domain.pack_uses import SETS
from ddtool.domain.people import Author, Right
from ddtool.domain.scales import find_incomparable
from ddtool.domain.site_names import named, site_names, with_site_names
from ddtool.domain.verdicts import Outcome
from ddtool.gap_reports import NO_MATRIX, default_matrix
from ddtool.packs import Library
from ddtool.reports.content import Voice
from ddtool.reports.content.certificate_effects import EffectsTold, tell_effects
from ddtool.sentences import Sentence
from ddtool.store import Database, assessments, programme_settings, site_archive, sites

_BEST_FIRST = (Coverage.FULL, Coverage.PARTIAL)


@dataclass(frozen=True, slots=True)
class SiteEffect:
    """What a certificate does at one site against one criteria set.

    ``assessment`` is the id of the open assessment asked about; empty where the site has none and
    the organisation's usual criteria set was taken. ``matrix`` is its title, and
    ``decides`` says whether anything in it counts.
    """

    site: Site
    criteria_set: str
    assessment: str
    matrix: str
    decides: bool
    told: EffectsTold

    @property
    def state(self) -> Coverage | Outcome:
        """The best that it does for any criterion here."""
        told = self.told
        if told.counts:
            return min((row.coverage for row in told.counts), key=_BEST_FIRST.index)
        if told.to_bring:
            return Coverage.PENDING
        if told.hints and not told.problems:
            return Coverage.SUGGESTED
        return Outcome.REJECTED if told.problems or told.not_for else Coverage.NONE

    @property
    def count(self) -> int:
        """For how many criteria it counts."""
        return len(self.told.counts)

    @property
    def would_count(self) -> int:
        """For how many more it would, if facts were brought."""
        return sum(len(group.rows) for group in self.told.to_bring)


def certificate_effects(
    database: Database,
    author: Author,
    library: Library,
    certificate: Certificate,
    *,
    voice: Voice,
    as_of: date,
) -> tuple[SiteEffect, ...]:
    """What a certificate does on a day, in words, by site and open assessment.

    The certificate need not be stored. Its ``sites`` are ids of the author's organisation.
    """
    (effects,) = effects_of_all(database, author, library, [certificate], voice=voice, as_of=as_of)
    return effects


def effects_of_all(
    database: Database,
    author: Author,
    library: Library,
    certificates: Sequence[Certificate],
    *,
    voice: Voice,
    as_of: date,
) -> tuple[tuple[SiteEffect, ...], ...]:
    """The same for many certificates, in their order."""
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        aside = site_archive.archived(db, organisation)
        all_sites = [one.value for one in sites.listed(db, organisation)]
        heads = [one.value for one in assessments.listed(db, organisation)]
        of_programme = programme_settings.settings_of(db).criteria_set
    names = site_names(all_sites)
    at_work = [one for one in all_sites if one.id not in aside]
    usual = heads[0].criteria_set if heads else _usual_set(library, of_programme, as_of)
    asked = list(_asked(at_work, heads, usual))
    situations = [_Situation.of(one, library, voice, as_of) for one in asked]
    return tuple(
        tuple(one.effect_of(named(certificate, names), names) for one in situations)
        for certificate in certificates
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A site against a criteria set: an open assessment, or none yet."""

    site: Site
    head: AssessmentHead


def _asked(
    all_sites: Sequence[Site], heads: Sequence[AssessmentHead], usual: str
) -> Iterator[_Asked]:
    """Every open assessment, by site; sites without one against the usual criteria set."""
    for site in all_sites:
        mine = [one for one in heads if one.site == site.id and one.state is AssessmentState.OPEN]
        yield from (_Asked(site, one) for one in mine or [AssessmentHead("", site.id, usual)])


def _usual_set(library: Library, of_programme: str, on: date) -> str:
    """The criteria set that the programme begins with.

    Where it has set none that is in use, the one that was published last and that no other has
    taken the place of.
    """
    there = [head.name for head in library.criteria_sets()]
    names = [one for one in there if not library.is_out_of_use(SETS, one, on)] or there
    if of_programme in names:
        return of_programme
    sets = [library.criteria_set(name) for name in names]
    known = [one for one in sets if not one.superseded_by] or sets
    return max(known, key=lambda one: (one.published or date.min, one.name)).name


@dataclass(frozen=True)
class _Situation:
    """Everything about a site and a criteria set that is the same for all certificates."""

    asked: _Asked
    assessment: Assessment
    grounds: Grounds
    voice: Voice
    as_of: date

    @classmethod
    def of(cls, asked: _Asked, library: Library, voice: Voice, as_of: date) -> "_Situation":
        """The situation with its packs, texts of the criteria in the reader's language."""
        head = asked.head
        assessment = Assessment(
            site=asked.site,
            criteria_set=head.criteria_set,
            assessment_day=head.assessment_day,
        )
        criteria_set = library.criteria_set(head.criteria_set)
        if voice.language in criteria_set.languages:
            criteria_set = library.criteria_set(head.criteria_set, voice.language)
        name = head.matrix or default_matrix(library, assessment).name
        matrix = NO_MATRIX if name == NO_MATRIX.name else library.matrix(name, voice.language)
        grounds = Grounds(criteria_set, matrix, library.standards())
        return cls(asked, assessment, grounds, voice, as_of)

    def effect_of(self, certificate: Certificate, names: Mapping[str, str]) -> SiteEffect:
        """What a certificate does here; it names sites by their names."""
        return SiteEffect(
            site=replace(self.asked.site, name=names[self.asked.site.id]),
            criteria_set=self.grounds.criteria_set.short_title,
            assessment=self.asked.head.id,
            matrix=self.grounds.matrix.title,
            decides=name_of(self.grounds.matrix, self.grounds.criteria_set.name).decides,
            told=self._told(certificate, names),
        )

    def _told(self, certificate: Certificate, names: Mapping[str, str]) -> EffectsTold:
        grounds = self.grounds
        unlike = find_incomparable([certificate], grounds.matrix.cells, grounds.standards.scales)
        if unlike:
            problem = Sentence(
                "The result {name}={got} cannot be compared with {minimum}, the least that the "
                "matrix asks for.",
                name=unlike.name,
                got=unlike.got,
                minimum=unlike.minimum,
            )
            say = self.voice.gettext
            told = problem.told(self.voice.translations.gettext)
            return EffectsTold(say("Does not count here."), problems=(told,))
        here = with_site_names(self.assessment, names)
        return tell_effects(self.voice, effects_at(here, certificate, grounds, as_of=self.as_of))
