"""Section 9: what the words mean, where everything comes from, and what the report is not."""

from dataclasses import dataclass

from ddtool.domain.decisions import Coverage
from ddtool.domain.gaps import Outlook
from ddtool.reports.content.cover import fictional, matrix_label
from ddtool.reports.content.source import Source, runs
from ddtool.reports.content.values import Explained, Fact


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read the report."""

    title: str
    verdicts_heading: str
    verdicts: tuple[Explained, ...]
    coverage_heading: str
    coverages: tuple[Explained, ...]
    outlook_heading: str
    outlooks: tuple[Explained, ...]
    sources_heading: str
    sources: tuple[Fact, ...]
    disclaimer_heading: str
    disclaimer: tuple[str, ...]


def make_reading(source: Source, snapshot: str) -> Reading:
    """The last section."""
    voice = source.voice
    return Reading(
        title=voice.gettext("How to read this report"),
        verdicts_heading=voice.gettext("Three verdicts, never merged"),
        verdicts=_verdicts(source),
        coverage_heading=voice.gettext("Coverage words"),
        coverages=_coverages(source),
        outlook_heading=voice.gettext("Outlook"),
        outlooks=_outlooks(source),
        sources_heading=voice.gettext("Sources"),
        sources=_sources(source, snapshot),
        disclaimer_heading=voice.gettext("Disclaimer"),
        disclaimer=_disclaimer(source),
    )


def _verdicts(source: Source) -> tuple[Explained, ...]:
    voice = source.voice
    return (
        Explained(
            voice.gettext("By equivalence"),
            voice.gettext(
                "Computed from the certificates and the matrix. A certificate never raises a "
                "rating."
            ),
        ),
        Explained(voice.gettext("Self-rating"), voice.gettext("The site’s own view.")),
        Explained(voice.gettext("Determination"), voice.gettext("The assessor’s verdict.")),
    )


def _coverages(source: Source) -> tuple[Explained, ...]:
    voice = source.voice
    meanings = {
        Coverage.FULL: voice.gettext(
            "One certificate closes the criterion alone. By equivalence; the assessor confirms."
        ),
        Coverage.COMBINED: voice.gettext(
            "Several together reach every requirement, activity and area. A case the assessor must "
            "confirm."
        ),
        Coverage.PARTIAL: voice.gettext("Something is shown; what is left goes to the gaps."),
        Coverage.PENDING: voice.gettext("Would count, but a fact is missing. Bring it."),
        Coverage.SUGGESTED: voice.gettext(
            "Nobody has decided yet what the certificate counts for; there is only a "
            "suggestion. It counts for nothing."
        ),
        Coverage.NONE: voice.gettext("No certificate shows anything for this criterion."),
    }
    return tuple(
        Explained(voice.words(one), meaning, f"coverage-{one.value}")
        for one, meaning in meanings.items()
    )


def _outlooks(source: Source) -> tuple[Explained, ...]:
    voice = source.voice
    meanings = {
        Outlook.BLOCKED: voice.gettext("At least one criterion does not meet what is asked."),
        Outlook.INCOMPLETE: voice.gettext(
            "None blocks so far, but criteria are still unanswered or to be confirmed."
        ),
        Outlook.CONDITIONAL: voice.gettext(
            "Everything is answered, none blocks, and an improvement plan is to cover the rest."
        ),
        Outlook.READY: voice.gettext("Nothing is left to close."),
    }
    found = [Explained(voice.words(one), meaning) for one, meaning in meanings.items()]
    award = voice.gettext("The outlook is not an award; the scheme owners decide.")
    return (*found, Explained("", award))


def _sources(source: Source, snapshot: str) -> tuple[Fact, ...]:
    voice, analysis = source.voice, source.analysis
    rows = (
        (voice.gettext("Criteria"), _criteria(source)),
        (voice.gettext("Confidence"), _confidence(source)),
        (voice.gettext("Equivalency"), _matrix(source)),
        (
            voice.gettext("Facts"),
            voice.gettext(
                "Certificates, answers, ratings, actions and evidence: as entered by the site."
            ),
        ),
        (
            voice.gettext("Rules"),
            voice.gettext(
                "Matching rules of ddtool, applied to the state of {day}.",
                day=voice.day(analysis.as_of).text,
            ),
        ),
        (voice.gettext("Content hash"), f"SHA-256 {snapshot}"),
    )
    return tuple(Fact(label, text) for label, text in rows if text)


def _criteria(source: Source) -> str:
    criteria_set = source.analysis.criteria_set
    parts = (f"{criteria_set.title} ({criteria_set.name}).", criteria_set.publisher + ".")
    owned = (source.voice.of_pack(criteria_set.rights), source.voice.of_pack(criteria_set.note))
    return " ".join(part for part in (*parts, *owned) if part.strip(". "))


def _confidence(source: Source) -> str:
    """How surely the criteria were read, as the pack states it, with the criteria of each level."""
    voice = source.voice
    by_level: dict[str, list[str]] = {}
    for criterion in source.analysis.criteria_set.criteria:
        if criterion.confidence:
            by_level.setdefault(criterion.confidence, []).append(criterion.number)
    told = (f"{voice.of_pack(level)}: {runs(numbers)}" for level, numbers in by_level.items())
    return "; ".join(told)


def _matrix(source: Source) -> str:
    voice, matrix = source.voice, source.analysis.matrix
    label = f" ({own})" if (own := matrix_label(source)) else ""
    counts = voice.gettext(
        "{published} recognitions typed from the owners’ document, {adopted} adopted by this "
        "installation, {proposed} only suggested by this project. Suggestions count for nothing.",
        published=matrix.published,
        adopted=matrix.adopted,
        proposed=matrix.proposed,
    )
    return f"{matrix.title}, {matrix.name}{label}. {counts}"


def _disclaimer(source: Source) -> tuple[str, ...]:
    voice = source.voice
    said = (
        voice.gettext("This is a self-assessment aid, not an assurance result."),
        voice.gettext(
            "It is neither a certificate nor an audit report, and it does not bind any scheme "
            "owner, assessor or customer."
        ),
    )
    if not fictional(source):
        return said
    if not source.analysis.assessment.site.fictional:
        matrix = voice.gettext(
            "The matrix is fictional: nobody has decided or published what it says."
        )
        return (matrix, *said)
    invented = voice.gettext(
        "Fictional demonstration data: companies, sites, people, certificates, results and "
        "decisions on recognition in this report do not exist."
    )
    return (invented, *said)
