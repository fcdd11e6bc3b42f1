"""The languages of the tool: one file ``translations/<language>/ddtool.po`` each.

Catalogues are compiled in memory on first use; nothing binary lies in the repository.
"""

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path

ENGLISH = "en"

_TRANSLATIONS = Path(__file__).resolve().parent / "translations"
_CATALOGUE = "ddtool.po"


def list_languages(folder: Path = _TRANSLATIONS) -> tuple[str, ...]:
    """Codes of all languages, English (the language of the code) first, the others sorted."""
    found = sorted(path.parent.name for path in folder.glob(f"*/{_CATALOGUE}"))
    return (ENGLISH, *(language for language in found if language != ENGLISH))


@cache
def load_language(language: str, folder: Path = _TRANSLATIONS) -> gettext.NullTranslations:
    """The catalogue of a language; English or an unknown one gives the texts as they stand."""
    if language == ENGLISH or language not in list_languages(folder):
        return gettext.NullTranslations()
    return gettext.GNUTranslations(_compile(folder / language / _CATALOGUE))


def _compile(path: Path) -> BytesIO:
    from babel.messages.mofile import write_mo  # noqa: PLC0415 -- English needs no Babel
    from babel.messages.pofile import read_po  # noqa: PLC0415 -- as above

    with path.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return compiled
