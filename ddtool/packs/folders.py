"""Where packs lie, and what stands at the head of each without reading the rest.

A root is a folder of packs, or the packs that were loaded by upload and lie in the database. What
was loaded never changes: a folder that later has the name of a loaded pack is passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from ddtool.domain.pack_uses import UploadedPack
from ddtool.packs.criteria_sets import SET_FILE
from ddtool.packs.files import PackFiles, read_file, read_files
from ddtool.packs.heads import Head, read_head
from ddtool.packs.matrices import MATRIX_FILE
from ddtool.packs.problems import Findings
from ddtool.packs.roots import Roots, folders_in
from ddtool.packs.tables import Table, parse_toml
from ddtool.packs.texts import fault_of_id
from ddtool.sentences import Sentence

PRIVATE = "private/"
"""What problems call the folder of packs that only this installation has."""

UPLOADED = "uploaded/"
"""What problems call the place of packs that were loaded by upload."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*@[A-Za-z0-9][A-Za-z0-9._-]*")


class Kind(Enum):
    """What a pack carries; the value is the folder it lies in."""

    CRITERIA_SET = "sets"
    MATRIX = "matrices"

    @property
    def head_file(self) -> str:
        """The file that says what the pack is."""
        return SET_FILE if self is Kind.CRITERIA_SET else MATRIX_FILE


@dataclass(frozen=True, slots=True)
class PackHead:
    """What a list of packs shows; read without the pack's texts or cells.

    ``issued``: it was made in this installation and lies in its database. ``uploaded``: it was
    loaded by upload and lies there too.
    """

    kind: Kind
    head: Head
    private: bool
    fictional: bool = False
    issued: bool = False
    uploaded: bool = False

    @property
    def title(self) -> str:
        """The title of the pack."""
        return self.head.title

    @property
    def label(self) -> str:
        """What kind of text this is, such as "working text"."""
        return self.head.label

    @property
    def name(self) -> str:
        """The reference used everywhere, such as ``rra@3.0``."""
        return f"{self.head.id}@{self.head.edition}"


@dataclass(frozen=True, slots=True)
class PackFolder:
    """One folder that carries, or ought to carry, a pack; ``uploaded`` ones lie in the database."""

    kind: Kind
    path: Path
    private: bool
    uploaded: UploadedPack | None = None

    @property
    def label(self) -> str:
        """The folder below the folder of packs, such as ``sets/rra-3.0``."""
        place = UPLOADED if self.uploaded else PRIVATE if self.private else ""
        return f"{place}{self.kind.value}/{self.path.name}"

    def read(self, findings: Findings) -> PackFiles:
        """All files of the pack."""
        if self.uploaded:
            return files_of_upload(self.uploaded, self.label)
        return read_files(self.path, self.label, findings)

    def head(self, findings: Findings) -> PackHead | None:
        """The head alone; None, with the problems noted, where it cannot be used."""
        of_file = Findings(f"{self.label}/{self.kind.head_file}")
        table = Table(parse_toml(self._head_content(of_file), of_file), "", of_file)
        head = read_head(table)
        check_folder_name(self.path.name, head.id, head.edition, of_file)
        findings.problems.extend(of_file.problems)
        if of_file.problems:
            return None
        return PackHead(
            self.kind,
            head,
            self.private,
            table.flag("fictional"),
            uploaded=self.uploaded is not None,
        )

    def _head_content(self, findings: Findings) -> bytes:
        if self.uploaded:
            return self.uploaded.contents.get(self.kind.head_file, "").encode()
        return read_file(self.path / self.kind.head_file, findings) or b""


def files_of_upload(pack: UploadedPack, label: str) -> PackFiles:
    """The files of a pack that was uploaded."""
    return PackFiles(label, {name: text.encode() for name, text in pack.contents.items()})


def list_folders(roots: Roots, kind: Kind) -> Iterator[PackFolder]:
    """All packs of one kind: those of the first root are shipped, all others private.

    A folder that has the name of a loaded pack is left out.
    """
    loaded = _loaded(roots, kind)
    yield from (one for one in _on_disk(roots, kind) if one.path.name not in loaded)
    yield from loaded.values()


def hidden_folders(roots: Roots, kind: Kind) -> tuple[PackFolder, ...]:
    """The folders that are passed over because a loaded pack has their name."""
    loaded = _loaded(roots, kind)
    return tuple(one for one in _on_disk(roots, kind) if one.path.name in loaded)


def find_folders(roots: Roots, kind: Kind, name: str) -> tuple[PackFolder, ...]:
    """The folders in which a pack of that name ought to lie: none, one, or by mistake several."""
    if not _NAME.fullmatch(name):
        return ()
    folder_name = name.replace("@", "-")
    loaded = _loaded(roots, kind).get(folder_name)
    if loaded:
        return (loaded,)
    return tuple(
        PackFolder(kind, path, private=position > 0)
        for position, root in folders_in(roots)
        if (path := root / kind.value / folder_name).is_dir()
    )


def _loaded(roots: Roots, kind: Kind) -> dict[str, PackFolder]:
    """The packs of one kind that were loaded by upload, by the names of their folders."""
    return {
        pack.folder_name: PackFolder(kind, Path(pack.folder_name), private=True, uploaded=pack)
        for root in roots
        if not isinstance(root, Path)
        for pack in root
        if pack.kind == kind.value
    }


def _on_disk(roots: Roots, kind: Kind) -> Iterator[PackFolder]:
    for position, root in folders_in(roots):
        folder = root / kind.value
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.is_dir() and not path.name.startswith("."):
                yield PackFolder(kind, path, private=position > 0)


def read_shared(roots: Roots, name: str, findings: Findings) -> list[PackFiles]:
    """The file of that name at the top of each root that has one."""
    found = []
    for position, root in folders_in(roots):
        if (root / name).is_file():
            label = PRIVATE.rstrip("/") if position else ""
            files = PackFiles(label, {})
            content = read_file(root / name, files.findings(name, findings))
            found.append(PackFiles(label, {} if content is None else {name: content}))
    return found


def check_folder_name(folder_name: str, pack_id: str, edition: str, findings: Findings) -> None:
    """Folder name, id and edition have to agree; what is no id at all is told elsewhere."""
    if fault_of_id(pack_id) or fault_of_id(edition):
        return
    if pack_id and edition and folder_name != f"{pack_id}-{edition}":
        found = Sentence(
            'the folder is "{folder_name}", id and edition are "{pack_id}" and "{edition}"',
            folder_name=folder_name,
            pack_id=pack_id,
            edition=edition,
        )
        findings.add(
            "",
            found,
            Sentence(
                'rename the folder to "{pack_id}-{edition}", or mend the two',
                pack_id=pack_id,
                edition=edition,
            ),
        )
