"""The list of gaps: three verdicts, what is left, and who does something about it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ddtool.domain.applicability import Applies
from ddtool.domain.assessments import Action
from ddtool.domain.criteria import Rating
from ddtool.domain.gaps import CriterionLine, Gap, GapAnalysis, Lack
from ddtool.domain.natural_order import natural
from ddtool.reports.content import Voice
from ddtool.reports.content.source import Source, spans
from ddtool.reports.content.verdicts import VerdictCell, verdict_cells, what_to_confirm
from ddtool.sentences import n_
from ddtool.spreadsheets.lists import Head, write_list
from ddtool.spreadsheets.pages import Running
from ddtool.spreadsheets.writing import Value

_NOTHING_ANSWERED = n_("nothing is answered yet")
_NOT_RATED = n_("not rated")
_LACKING = n_("{ids} {lack}")
_HEADS: tuple[tuple[str, float], ...] = (
    (n_("Number"), 8),
    (n_("Criterion"), 30),
    (n_("Section"), 18),
    (n_("Gap"), 16),
    (n_("By equivalence"), 14),
    (n_("Certificates"), 22),
    (n_("Self-rating"), 16),
    (n_("Reason"), 40),
    (n_("Determination"), 16),
    (n_("What is left"), 44),
    (n_("Actions"), 40),
    (n_("Next due day"), 13),
)


@dataclass(frozen=True)
class GapRow:
    """A criterion that is not closed. ``actions`` are pairs of a short name and the action."""

    line: CriterionLine
    verdicts: tuple[VerdictCell, VerdictCell, VerdictCell]
    left: tuple[str, ...]
    actions: tuple[tuple[str, Action], ...]

    @property
    def own(self) -> Rating | None:
        """The producer's own rating."""
        return self.line.own.rating if self.line.own else None

    @property
    def determined(self) -> Rating | None:
        """The assessor's rating."""
        return self.line.determination.rating if self.line.determination else None

    @cached_property
    def searched(self) -> str:
        """The words of the row, as they are searched."""
        criterion, own = self.line.criterion, self.line.own
        notes = (part.answer.note for part in self.line.requirements)
        texts = (part.requirement.text for part in self.line.requirements)
        titles = (action.title for _, action in self.actions)
        reason = own.reason if own else ""
        told = (criterion.number, criterion.title, reason, *self.left, *notes, *texts, *titles)
        return " ".join(told).casefold()


def gap_rows(analysis: GapAnalysis, voice: Voice, order: Sequence[Gap]) -> tuple[GapRow, ...]:
    """The criteria with these gaps, in the order of the gaps and then of the set."""
    source = Source(analysis, voice)
    return tuple(_row(line, source) for gap in order for line in analysis.with_gap(gap))


def gaps_as_workbook(analysis: GapAnalysis, rows: Sequence[GapRow], voice: Voice) -> bytes:
    """The bytes of the workbook."""
    site = analysis.assessment.site
    owner = " · ".join(part for part in (site.organisation, site.name) if part)
    about = f"{owner} · {analysis.criteria_set.short_title} · {voice.day(analysis.as_of).text}"
    sections = {one.id: one.title for one in analysis.criteria_set.sections}
    return write_list(
        voice.gettext(n_("Gaps")),
        [Head(voice.gettext(words), width) for words, width in _HEADS],
        [_values(row, sections, voice) for row in rows],
        Running(
            about,
            voice.gettext(n_("Self-assessment aid, not an assurance result")),
            voice.gettext(n_("Page")),
            voice.gettext(n_("of")),
        ),
    )


def _values(row: GapRow, sections: Mapping[str, str], voice: Voice) -> list[Value]:
    line = row.line
    by_equivalence, own, determined = row.verdicts
    days = [action.due for _, action in row.actions if action.due is not None]
    return [
        line.criterion.number,
        line.criterion.title,
        sections.get(line.criterion.section, ""),
        voice.words(line.gap),
        by_equivalence.sign.word,
        by_equivalence.detail,
        own.sign.word,
        line.own.reason if line.own else "",
        determined.sign.word,
        "; ".join(row.left),
        "; ".join(f"{name} {action.title}" for name, action in row.actions),
        min(days) if days else None,
    ]


def _row(line: CriterionLine, source: Source) -> GapRow:
    parts = (action for part in line.requirements for action in part.actions)
    named = [(source.actions.get(one.id, one.id), one) for one in {*line.actions, *parts}]
    return GapRow(
        line=line,
        verdicts=verdict_cells(source, line),
        left=tuple(_left(line, source)),
        actions=tuple(sorted(named, key=lambda pair: natural(pair[0]))),
    )


def _left(line: CriterionLine, source: Source) -> Iterator[str]:
    voice = source.voice
    lacks = [part.lack for part in line.lacking]
    asked = sum(part.applies is not Applies.NO for part in line.requirements)
    if len(lacks) == asked and set(lacks) == {Lack.UNANSWERED}:
        yield voice.gettext(_NOTHING_ANSWERED)
    else:
        for lack in Lack:
            ids = [part.requirement.id for part in line.lacking if part.lack is lack]
            if ids:
                yield voice.gettext(_LACKING, ids=spans(ids), lack=voice.words(lack))
        if line.gap is Gap.OPEN and (line.own is None or line.own.rating is None):
            yield voice.gettext(_NOT_RATED)
    if line.gap is Gap.TO_CONFIRM:
        yield from (says.removesuffix(".") for says in what_to_confirm(source, line))
    yield from (voice.words(one) for one in line.contradictions)
