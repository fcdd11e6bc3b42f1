"""What a filled workbook no longer has, and what it has in the order of the set."""

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import TypeVar

from ddtool.domain.criteria import CriteriaSet
from ddtool.workbooks import layout
from ddtool.workbooks.form import Form

V = TypeVar("V")


def missed_rows(form: Form, seen: Set[str]) -> Iterator[tuple[str, str]]:
    """The sheet title and id of each row that is missing; an empty id for a whole sheet."""
    for section, title in layout.section_titles(form.criteria_set, form.translate).items():
        ids = _ids(form.criteria_set, section)
        missed = [id for id in ids if id not in seen]
        if missed == ids:
            yield title, ""
        else:
            yield from ((title, id) for id in missed)


def in_order(found: Mapping[str, V], order: Iterable[str]) -> tuple[V, ...]:
    """What was found, in the order of the set, however the rows were sorted."""
    return tuple(found[id] for id in order if id in found)


def _ids(criteria_set: CriteriaSet, section: str) -> list[str]:
    """The ids of a section's rows in their order; a criterion without parts has one row."""
    return [
        id
        for criterion in criteria_set.criteria
        if criterion.section == section
        for id in dict.fromkeys([criterion.number, *(part.id for part in criterion.assessed)])
    ]
