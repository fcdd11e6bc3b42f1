"""Which gaps somebody wants to see: a form that is sent by address, so that it can be kept."""

from collections.abc import Iterable
from typing import Any

from flask import request

from ddtool.domain.gaps import Gap, GapAnalysis
from ddtool.domain.if_done import lacks_a_plan
from ddtool.sentences import n_
from ddtool.usecases.gap_lists import GapRow
from ddtool.web import language
from ddtool.web.forms import Choice, Form, Ticked, Words, said

GRAVEST_FIRST = (Gap.BLOCKING, Gap.OPEN, Gap.MINOR, Gap.TO_CONFIRM)
"""The gaps that ask somebody to do something, in the order of the list."""

SETTLED = (Gap.CLOSED, Gap.NOT_APPLICABLE)
"""What is left to nobody. It is shown where verdicts disagree on it."""

_ALL_SECTIONS, _ALL_GAPS = n_("All sections"), n_("All that is to be closed")
_MOST_WORDS = 100


class FilterForm(Form):
    """What of the list is shown. Nothing is changed by it, so it needs no token."""

    class Meta:
        """Sent by address, where a token would only be seen."""

        csrf = False

    section = Choice(n_("Section"), default="")
    gap = Choice(n_("Gap"), default="")
    words = Words(n_("Words"), most=_MOST_WORDS)
    disagree = Ticked(n_("Verdicts disagree"))
    unplanned = Ticked(n_("Something left to plan"))

    def offer(self, analysis: GapAnalysis) -> None:
        """Offer the sections and gaps there are."""
        sections = [(one.id, one.title) for one in analysis.criteria_set.sections]
        gaps = [(one.value, language.voice().words(one)) for one in GRAVEST_FIRST]
        self.section.choices = [("", said(_ALL_SECTIONS)), *sections]
        self.gap.choices = [("", said(_ALL_GAPS)), *gaps]

    @property
    def query(self) -> dict[str, Any]:
        """What was chosen, as it stands in an address."""
        chosen = {
            "section": self.section.data,
            "gap": self.gap.data,
            "words": self.words.data,
            "disagree": "y" if self.disagree.data else "",
            "unplanned": "y" if self.unplanned.data else "",
        }
        return {name: value for name, value in chosen.items() if value}


def asked_filter(analysis: GapAnalysis) -> FilterForm:
    """The filter in the address of this request; what it does not know of is told in its faults."""
    form = FilterForm(formdata=request.args)
    form.offer(analysis)
    form.validate()
    return form


def chosen(rows: Iterable[GapRow], form: FilterForm) -> tuple[GapRow, ...]:
    """The rows that the filter lets through; none where it cannot be used."""
    if form.errors:
        return ()
    words = str(form.words.data or "").casefold().split()
    return tuple(
        row
        for row in rows
        if form.section.data in ("", None, row.line.criterion.section)
        and form.gap.data in ("", None, row.line.gap.value)
        and all(word in row.searched for word in words)
        and (not form.disagree.data or row.line.verdicts_disagree)
        and (not form.unplanned.data or lacks_a_plan(row.line))
    )
