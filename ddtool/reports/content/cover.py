"""The cover: whose report it is, against what, on which day, and what it stands on."""

from dataclasses import dataclass

from ddtool.domain.gaps import Gap
from ddtool.reports.content.programme import Programme
from ddtool.reports.content.source import Source, is_made
from ddtool.reports.content.values import NOTHING, Fact
from ddtool.reports.kinds import ASSESSOR, Kind
from ddtool.wording.packs import SUGGESTIONS

_HASH_GROUP = 8
_HEAD_LENGTH, _FOOT_LENGTH = 74, 32


@dataclass(frozen=True, slots=True)
class StripCell:
    """One criterion in the strip, with the mark of its gap; ``first`` where a section begins."""

    number: str
    mark: str
    first: bool


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page.

    ``running``, ``foot`` and ``page`` ("Page {page} of {pages}", as it stands) are on every page.
    """

    title: str
    organisation: str
    site: str
    subtitle: str
    fictional: str
    facts: tuple[Fact, ...]
    strip: tuple[StripCell, ...]
    strip_title: str
    tally: str
    contents: str
    running: str
    foot: str
    page: str


def make_cover(
    source: Source, snapshot: str, kind: Kind, *, programme: Programme, signature: str = ""
) -> Cover:
    """The cover of a report of that kind, whose content has this hash.

    ``signature`` says whether an assessor's signature stands; empty where nobody reviewed it.
    """
    voice, site = source.voice, source.analysis.assessment.site
    subtitle = voice.gettext(
        "{criteria} · state on {day}",
        criteria=criteria_name(source),
        day=voice.long_day(source.analysis.as_of),
    )
    return Cover(
        title=voice.gettext(kind.title),
        organisation=site.organisation,
        site=site.name,
        subtitle=subtitle,
        fictional=fictional(source),
        facts=(*_assessor(source, kind), *_facts(source, snapshot, signature), *programme.facts),
        strip=_strip(source),
        strip_title=voice.gettext(
            "Strip of all criteria in order, each in the pattern of its state."
        ),
        tally=_tally(source),
        contents=voice.gettext("Contents"),
        running=cut(" · ".join(part for part in (site.organisation, site.name) if part)),
        foot=_foot(source, programme.name),
        page=voice.translations.gettext("Page {page} of {pages}"),
    )


def cut(text: str, length: int = _HEAD_LENGTH) -> str:
    """The text, or its beginning with an ellipsis where it is too long for one line."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def criteria_name(source: Source) -> str:
    """The criteria set with the label that says whose wording it is."""
    criteria_set = source.analysis.criteria_set
    if not criteria_set.label:
        return criteria_set.short_title
    return f"{criteria_set.short_title} ({source.voice.of_pack(criteria_set.label)})"


def fictional(source: Source) -> str:
    """The words that mark invented data; empty for a real site and matrix."""
    analysis, voice = source.analysis, source.voice
    if analysis.assessment.site.fictional:
        return voice.gettext("Fictional demonstration data")
    return voice.gettext("Fictional matrix") if analysis.matrix.fictional else ""


def _foot(source: Source, programme: str) -> str:
    aid = source.voice.gettext("Self-assessment aid, not an assurance result")
    named = cut(programme, _FOOT_LENGTH)
    return " · ".join(part for part in (fictional(source), aid, named) if part)


def _tally(source: Source) -> str:
    voice, analysis = source.voice, source.analysis
    total = voice.ngettext("One criterion", "{n} criteria", len(analysis.lines))
    parts = " · ".join(
        f"{analysis.counts[gap]} {voice.words(gap).lower()}" for gap in Gap if analysis.counts[gap]
    )
    return f"{total}: {parts}" if parts else total


def _strip(source: Source) -> tuple[StripCell, ...]:
    lines = source.analysis.lines
    before = [None, *(line.criterion.section for line in lines)]
    return tuple(
        StripCell(line.criterion.number, line.gap.value, line.criterion.section != last)
        for line, last in zip(lines, before, strict=False)
    )


def _assessor(source: Source, kind: Kind) -> tuple[Fact, ...]:
    """Who speaks in an assessor's report; the site and its people are what it speaks of."""
    if kind is not ASSESSOR:
        return ()
    voice = source.voice
    return (Fact(voice.gettext("Assessor"), source.record.assessor or voice.gettext("Not named")),)


