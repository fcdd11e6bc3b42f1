"""Looking ahead: the status on any day, the days of change, and how long certificates run."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from ddtool.domain.certificates import CertificateStatus
from ddtool.domain.criteria import Criterion
from ddtool.domain.decisions import Coverage
from ddtool.domain.gaps import CertificateLine, GapAnalysis
from ddtool.domain.people import Right
from ddtool.domain.verdicts import Outcome
from ddtool.gap_reports import analyse_what_compares
from ddtool.sentences import n_
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.charts import Lifetime, Marked, Run, time_line
from ddtool.web.explanations import Source, make_ahead, other_ends, source_of
from ddtool.web.pages.coverage.day import AskedDay, Looked, looked_at
from ddtool.web.pages.coverage.routes import blueprint
from ddtool.web.pages.coverage.table import column_of
from ddtool.wording import TIME_LIMITS

_LONGEST_NAME = 27
_SHOWN = (
    Coverage.FULL,
    Coverage.COMBINED,
    Coverage.PARTIAL,
    Coverage.PENDING,
    Coverage.SUGGESTED,
    Coverage.NONE,
)


@dataclass(frozen=True, slots=True)
class Moved:
    """A criterion whose coverage is another one on the day asked about."""

    criterion: Criterion
    today: Coverage
    then: Coverage


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit of the programme."""

    letter: str
    title: str
    months: int
    day: str
    days_left: int | None


@blueprint.get("/look-ahead", endpoint="ahead")
@requires(Right.READ)
def ahead(assessment: UUID) -> str:
    """What will change when, if nothing is renewed."""
    looked = looked_at(assessment)
    today = _today(looked)
    source = source_of(today)
    line = time_line(tuple(_lives(source)), _marked(source, looked.asked), language.code())
    return looked.rendered(
        "coverage/ahead.html",
        here="coverage.ahead",
        ahead=make_ahead(source),
        ends=other_ends(source),
        line=line if today.at_site else None,
        held=tuple((column_of(source, one), one.certificate) for one in today.at_site),
        limits=tuple(_limits(source)),
        moved=tuple(_moved(today, looked.found.analysis)),
        counted=tuple(
            (one, _count(today, one), _count(looked.found.analysis, one)) for one in _SHOWN
        ),
    )


def _today(looked: Looked) -> GapAnalysis:
    """The same assessment today; the calendar begins there, whatever day is asked about."""
    if looked.asked.is_today:
        return looked.found.analysis
    stored = looked.found.stored
    today, _ = analyse_what_compares(
        stored.assessment,
        access.library(),
        as_of=access.today(),
        matrix=stored.matrix,
        language=language.code(),
        limits=stored.limits,
    )
    return today


def _lives(source: Source) -> Iterator[Lifetime]:
    for line in source.analysis.at_site:
        one = line.certificate
        name = source.named(one.id) if source.label(one.id) != one.standard else one.standard
        short = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
        yield Lifetime(short, _run(line), one.issued, one.valid_until, _runs(source, line))


def _run(line: CertificateLine) -> Run:
    if line.counts:
        return Run.COUNTS
    outcomes = {outcome for outcome, _ in line.shows.values()}
    if Outcome.PENDING in outcomes:
        return Run.PENDING
    return Run.UNDECIDED if Outcome.SUGGESTED in outcomes else Run.NOTHING


def _runs(source: Source, line: CertificateLine) -> str:
    voice, one = source.voice, line.certificate
    if one.status not in (CertificateStatus.ACTIVE, None):
        if one.status_since is None:
            return voice.words(one.status)
        since = voice.day(one.status_since).text
        return voice.gettext(n_("{status} since {day}"), status=voice.words(one.status), day=since)
    if one.valid_until is None:
        return voice.gettext("no expiry stated")
    until = voice.day(one.valid_until).text
    text = n_("until {day}") if one.valid_until >= source.analysis.as_of else n_("expired {day}")
    return voice.gettext(text, day=until)


def _marked(source: Source, asked: AskedDay) -> tuple[Marked, ...]:
    voice, planned = source.voice, source.analysis.assessment.assessment_day
    found = [Marked(access.today(), voice.gettext(n_("Today")), main=True)]
    if not asked.is_today:
        shown = voice.gettext(n_("Shown: {day}"), day=voice.day(asked.day).text)
        found.append(Marked(asked.day, shown))
    if planned is not None:
        words = voice.gettext(n_("Assessment, {day}"), day=voice.day(planned).text)
        found.append(Marked(planned, words))
    return tuple(found)


def _limits(source: Source) -> Iterator[Limit]:
    for one in source.analysis.limits:
        left = (one.day - source.analysis.as_of).days if one.day else None
        title = source.voice.gettext(TIME_LIMITS[one.id])
        yield Limit(one.letter, title, one.months, source.voice.day(one.day).text, left)


def _moved(today: GapAnalysis, then: GapAnalysis) -> Iterator[Moved]:
    for now, later in zip(today.lines, then.lines, strict=True):
        before, after = now.coverage, later.coverage
        if before is not after:
            yield Moved(now.criterion, before, after)


def _count(analysis: GapAnalysis, coverage: Coverage) -> int:
    return sum(line.coverage is coverage for line in analysis.lines)
