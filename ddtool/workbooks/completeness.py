"""What a filled workbook no longer has: rows and sheets that were taken out."""

from collections.abc import Iterator, Set

from ddtool.domain.criteria import CriteriaSet
from ddtool.workbooks import layout
from ddtool.workbooks.form import Form


def missed_rows(form: Form, seen: Set[str]) -> Iterator[tuple[str, str]]:
    """The sheet title and id of each row that is missing; an empty id for a whole sheet."""
    for section, title in layout.section_titles(form.criteria_set, form.translate).items():
        ids = _ids(form.criteria_set, section)
        missed = [id for id in ids if id not in seen]
        if missed == ids:
            yield title, ""
        else:
            yield from ((title, id) for id in missed)


def _ids(criteria_set: CriteriaSet, section: str) -> list[str]:
    """The ids of a section's rows in their order; a criterion without parts has one row."""
    return [
        id
        for criterion in criteria_set.criteria
        if criterion.section == section
        for id in dict.fromkeys([criterion.number, *(part.id for part in criterion.assessed)])
    ]
