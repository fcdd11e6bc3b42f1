"""The sheet of the site: its name, its activities, and the facts that decide what applies."""

from collections.abc import Iterable, Iterator

from ddtool.domain.applicability import AppliesWhen, ConditionKind
from ddtool.domain.assessments import Assessment
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.vocabulary import SiteFact, Term
from ddtool.spreadsheets.writing import Value
from ddtool.wording import n_
from ddtool.workbooks import layout
from ddtool.workbooks.form import Form
from ddtool.workbooks.layout import FACT, SITE_COLUMNS, Kind, SiteRow
from ddtool.workbooks.tables import Book, Table

_LEAD = n_("Facts first: they decide which requirements apply. An empty cell means “not known”.")
_ACCEPTED = n_("{why} Accepted: {words}.")


def write_site_sheet(book: Book, form: Form, assessment: Assessment) -> None:
    """Write the sheet of site facts."""
    title = form.translate(layout.SITE_TITLE)
    table = Table(book, title, SITE_COLUMNS, lead=form.translate(_LEAD))
    for row in layout.SITE_ROWS:
        _add_row(table, book, form, row, value_of(row.id, assessment))
    first = table.next_row
    for fact in asked_facts(form, assessment):
        _add_fact(table, book, form, fact, assessment)
    if table.next_row > first:
        table.check_cells(f"C{first}:C{table.next_row - 1}", table.list_check(layout.YES_NO))
    table.finish(freeze=f"B{layout.FIRST_ROW}")


def value_of(row: str, assessment: Assessment) -> Value:
    """What the site sheet shows in the row of that id."""
    site = assessment.site
    values: dict[str, Value] = {
        "organisation": site.organisation,
        "site": site.id,
        "name": site.name,
        "country": site.country,
        "place": site.place,
        "activities": "; ".join(site.activities),
        "metals": "; ".join(site.metals),
        "areas": "; ".join(site.areas),
        "assessment_day": assessment.assessment_day,
        "commitment_day": assessment.commitment_day,
        "period": assessment.period,
        "prepared_by": assessment.prepared_by,
    }
    return values[row]


def asked_facts(form: Form, assessment: Assessment) -> Iterator[SiteFact]:
    """The facts that matter for the set, and those that the site has answered anyway."""
    decisive = facts_in(form.criteria_set)
    wanted = decisive | set(assessment.site.facts)
    yield from (fact for fact in form.vocabulary.facts if fact.id in wanted)
    yield from (SiteFact(id, id) for id in sorted(decisive - form.vocabulary.fact_ids))


def facts_in(criteria_set: CriteriaSet) -> set[str]:
    """The facts that decide what of the set applies."""
    return {
        condition.value
        for applies_when in _all_conditions(criteria_set)
        for condition in applies_when.any_of
        if condition.kind is ConditionKind.FACT
    }


def _all_conditions(criteria_set: CriteriaSet) -> Iterator[AppliesWhen]:
    for criterion in criteria_set.criteria:
        yield criterion.applies_when
        for requirement in criterion.requirements:
            yield requirement.applies_when


def _add_row(table: Table, book: Book, form: Form, row: SiteRow, value: Value) -> None:
    why = form.translate(row.why)
    terms = {"activities": form.vocabulary.activities, "metals": form.vocabulary.metals}
    if row.id in terms:
        why = form.translate(_ACCEPTED).format(why=why, words=_words(terms[row.id]))
    looks = book.looks
    is_day = row.id in layout.DAY_ROWS
    styles = [looks.quiet, looks.fixed, looks.input(Kind.DAY if is_day else Kind.TEXT), looks.quiet]
    number = table.add([row.id, form.translate(row.question), value, why], styles)
    if is_day:
        table.check_cells(f"C{number}", table.day_check())


def _words(terms: Iterable[Term]) -> str:
    return ", ".join(term.id for term in terms)


def _add_fact(table: Table, book: Book, form: Form, fact: SiteFact, assessment: Assessment) -> None:
    answer = assessment.site.facts.get(fact.id)
    word = None if answer is None else form.lists[layout.YES_NO].word("yes" if answer else "no")
    looks = book.looks
    styles = [looks.quiet, looks.fixed, looks.input(Kind.WORD), looks.quiet]
    table.add([FACT + fact.id, fact.question, word, fact.why], styles)
