"""Section 4: how long the certificates run, what each counts for, and every warning."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ddtool.domain.certificates import Certificate
from ddtool.domain.decisions import Coverage
from ddtool.domain.gaps import CertificateLine
from ddtool.domain.reasons import Code, Kind, Reason
from ddtool.domain.verdicts import Outcome, Verdict
from ddtool.reports.content.certificate_uses import mark_of
from ddtool.reports.content.source import Source, runs
from ddtool.reports.content.told import condensed
from ddtool.reports.content.values import Day, Sign

_MARKS = {
    Outcome.COUNTS: "closed",
    Outcome.PENDING: "coverage-pending",
    Outcome.SUGGESTED: "coverage-suggested",
    Outcome.REJECTED: "rejected",
}
_KEEPING = {Outcome.REJECTED: (Kind.REJECTS, Kind.CAPS), Outcome.COUNTS: (Kind.CAPS,)}
_ABOUT_THE_MATRIX = frozenset(
    {Code.OTHER_CRITERIA_VERSION, Code.PUBLISHED_AS_NONE, Code.CELL_NOT_PUBLISHED}
)
_BEST_FIRST = (Outcome.COUNTS, Outcome.PENDING, Outcome.SUGGESTED, Outcome.REJECTED)


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """One certificate. ``says`` are sentences: what it counts for, then why not more."""

    label: str
    id: str
    standard: str
    name: str
    number: str
    body: str
    issued: Day
    valid_until: Day
    last_audit: Day
    scope: str
    result: Sign
    counts_for: tuple[str, ...]
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """The certificates on a line of time and in a table."""

    title: str
    none: str
    validity_heading: str
    validity_title: str
    report_day: Day
    report_word: str
    assessment_day: Day
    assessment_word: str
    no_expiry: str
    key: tuple[Sign, ...]
    register_heading: str
    rows: tuple[CertificateRow, ...]
    elsewhere: str


def make_register(source: Source) -> Register:
    """The certificates that name the site; ``elsewhere`` counts the organisation's others."""
    voice, analysis = source.voice, source.analysis
    none = voice.gettext("No certificate that names this site is recorded.")
    return Register(
        title=voice.gettext("Certificates"),
        none="" if analysis.at_site else none,
        validity_heading=voice.gettext("Validity"),
        validity_title=voice.gettext(
            "Validity of the certificates: each bar runs from issue to expiry; the upright lines "
            "are the day of this report and the planned assessment day."
        ),
        report_day=voice.day(analysis.as_of),
        report_word=voice.gettext("report day"),
        assessment_day=voice.day(analysis.assessment.assessment_day),
        assessment_word=voice.gettext("assessment"),
        no_expiry=voice.gettext("no expiry stated"),
        key=(
            Sign("bar-counts", voice.gettext("counts for a criterion")),
            Sign("bar-not", voice.gettext("does not count")),
            Sign("bar-open", voice.gettext("no expiry stated")),
        ),
        register_heading=voice.gettext("Register"),
        rows=tuple(_row(source, line) for line in analysis.at_site),
        elsewhere=source.elsewhere(),
    )


def _row(source: Source, line: CertificateLine) -> CertificateRow:
    voice, certificate = source.voice, line.certificate
    return CertificateRow(
        label=source.label(certificate.id),
        id=certificate.id,
        standard=certificate.standard,
        name=voice.certificate(certificate),
        number=certificate.number,
        body=_body(source, certificate),
        issued=voice.day(certificate.issued),
        valid_until=voice.day(certificate.valid_until),
        last_audit=voice.day(certificate.last_audit),
        scope=_scope(source, certificate),
        result=_result(source, line),
        counts_for=line.counts_for,
        says=_says(source, line),
    )


def _body(source: Source, certificate: Certificate) -> str:
    voice = source.voice
    accredited = {
        True: voice.gettext("accredited"),
        False: voice.gettext("not accredited"),
        None: voice.gettext("accreditation not checked"),
    }
    return ", ".join(
        part for part in (certificate.body, accredited[certificate.accredited]) if part
    )


