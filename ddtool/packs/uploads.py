"""A pack that somebody sends: as the workbook of an export, or as a ZIP of a pack's folder.

Nothing in it is trusted. A workbook is opened in a process of its own; of a ZIP nothing is ever
written to disk, and its names are only compared.
"""

import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import cast

from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.equivalency import Matrix
from ddtool.domain.errors import DdtoolError
from ddtool.domain.pack_uses import UploadedPack
from ddtool.packs.checks import check_criteria_set
from ddtool.packs.columns import ColumnMap
from ddtool.packs.criteria_sets import read_criteria_set
from ddtool.packs.drafts import Draft, read_draft, tell_by_workbook
from ddtool.packs.exchange import pack_to_sheets
from ddtool.packs.files import MAX_FILE_BYTES, MAX_FILES, PackFiles
from ddtool.packs.folders import Kind, files_of_upload
from ddtool.packs.heads import read_head
from ddtool.packs.issued import read_unstored
from ddtool.packs.loading import load_vocabulary
from ddtool.packs.problems import Findings, PackProblems
from ddtool.packs.roots import Roots
from ddtool.packs.tables import Table, read_table
from ddtool.sentences import Problem, Sentence, n_
from ddtool.spreadsheets.apart import open_apart
from ddtool.spreadsheets.archives import END_BYTES, ArchiveLimits, hostile_end, hostile_parts

LIMITS = ArchiveLimits(parts=2 * MAX_FILES, part_bytes=MAX_FILE_BYTES, unpacked_bytes=1 << 24)
"""The limits of a ZIP with a pack."""

_EMPTY = n_("{file} is empty.")
_NEITHER = n_("{file} is neither an Excel workbook (.xlsx) nor a ZIP of a pack's folder.")
_BROKEN = n_("{file} is damaged or cut off and cannot be opened.")
_HOSTILE = n_("{file} is packed as no pack is ({why}), so it was not opened.")
_NO_HEAD = n_("There is no pack in {file}: put its folder, with set.toml or matrix.toml, into it.")
_SEVERAL = n_("{file} holds more than one pack; send one at a time.")
_STRAY = n_("{file} holds {name}, which is not in the folder of the pack; leave it out.")

_UNORDERED = ("Set", "Matrix", "Texts")
_WORKBOOK = "[content_types].xml"
_OTHER_DOCUMENTS = (b"\xd0\xcf\x11\xe0",)
_ZIP = b"PK\x03\x04"
_OF_SYSTEMS = ("__MACOSX/",)
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


class NotAPack(DdtoolError):
    """What was sent is no pack, or is packed in a way that is not opened."""


@dataclass(frozen=True, slots=True)
class SentPack:
    """A pack that was sent and is free of problems."""

    kind: Kind
    files: PackFiles
    pack: CriteriaSet | Matrix


def read_sent(roots: Roots, file: str, content: bytes) -> SentPack:
    """The pack in what somebody has sent; ``file`` is the clean name of it.

    :raises NotAPack, NotAWorkbook: it is none, or must not be opened.
    :raises PackProblems: all its problems, by file and line or sheet and row.
    """
    draft, is_workbook = _draft_of(file, content)
    pack, found = read_unloaded(roots, draft.kind, draft.files)
    if found and is_workbook:
        found = tuple(tell_by_workbook(one, draft, file) for one in found)
    if pack is None or found:
        raise PackProblems(found)
    return SentPack(draft.kind, draft.files, pack)


def read_unloaded(
    roots: Roots, kind: Kind, files: PackFiles
) -> tuple[CriteriaSet | Matrix | None, tuple[Problem, ...]]:
    """A pack that is not loaded, as far as it can be read, with all its problems."""
    if kind is Kind.MATRIX:
        return read_unstored(roots, files)
    findings = Findings("")
    criteria_set = read_criteria_set(files, load_vocabulary(roots, ""), findings)
    if criteria_set:
        check_criteria_set(criteria_set, files, findings)
    return criteria_set, tuple(findings.problems)


