"""What a workbook of a stored assessment is made from and read against."""

from dataclasses import dataclass

from ddtool.packs import Library
from ddtool.store.files import FileStore
from ddtool.wording import Translate
from ddtool.workbooks import Form


@dataclass(frozen=True)
class Language:
    """The reader's language: its code and the catalogue's way from English to it."""

    code: str = "en"
    translate: Translate = str


ENGLISH = Language()


@dataclass(frozen=True)
class Means:
    """What workbooks are read with: the folder of files, the packs, the reader's language."""

    files: FileStore
    library: Library
    language: Language = ENGLISH


def make_form(library: Library, criteria_set: str, language: Language) -> Form:
    """The form of a set; in the set's own words where it lacks the language.

    :raises UnknownCriteriaSet: no pack carries the set.
    """
    chosen = library.criteria_set(criteria_set)
    if language.code != chosen.language and language.code in chosen.languages:
        chosen = library.criteria_set(criteria_set, language.code)
    return Form(
        criteria_set=chosen,
        standards=library.standards(),
        vocabulary=library.vocabulary(language.code),
        translate=language.translate,
        language=language.code,
    )
