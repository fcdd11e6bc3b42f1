"""Where packs come from: folders, and what was loaded by upload and lies in the database."""

from pathlib import Path

from ddtool.domain.pack_uses import UploadedPack

Root = Path | tuple[UploadedPack, ...]
Roots = tuple[Root, ...]
"""The shipped packs first, then private ones, then those loaded by upload."""


def folders_in(roots: Roots) -> tuple[tuple[int, Path], ...]:
    """The roots that are folders, each with its place among all."""
    return tuple((place, root) for place, root in enumerate(roots) if isinstance(root, Path))