def read_brought(roots: Roots, pack: UploadedPack) -> CriteriaSet | Matrix:
    """A pack that was sent before, as it is against what is loaded by now.

    :raises PackProblems: it no longer fits.
    """
    kind = Kind(pack.kind)
    files = files_of_upload(pack, f"{kind.value}/{pack.folder_name}")
    read, found = read_unloaded(roots, kind, files)
    if read is None or found:
        raise PackProblems(found)
    return read


def say_the_same(kind: Kind, one: PackFiles, other: PackFiles) -> bool:
    """Whether two packs without problems say the same, however their files are written."""
    return _said(kind, one) == _said(kind, other)


def _said(kind: Kind, files: PackFiles) -> dict[str, list[list[tuple[str, str]]]]:
    """The rows of the sheets that the pack would be; the order of some of them means nothing."""
    said = {}
    for name, rows in pack_to_sheets(kind, files).items():
        told = [sorted((key, text) for key, text in row.values.items() if text) for row in rows]
        said[name] = sorted(told) if name in _UNORDERED else told
    return said


def _draft_of(file: str, content: bytes) -> tuple[Draft, bool]:
    """The pack as it was sent, and whether in a workbook."""
    if not content:
        raise NotAPack(Sentence(_EMPTY, file=file))
    if content.startswith(_OTHER_DOCUMENTS):
        return _from_workbook(file, content), True
    if not content.startswith(_ZIP):
        raise NotAPack(Sentence(_NEITHER, file=file))
    why = hostile_end(content[-END_BYTES:])
    if why is None:
        raise NotAPack(Sentence(_BROKEN, file=file))
    if why:
        raise NotAPack(Sentence(_HOSTILE, file=file, why=why))
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = {name.casefold() for name in archive.namelist()}
            if _WORKBOOK not in names and "mimetype" not in names:
                return _from_folder(file, archive), False
    except _UNREADABLE as error:
        raise NotAPack(Sentence(_BROKEN, file=file)) from error
    return _from_workbook(file, content), True


def _from_workbook(file: str, content: bytes) -> Draft:
    findings = Findings(file)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file
        path.write_bytes(content)
        draft = read_draft(path, ColumnMap(), findings, opener=open_apart)
    findings.refuse()
    return cast(Draft, draft)


def _from_folder(file: str, archive: zipfile.ZipFile) -> Draft:
    parts = archive.infolist()
    why = hostile_parts(parts, LIMITS)
    if why:
        raise NotAPack(Sentence(_HOSTILE, file=file, why=why))
    own = {part.filename: part for part in parts if _is_own(part)}
    folder, kind = _head_in(file, list(own))
    stray = next((name for name in own if name.rpartition("/")[0] != folder), None)
    if stray is not None:
        raise NotAPack(Sentence(_STRAY, file=file, name=stray))
    contents = {name.rpartition("/")[2]: archive.read(part) for name, part in own.items()}
    return Draft(kind, PackFiles(_label(kind, contents), contents))


def _is_own(part: zipfile.ZipInfo) -> bool:
    """Whether a part is a file that somebody put there, not one that a system adds."""
    name = part.filename
    hidden = name.rpartition("/")[2].startswith(".")
    return not (part.is_dir() or hidden or name.startswith(_OF_SYSTEMS))


def _head_in(file: str, names: list[str]) -> tuple[str, Kind]:
    """The folder of the pack within the ZIP, and what kind of pack it is."""
    heads = [
        (name.rpartition("/")[0], kind)
        for name in names
        for kind in Kind
        if name.rpartition("/")[2] == kind.head_file
    ]
    if not heads:
        raise NotAPack(Sentence(_NO_HEAD, file=file))
    if len(heads) > 1:
        raise NotAPack(Sentence(_SEVERAL, file=file))
    return heads[0]


def _label(kind: Kind, contents: dict[str, bytes]) -> str:
    """The folder that the pack belongs into: that in the ZIP may be called anything."""
    head = read_head(_quietly(PackFiles("", contents), kind.head_file))
    return f"{kind.value}/{head.id}-{head.edition}"


def _quietly(files: PackFiles, name: str) -> Table:
    return read_table(files, name, Findings(""))
