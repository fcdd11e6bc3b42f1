"""Packs out to workbooks and in from them, for whoever holds a licence to the official texts."""

from pathlib import Path

from ddtool.packs import Library, exchange


def export_pack(library: Library, name: str, path: Path) -> None:
    """Write a criteria set or matrix to a workbook that :func:`import_pack` reads back whole.

    :raises UnknownPack: no pack is called so.
    """
    exchange.export_pack(library.roots, name, path, issued=library.issued_edition(name))


def import_pack(library: Library, path: Path, columns: Path | None = None) -> Path:
    """Store the pack in a workbook as a private one, in the library's last folder; its new place.

    :raises PackProblems: everything that is wrong with it; then nothing is stored.
    """
    return exchange.import_pack((*library.folders, library.uploaded), path, columns)
