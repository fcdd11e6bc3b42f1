"""Results that certificates state on another scale than the one that a matrix asks for.

They are refused when a certificate is recorded. A matrix that is read later may be another one;
what it cannot compare is then left out and told, so that pages stay open to correct it.
"""

from collections.abc import Iterable, Sequence

from ddtool.domain.certificates import Certificate, Standards
from ddtool.domain.equivalency import Matrix
from ddtool.domain.errors import DdtoolError
from ddtool.domain.scales import (
    Incomparable,
    all_incomparable,
    find_incomparable,
    without_results,
)
from ddtool.reports.content.source import is_made
from ddtool.sentences import Sentence


class ResultsNotComparable(DdtoolError):
    """A certificate states a result on another scale than the one the matrix asks for."""


def refuse_foreign_results(
    certificates: Sequence[Certificate], matrices: Iterable[Matrix], standards: Standards
) -> None:
    """Refuse results that one of the matrices could not compare with what its cells ask for.

    :raises ResultsNotComparable: a certificate states one.
    """
    for matrix in matrices:
        found = find_incomparable(certificates, matrix.cells, standards.scales)
        if found:
            raise ResultsNotComparable(_cannot_compare(found, certificates, matrix))


def leave_out_foreign_results(
    certificates: Sequence[Certificate], matrix: Matrix, standards: Standards
) -> tuple[tuple[Certificate, ...], tuple[Sentence, ...]]:
    """The certificates without the results that a matrix cannot compare; a sentence on each.

    What cannot be compared is taken as not stated, so that it never counts.
    """
    unlike = tuple(all_incomparable(certificates, matrix.cells, standards.scales))
    told = tuple(_cannot_compare(one, certificates, matrix) for one in unlike)
    return without_results(certificates, unlike), told


def _cannot_compare(
    found: Incomparable, certificates: Sequence[Certificate], matrix: Matrix
) -> Sentence:
    (held,) = (one for one in certificates if one.id == found.certificate)
    called = held.id
    if is_made(held.id):
        called = held.number or f"{held.standard} {held.edition}".strip()
    return Sentence(
        "Certificate {certificate} states {name}={got}, which cannot be compared with {minimum}, "
        "the least that the matrix {matrix} asks for; correct the result.",
        matrix=matrix.name,
        **found._asdict() | {"certificate": called},
    )
