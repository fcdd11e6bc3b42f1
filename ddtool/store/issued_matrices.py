"""Issued matrix editions: kept as the files of a pack, never changed."""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import ScalarSelect, func, insert, select

from ddtool.domain.issued_matrices import IssuedMatrix
from ddtool.domain.matrix_editions import EditionState
from ddtool.store.schema_matrices import issued_matrices, matrix_editions
from ddtool.store.transactions import Reading, Writing


def add(db: Writing, edition: str, issued: IssuedMatrix) -> None:
    """Keep an edition as it is issued, once for all."""
    text = json.dumps(dict(issued.contents), ensure_ascii=False, sort_keys=True)
    db.execute(
        insert(issued_matrices).values(
            edition_id=edition,
            name=issued.name,
            contents=text,
            sha256=issued.sha256,
            issued_by=db.author.name,
            issued_by_user=db.author.user,
            issued_at=db.author.at,
        )
    )


def listed(db: Reading) -> tuple[IssuedMatrix, ...]:
    """All issued editions without their files, in the order of their issue, in one query."""
    kept = issued_matrices.c
    query = select(kept.name, kept.sha256, matrix_editions.c.by_default).join_from(
        issued_matrices, matrix_editions
    )
    rows = db.rows(query.order_by(kept.issued_at, kept.name))
    return tuple(IssuedMatrix(row["name"], row["sha256"], row["by_default"]) for row in rows)


def version() -> ScalarSelect[int]:
    """A number that grows with every edition that is issued, and every change of what is taken.

    For whoever asks something else anyway, and wants to know whether to ask for the list again.
    """
    is_issued = matrix_editions.c.state == EditionState.ISSUED.value
    counted = func.coalesce(func.sum(matrix_editions.c.version), 0)
    return select(counted).where(is_issued).scalar_subquery()


def contents(db: Reading, hashes: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """The files of editions by their hashes."""
    query = select(issued_matrices.c.sha256, issued_matrices.c.contents)
    rows = db.rows(query.where(issued_matrices.c.sha256.in_(hashes)))
    return {row["sha256"]: json.loads(row["contents"]) for row in rows}
