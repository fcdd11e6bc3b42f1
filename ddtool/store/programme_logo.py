"""The programme's logo: one row, whose file lies among the evidence files."""

from dataclasses import asdict

from sqlalchemy import RowMapping, select

from ddtool.domain.history import Stored, Subject
from ddtool.domain.letterheads import KeptLogo
from ddtool.domain.programme import LOGO
from ddtool.store import keeping
from ddtool.store.keeping import Kept, stored
from ddtool.store.schema_programme import programme_pictures
from ddtool.store.transactions import Reading, Writing


def find(db: Reading) -> Stored[KeptLogo] | None:
    """The logo with its version; None where the programme has none."""
    row = db.row(select(programme_pictures).where(programme_pictures.c.name == LOGO))
    return stored(row, _to_logo(row)) if row else None


def put(db: Writing, logo: KeptLogo, *, version: int) -> Stored[KeptLogo]:
    """Store the first logo (version 0), or another one in place of the one that was read.

    :raises NotFound, Conflict: another one stands there than was read.
    """
    return keeping.put(db, _kept(), asdict(logo), version=version)


def remove(db: Writing, *, version: int) -> None:
    """Take the logo away that was read at a version.

    :raises NotFound, Conflict: another one stands there than was read.
    """
    keeping.remove(db, _kept(), version=version)


def _kept() -> Kept[KeptLogo]:
    return Kept(programme_pictures, {"name": LOGO}, Subject("setting", LOGO), _to_logo)


def _to_logo(row: RowMapping) -> KeptLogo:
    return KeptLogo(
        stored_name=row["stored_name"],
        sha256=row["sha256"],
        size=row["size"],
        width=row["width"],
        height=row["height"],
        text=row["text"],
    )
