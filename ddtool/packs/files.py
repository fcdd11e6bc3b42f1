"""The files of one pack, read within bounds."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ddtool.packs.problems import Findings
from ddtool.sentences import Sentence

MAX_FILE_BYTES = 2 * 1024 * 1024
MAX_FILES = 100

_DATA = (".toml", ".csv")


@dataclass(frozen=True)
class PackFiles:
    """A pack as bytes by file name; ``label`` is its folder, such as ``sets/rra-3.0``."""

    label: str
    contents: Mapping[str, bytes]

    @cached_property
    def sha256(self) -> str:
        """One hash over the names and contents of all files, whatever their order."""
        digest = hashlib.sha256()
        for name, content in sorted(self.contents.items()):
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()

    @property
    def folder_name(self) -> str:
        """The last part of the label, such as ``rra-3.0``."""
        return self.label.rpartition("/")[2]

    def findings(self, name: str, others: Findings) -> Findings:
        """A place for problems of one of the files, beside those found so far."""
        return others.of(f"{self.label}/{name}" if self.label else name)

    def overlays(self, stem: str) -> Mapping[str, bytes]:
        """The files ``stem.<language>.toml`` by language."""
        parts = {name: name.split(".") for name in sorted(self.contents)}
        return {
            piece[1]: self.contents[name]
            for name, piece in parts.items()
            if len(piece) == 3 and piece[0] == stem and piece[2] == "toml"
        }


def read_files(folder: Path, label: str, findings: Findings) -> PackFiles:
    """All TOML and CSV files of a folder; what cannot be read is noted and left out."""
    contents: dict[str, bytes] = {}
    names = sorted(path for path in folder.iterdir() if path.suffix in _DATA)
    for path in names[:MAX_FILES]:
        if path.name.startswith("."):
            continue
        content = read_file(path, findings.of(f"{label}/{path.name}"))
        if content is not None:
            contents[path.name] = content
    if len(names) > MAX_FILES:
        findings.of(label).add(
            "",
            Sentence("{count} files", count=len(names)),
            Sentence("keep {limit} at most", limit=MAX_FILES),
        )
    return PackFiles(label, contents)


def read_file(path: Path, findings: Findings) -> bytes | None:
    """The bytes of one file, or None with a problem noted."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        findings.give_up(
            "",
            Sentence("cannot be read: {reason}", reason=error.strerror),
            Sentence("make it readable"),
        )
        return None
    if len(content) > MAX_FILE_BYTES:
        findings.give_up(
            "", Sentence("is larger than 2 MB"), Sentence("split the pack or shorten its texts")
        )
        return None
    return content
