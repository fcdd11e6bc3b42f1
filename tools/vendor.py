"""Bring in the files of other projects that ddtool ships, and check that nobody changed them.

``python tools/vendor.py`` gets each package of ``vendor/vendor.toml`` with ``npm pack``, checks the
package and each file against the hashes written there, and copies the files to their places.
``python tools/vendor.py --check`` only checks the copies. Users need neither npm nor this script.
"""

import base64
import hashlib
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "vendor" / "vendor.toml"


@dataclass(frozen=True)
class VendoredFile:
    """A file inside a package, the place of our copy, and the hash both must have."""

    source: str
    target: Path
    sha256: str


@dataclass(frozen=True)
class Package:
    """A package of the npm registry and the files we take from it."""

    name: str
    version: str
    integrity: str
    licence: str
    files: tuple[VendoredFile, ...]


def read_packages(path: Path = LIST) -> tuple[Package, ...]:
    """The packages in the order of the list."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(_package(entry) for entry in content["packages"])


def find_changed(packages: tuple[Package, ...], root: Path = ROOT) -> list[str]:
    """The copies that are missing or differ from what was brought in."""
    files = [file for package in packages for file in package.files]
    return [str(file.target) for file in files if not _is_intact(root / file.target, file.sha256)]


def _package(entry: dict[str, str | list[dict[str, str]]]) -> Package:
    files = entry.pop("files")
    taken = (
        VendoredFile(file["source"], Path(file["target"]), file["sha256"])
        for file in files
        if isinstance(file, dict)
    )
    return Package(files=tuple(taken), **{key: str(value) for key, value in entry.items()})


def _is_intact(path: Path, sha256: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def _bring_in(package: Package) -> None:
    with tempfile.TemporaryDirectory() as folder:
        archive = _fetch(package, Path(folder))
        for file, content in _contents(package, archive):
            target = ROOT / file.target
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            print(f"{file.target}: as in {package.name} {package.version}")


def _fetch(package: Package, folder: Path) -> Path:
    wanted = f"{package.name}@{package.version}"
    subprocess.run(["npm", "pack", "--silent", wanted], cwd=folder, check=True, stdout=sys.stderr)
    archive = next(folder.glob("*.tgz"))
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != package.integrity:
        sys.exit(f"{wanted}: its hash is sha512-{digest}, not the one in {LIST.name}.")
    return archive


def _contents(package: Package, archive: Path) -> Iterator[tuple[VendoredFile, bytes]]:
    with tarfile.open(archive) as opened:
        for file in package.files:
            member = opened.extractfile(f"package/{file.source}")
            content = member.read() if member else b""
            if hashlib.sha256(content).hexdigest() != file.sha256:
                sys.exit(f"{package.name}: {file.source} has not the hash in {LIST.name}.")
            yield file, content


def main(arguments: list[str]) -> None:
    """Check the copies, after bringing them in anew unless ``--check`` was said."""
    packages = read_packages()
    if "--check" not in arguments:
        for package in packages:
            _bring_in(package)
    changed = find_changed(packages)
    if changed:
        sys.exit("Not what was brought in: " + ", ".join(changed))


if __name__ == "__main__":
    main(sys.argv[1:])
