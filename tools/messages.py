"""Collect every marked text and bring the translations up to date: ``make messages``.

Run in the repository with the environment of the tests. It writes ``ddtool.pot`` and adds what is
new to each ``ddtool.po``, to be translated by hand; what no text has any more is taken out.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "ddtool" / "translations"

_SOURCES = (("ddtool", "**.py", "python"), ("templates", "**.html", "jinja2.ext:babel_extract"))
_KEYWORDS = {"_": None, "n_": None, "Sentence": None, "gettext": None, "ngettext": (1, 2)}
_WIDTH = 100
# The day is of no use to anybody, and would change the file with every run.
_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def collect() -> Catalog:
    """All marked texts, with the files they stand in."""
    found = Catalog(project="ddtool", charset="utf-8", creation_date=_DAY)
    found.header_comment = "# The texts of ddtool; made by `make messages`, not by hand."
    for folder, pattern, method in _SOURCES:
        texts = extract_from_dir(
            ROOT / folder,
            method_map=[(pattern, method)],
            keywords=_KEYWORDS,
            strip_comment_tags=True,
        )
        for file, _line, text, comments, context in sorted(texts, key=lambda one: one[:2]):
            place = (f"{folder}/{Path(file).as_posix()}", 0)
            found.add(text, None, [place], auto_comments=comments, context=context)
    return found


def catalogues() -> Iterator[Path]:
    """The catalogues of all languages but English."""
    return iter(sorted(TRANSLATIONS.glob("*/ddtool.po")))


def read(path: Path) -> Catalog:
    """A catalogue from its file."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def write(path: Path, catalogue: Catalog) -> None:
    """Write a catalogue in a form that changes only where a text does."""
    catalogue.msgid_bugs_address, catalogue.last_translator = "none", "the authors of ddtool"
    catalogue.revision_date = _DAY
    with path.open("wb") as file:
        write_po(file, catalogue, width=_WIDTH, include_lineno=False, ignore_obsolete=True)


def main() -> int:
    """Bring all files up to date and say how many texts wait for a translation."""
    template = collect()
    write(TRANSLATIONS / "ddtool.pot", template)
    for path in catalogues():
        catalogue = read(path)
        catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
        write(path, catalogue)
        waiting = sum(
            1 for message in catalogue if message.id and not _is_translated(message.string)
        )
        sys.stdout.write(f"{path.relative_to(ROOT)}: {waiting} to translate\n")
    return 0


def _is_translated(text: object) -> bool:
    return all(text) if isinstance(text, tuple) else bool(text)


if __name__ == "__main__":
    sys.exit(main())
