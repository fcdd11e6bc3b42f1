"""Packs that were loaded by upload: kept as the files of a pack, never changed.

Before that they are kept to be looked at, by whoever brought them.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ScalarSelect, delete, func, insert, select

from ddtool.domain.history import Subject
from ddtool.domain.pack_uses import UploadedPack
from ddtool.domain.refusals import NotFound
from ddtool.store.keeping import new_id
from ddtool.store.schema_packs import looked_at_packs, uploaded_packs
from ddtool.store.transactions import Reading, Writing

PACK = "pack"

_LOOKED_AT_MOST = timedelta(days=7)


def keep_to_look_at(db: Writing, pack: UploadedPack) -> str:
    """Keep a pack without problems until somebody loads it; its id. Old ones are thrown away."""
    before = db.author.at - _LOOKED_AT_MOST
    db.execute(delete(looked_at_packs).where(looked_at_packs.c.brought_at < before))
    id = new_id()
    brought = {"id": id, "brought_by_user": db.author.user, "brought_at": db.author.at}
    db.execute(insert(looked_at_packs).values(**brought, **_said(pack)))
    return id


def looked_at(db: Reading, id: str, user: str | None) -> UploadedPack:
    """A pack that a user has brought and nobody has loaded yet.

    :raises NotFound: there is none of that id, or somebody else has brought it.
    """
    row = db.row(select(looked_at_packs).where(looked_at_packs.c.id == id))
    if row is None or row["brought_by_user"] != user:
        raise NotFound(PACK)
    return UploadedPack(
        kind=row["kind"],
        name=row["name"],
        sha256=row["sha256"],
        file_name=row["file_name"],
        contents=json.loads(row["contents"]),
    )


def let_go(db: Writing, id: str) -> None:
    """Throw away what was looked at."""
    db.execute(delete(looked_at_packs).where(looked_at_packs.c.id == id))


def load(db: Writing, pack: UploadedPack) -> None:
    """Keep a pack once for all."""
    by = {"loaded_by": db.author.name, "loaded_by_user": db.author.user, "loaded_at": db.author.at}
    db.execute(insert(uploaded_packs).values(id=new_id(), **_said(pack), **by))
    told = {"kind": pack.kind, "sha256": pack.sha256, "file_name": pack.file_name}
    db.record(Subject(PACK, pack.name), "loaded", {}, told)


def listed(db: Reading) -> tuple[UploadedPack, ...]:
    """All loaded packs without their files, in the order of their loading, in one query."""
    kept = uploaded_packs.c
    query = select(
        kept.kind, kept.name, kept.sha256, kept.file_name, kept.loaded_by, kept.loaded_at
    )
    rows = db.rows(query.order_by(kept.loaded_at, kept.kind, kept.name))
    return tuple(UploadedPack(**row) for row in rows)


def contents(db: Reading, hashes: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """The files of loaded packs by their hashes."""
    query = select(uploaded_packs.c.sha256, uploaded_packs.c.contents)
    rows = db.rows(query.where(uploaded_packs.c.sha256.in_(hashes)))
    return {row["sha256"]: json.loads(row["contents"]) for row in rows}


def version() -> ScalarSelect[int]:
    """A number that grows with every pack that is loaded."""
    return select(func.count()).select_from(uploaded_packs).scalar_subquery()


def _said(pack: UploadedPack) -> dict[str, Any]:
    return {
        "kind": pack.kind,
        "name": pack.name,
        "sha256": pack.sha256,
        "file_name": pack.file_name,
        "contents": json.dumps(dict(pack.contents), ensure_ascii=False, sort_keys=True),
    }
