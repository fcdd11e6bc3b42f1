"""The packs that results of the portfolio rest on, as one hash: another one, and they are old."""

import json
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version

from ddtool.domain.errors import UnknownCriteriaSet, UnknownMatrix
from ddtool.gap_reports import NO_MATRIX
from ddtool.packs import Library, PackProblems
from ddtool.reports.content import plain

_KEPT = 64


@lru_cache(maxsize=_KEPT)
def grounds_of(library: Library, criteria_set: str, matrix: str) -> str:
    """The SHA-256 of a criteria set, a matrix, the standards and the rules; empty without a pack.

    Packs do not change while a process runs, so it is worked out once for each pair.
    """
    try:
        own = library.criteria_set(criteria_set)
        used = NO_MATRIX if matrix == NO_MATRIX.name else library.matrix(matrix)
    except (UnknownCriteriaSet, UnknownMatrix, PackProblems):
        return ""
    packs = [[own.name, own.sha256], [used.name, used.sha256], plain(library.standards())]
    said = [version("ddtool"), *packs]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return sha256(text.encode(errors="replace")).hexdigest()


def usual_matrix(library: Library, criteria_set: str, *, fictional: bool) -> str:
    """The name of the matrix to take where an assessment names none."""
    try:
        chosen = library.matrices_for(criteria_set, fictional=fictional).chosen
    except (UnknownCriteriaSet, PackProblems):
        return NO_MATRIX.name
    return (chosen or NO_MATRIX).name
