"""What a programme adds to every report: its name, a contact, a word of its own, and its logo."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as PNG, its size in pixels, and what it shows for those who do not see it."""

    png: bytes = field(repr=False)
    width: int
    height: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """``additions`` are by language; they stand beside the disclaimer and never replace it."""

    name: str = ""
    contact: str = ""
    additions: Mapping[str, str] = field(default_factory=dict)
    logo: Picture | None = None

    def addition(self, language: str) -> tuple[str, ...]:
        """The paragraphs in a language, or those of another one where it has none."""
        said = [text for text in self.additions.values() if text.strip()]
        text = self.additions.get(language, "").strip() or (said[0] if said else "")
        return tuple(part.strip() for part in text.splitlines() if part.strip())


@dataclass(frozen=True, slots=True)
class KeptLogo:
    """The programme's logo as it is kept: a PNG in the folder of files.

    ``text`` says what it shows, empty where that is the programme's name.
    """

    stored_name: str
    sha256: str
    size: int
    width: int
    height: int
    text: str = ""
