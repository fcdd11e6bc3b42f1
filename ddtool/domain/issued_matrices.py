"""Matrix editions that were made in this installation and issued: packs that lie in no folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class IssuedMatrix:
    """One issued edition, as the files of a pack by name; it never changes.

    ``sha256`` is the hash over the files, as of any pack, so two of the same hash are the same.
    ``by_default`` says whether it is taken where an assessment names no matrix.
    """

    name: str
    sha256: str
    by_default: bool = False
    contents: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
