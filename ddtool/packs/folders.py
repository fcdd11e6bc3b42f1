"""Where packs lie, and what stands at the head of each without reading the rest."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from ddtool.packs.criteria_sets import SET_FILE
from ddtool.packs.files import PackFiles, read_file, read_files
from ddtool.packs.heads import Head, read_head
from ddtool.packs.matrices import MATRIX_FILE
from ddtool.packs.problems import Findings
from ddtool.packs.tables import Table, parse_toml
from ddtool.packs.texts import fault_of_id
from ddtool.sentences import Sentence

PRIVATE = "private/"
"""What problems call the folder of packs that only this installation has."""

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

    ``issued``: it was made in this installation and lies in its database.
    """

    kind: Kind
    head: Head
    private: bool
    fictional: bool = False
    issued: bool = False

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
    """One folder that carries, or ought to carry, a pack."""

    kind: Kind
    path: Path
    private: bool

    @property
    def label(self) -> str:
        """The folder below the folder of packs, such as ``sets/rra-3.0``."""
        return f"{PRIVATE if self.private else ''}{self.kind.value}/{self.path.name}"

    def read(self, findings: Findings) -> PackFiles:
        """All files of the pack."""
        return read_files(self.path, self.label, findings)

    def head(self, findings: Findings) -> PackHead | None:
        """The head alone; None, with the problems noted, where it cannot be used."""
        of_file = Findings(f"{self.label}/{self.kind.head_file}")
        content = read_file(self.path / self.kind.head_file, of_file)
        table = Table(parse_toml(content or b"", of_file), "", of_file)
        head = read_head(table)
        check_folder_name(self.path.name, head.id, head.edition, of_file)
        findings.problems.extend(of_file.problems)
        if of_file.problems:
            return None
        return PackHead(self.kind, head, self.private, table.flag("fictional"))


def list_folders(roots: Sequence[Path], kind: Kind) -> Iterator[PackFolder]:
    """All folders of one kind: those of the first root are shipped, all others private."""
    for position, root in enumerate(roots):
        folder = root / kind.value
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.is_dir() and not path.name.startswith("."):
                yield PackFolder(kind, path, private=position > 0)


def find_folders(roots: Sequence[Path], kind: Kind, name: str) -> tuple[PackFolder, ...]:
    """The folders in which a pack of that name ought to lie: none, one, or by mistake several."""
    if not _NAME.fullmatch(name):
        return ()
    folder_name = name.replace("@", "-")
    return tuple(
        PackFolder(kind, path, private=position > 0)
        for position, root in enumerate(roots)
        if (path := root / kind.value / folder_name).is_dir()
    )


def read_shared(roots: Sequence[Path], name: str, findings: Findings) -> list[PackFiles]:
    """The file of that name at the top of each root that has one."""
    found = []
    for position, root in enumerate(roots):
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