def _scope(source: Source, certificate: Certificate) -> str:
    voice = source.voice
    named = (*map(voice.site, certificate.sites), *certificate.other_sites)
    sites = ", ".join(named) or voice.gettext("no site list")
    activities = voice.activities(certificate.activities) or voice.gettext("scope not recorded")
    return "; ".join(part for part in (sites, activities, ", ".join(certificate.areas)) if part)


def _best(source: Source, line: CertificateLine) -> Outcome:
    if line.counts:
        return Outcome.COUNTS
    reached = {outcome for outcome, _ in line.shows.values()}
    return next((outcome for outcome in _BEST_FIRST if outcome in reached), Outcome.REJECTED)


def _result(source: Source, line: CertificateLine) -> Sign:
    best = _best(source, line)
    return Sign(_MARKS[best], source.voice.words(best))


def _says(source: Source, line: CertificateLine) -> tuple[str, ...]:
    voice = source.voice
    said: list[str] = []
    if line.counts_for:
        numbers = ", ".join(line.counts_for)
        said.append(
            voice.ngettext(
                "For one criterion: {numbers}.",
                "For {n} criteria: {numbers}.",
                len(line.counts_for),
                numbers=numbers,
            )
        )
    findings = _findings(source, line)
    if not (findings or line.counts_for):
        findings = [voice.gettext("The matrix says that it shows nothing for these criteria.")]
    said += findings
    if line.certificate.note:
        said.append(voice.gettext("Note: {text}", text=line.certificate.note))
    return tuple(said)


def _findings(source: Source, line: CertificateLine) -> list[str]:
    """Every reason that keeps it from counting, and every warning, with the criteria meant."""
    judged = _judged(source, line)
    hints = [number for number, one in judged.items() if one.ruling.outcome is Outcome.SUGGESTED]
    meant: dict[Reason, list[str]] = {}
    for number, verdict in judged.items():
        for reason in _telling(verdict):
            meant.setdefault(reason, []).append(number)
    everywhere = [reason for reason, numbers in meant.items() if len(numbers) == len(judged)]
    elsewhere = [reason for reason in meant if reason not in everywhere]
    told = [*condensed(source.voice, everywhere), *_somewhere(source, elsewhere, meant)]
    return [*_hints(source, hints), *told, *_uncompared(source, line)]


def _somewhere(
    source: Source, reasons: list[Reason], meant: Mapping[Reason, list[str]]
) -> Iterator[str]:
    """The reasons that hold for some criteria, those of one code together."""
    by_code: dict[Code, list[Reason]] = {}
    for reason in reasons:
        by_code.setdefault(reason.code, []).append(reason)
    order = [one.criterion.number for one in source.analysis.lines]
    for alike in by_code.values():
        numbers = {number for reason in alike for number in meant[reason]}
        shown = runs(number for number in order if number in numbers)
        yield f"{shown}: {' '.join(condensed(source.voice, alike))}"


def _telling(verdict: Verdict) -> list[Reason]:
    """The reasons worth telling of a verdict: those that decide, and every warning."""
    ruling = verdict.ruling
    kinds = {Kind.FACT_MISSING, Kind.WARNS, *_KEEPING.get(ruling.outcome, ())}
    return [
        one for one in ruling.reasons if one.kind in kinds and one.code not in _ABOUT_THE_MATRIX
    ]


def _judged(source: Source, line: CertificateLine) -> dict[str, Verdict]:
    """Per criterion the best verdict on it that has anything to tell."""
    found = {
        one.criterion.number: verdicts[0]
        for one in source.analysis.lines
        if (verdicts := source.best_verdicts(one).get(line.certificate.id))
    }
    return {number: one for number, one in found.items() if not _is_silent(one, line)}


def _uncompared(source: Source, line: CertificateLine) -> list[str]:
    if line.shows:
        return []
    return [source.voice.gettext("The matrix does not compare it with these criteria.")]


def _hints(source: Source, numbers: list[str]) -> list[str]:
    if not numbers:
        return []
    text = source.voice.gettext(
        "Recognition not decided for {numbers}: it counts for nothing there.", numbers=runs(numbers)
    )
    return [text]


def _is_silent(verdict: Verdict, line: CertificateLine) -> bool:
    """Whether there is nothing to tell: the matrix says "none", or nobody has compared the two."""
    nothing = mark_of(verdict, Coverage.NONE) == "coverage-none"
    return nothing or (verdict.cell is None and bool(line.shows))