def _facts(source: Source, snapshot: str, signature: str) -> tuple[Fact, ...]:
    voice, analysis = source.voice, source.analysis
    assessment = analysis.assessment
    site = assessment.site
    country = "" if site.country in site.place else voice.country(site.country)
    place = ", ".join(part for part in (site.place, country) if part)
    rows = (
        (voice.gettext("Site number"), "" if is_made(site.id) else site.id),
        (voice.gettext("Place"), place or NOTHING),
        (voice.gettext("Activities and metals"), _activities(source)),
        (voice.gettext("Criteria set"), criteria_name(source)),
        (voice.gettext("Language of the criteria"), _foreign(source)),
        (voice.gettext("Matrix"), matrix_sentence(source)),
        (voice.gettext("Period"), assessment.period),
        (voice.gettext("State on"), voice.long_day(analysis.as_of)),
        (voice.gettext("Assessment planned"), _planned(source)),
        (voice.gettext("Self-assessment prepared by"), assessment.prepared_by),
        (voice.gettext("Submitted"), _submitted(source)),
        (voice.gettext("Determination"), _determined(source)),
        (voice.gettext("Sign-off"), signature),
        (voice.gettext("Content hash"), f"SHA-256 {grouped(snapshot)}"),
    )
    return tuple(Fact(label, text) for label, text in rows if text)


def grouped(sha256: str) -> str:
    """A hash in groups, so that people can compare it."""
    parts = range(0, len(sha256), _HASH_GROUP)
    return " ".join(sha256[start : start + _HASH_GROUP] for start in parts)


def _foreign(source: Source) -> str:
    """In which languages there are texts of the criteria, where the reader's is not among them."""
    voice, criteria_set = source.voice, source.analysis.criteria_set
    if voice.language in (criteria_set.language, *criteria_set.languages):
        return ""
    return voice.gettext(
        "The texts of the criteria exist in these languages only: {languages}.",
        languages=voice.languages(criteria_set.languages),
    )


def _activities(source: Source) -> str:
    voice, site = source.voice, source.analysis.assessment.site
    parts = (voice.activities(site.activities), voice.metals(site.metals))
    return "; ".join(part for part in parts if part) or voice.gettext("Not stated")


def matrix_sentence(source: Source) -> str:
    """Which matrix was used, and how many of its cells count."""
    voice, matrix = source.voice, source.analysis.matrix
    counts = voice.gettext(
        "{published} recognitions published, {adopted} adopted, {proposed} only suggested, which "
        "count for nothing",
        published=matrix.published,
        adopted=matrix.adopted,
        proposed=matrix.proposed,
    )
    label = matrix_label(source)
    return f"{matrix.name} ({label}): {counts}" if label else f"{matrix.name}: {counts}"


def matrix_label(source: Source) -> str:
    """What the matrix says of itself; nothing where its cells have come to say otherwise.

    A matrix made by adopting cells of another may still carry the label of the other.
    """
    matrix = source.analysis.matrix
    if matrix.label == SUGGESTIONS and matrix.published + matrix.adopted:
        return ""
    return source.voice.of_pack(matrix.label)


def _planned(source: Source) -> str:
    day = source.analysis.assessment.assessment_day
    return source.voice.long_day(day) if day else source.voice.gettext("No day set")


def _submitted(source: Source) -> str:
    voice, submission = source.voice, source.analysis.assessment.submission
    if submission is None:
        return voice.gettext("Not submitted")
    return voice.gettext(
        "{day}, by {name} (SHA-256 {hash})",
        day=voice.long_day(submission.day),
        name=submission.by,
        hash=submission.sha256[:_HASH_GROUP],
    )


def _determined(source: Source) -> str:
    """How many are decided of the criteria that apply, or were decided all the same."""
    voice, analysis = source.voice, source.analysis
    given = sum(line.determination is not None for line in analysis.lines)
    if not given:
        return voice.gettext("Not signed off: the assessor has not decided")
    asked = sum(
        line.gap is not Gap.NOT_APPLICABLE or line.determination is not None
        for line in analysis.lines
    )
    return voice.gettext(
        "{given} of {all} criteria decided by the assessor", given=given, all=asked
    )
