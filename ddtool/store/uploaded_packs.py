"""Packs that were loaded by upload: kept as the files of a pack, never changed.

Before that they are kept to be looked at: by whoever brought them, and by a second person who is
asked to load them.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import RowMapping, ScalarSelect, delete, func, insert, select, update

from ddtool.domain.history import Subject
from ddtool.domain.pack_uses import BroughtPack, UploadedPack
from ddtool.domain.refusals import NotFound
from ddtool.store.keeping import new_id
from ddtool.store.schema_packs import looked_at_packs, uploaded_packs
from ddtool.store.transactions import Reading, Writing

PACK = "pack"

_LOOKED_AT_MOST = timedelta(days=7)


def keep_to_look_at(db: Writing, pack: UploadedPack) -> str:
    """Keep a pack without problems until somebody loads it; its id.

    Old ones are thrown away, those not for which a second person was asked.
    """
    kept = looked_at_packs.c
    before = db.author.at - _LOOKED_AT_MOST
    db.execute(delete(looked_at_packs).where(kept.brought_at < before, kept.asked_at.is_(None)))
    id = new_id()
    by = {"brought_by": db.author.name, "brought_by_user": db.author.user}
    brought = {"id": id, "brought_at": db.author.at, **by}
    db.execute(insert(looked_at_packs).values(**brought, **_said(pack)))
    return id


def looked_at(db: Reading, id: str, user: str | None) -> BroughtPack:
    """A pack that nobody has loaded yet, which a user may look at.

    :raises NotFound: there is none of that id, or it is shown to somebody else alone.
    """
    row = db.row(select(looked_at_packs).where(looked_at_packs.c.id == id))
    found = _brought(row, json.loads(row["contents"])) if row else None
    if found is None or not found.is_shown_to(user):
        raise NotFound(PACK)
    return found


def waiting(db: Reading) -> tuple[BroughtPack, ...]:
    """The packs for which a second person is asked, without their files, the oldest first."""
    kept = looked_at_packs.c
    columns = [column for column in kept if column is not kept.contents]
    query = select(*columns).where(kept.asked_at.is_not(None)).order_by(kept.asked_at, kept.id)
    return tuple(_brought(row, {}) for row in db.rows(query))


def ask_second_person(db: Writing, brought: BroughtPack) -> None:
    """Keep a pack until another admin loads it or throws it away."""
    asked = {"asked_at": db.author.at}
    db.execute(update(looked_at_packs).where(looked_at_packs.c.id == brought.id).values(**asked))
    db.record(Subject(PACK, brought.pack.name), "second person asked", {}, _told(brought.pack))


def let_go(db: Writing, brought: BroughtPack) -> None:
    """Throw away what was not loaded; of what waited that is on record."""
    _forget(db, brought)
    if brought.waits:
        told = _told(brought.pack) | {"loaded_by": brought.brought_by}
        db.record(Subject(PACK, brought.pack.name), "discarded", told, {})


def load(db: Writing, brought: BroughtPack) -> None:
    """Keep a pack once for all; the author is the second person where one was asked."""
    _forget(db, brought)
    by = {"loaded_by": brought.brought_by, "loaded_by_user": brought.brought_by_user}
    second = db.author if brought.waits else None
    by["confirmed_by"] = second.name if second else ""
    by["confirmed_by_user"] = second.user if second else None
    kept = {"id": new_id(), "loaded_at": db.author.at, **_said(brought.pack), **by}
    db.execute(insert(uploaded_packs).values(**kept))
    names = {name: by[name] or "" for name in ("loaded_by", "confirmed_by")}
    verb = "loaded by second person" if second else "loaded"
    db.record(Subject(PACK, brought.pack.name), verb, {}, _told(brought.pack) | names)


def listed(db: Reading) -> tuple[UploadedPack, ...]:
    """All loaded packs without their files, in the order of their loading, in one query."""
    kept = uploaded_packs.c
    query = select(
        kept.kind,
        kept.name,
        kept.sha256,
        kept.file_name,
        kept.loaded_by,
        kept.loaded_at,
        kept.confirmed_by,
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


def _forget(db: Writing, brought: BroughtPack) -> None:
    db.execute(delete(looked_at_packs).where(looked_at_packs.c.id == brought.id))


def _brought(row: RowMapping, contents: Mapping[str, str]) -> BroughtPack:
    names = ("kind", "name", "sha256", "file_name")
    pack = UploadedPack(**{name: row[name] for name in names}, contents=contents)
    by = {name: row[name] for name in ("id", "brought_by", "brought_by_user", "asked_at")}
    return BroughtPack(pack=pack, **by)


def _told(pack: UploadedPack) -> dict[str, str]:
    return {"kind": pack.kind, "sha256": pack.sha256, "file_name": pack.file_name}


def _said(pack: UploadedPack) -> dict[str, Any]:
    return {
        "kind": pack.kind,
        "name": pack.name,
        "sha256": pack.sha256,
        "file_name": pack.file_name,
        "contents": json.dumps(dict(pack.contents), ensure_ascii=False, sort_keys=True),
    }
