"""Sentences that are made in English and can still be said in another language later.

Packs, guards and use cases find faults long before anybody knows who will read of them. They make
a :class:`Sentence`, which is a text like any other; whoever shows it calls :func:`tell`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Translate = Callable[[str], str]
"""English text in, text of the reader's language out."""


def n_(text: str) -> str:
    """Mark a text for translation and leave it as it is."""
    return text


class Sentence(str):
    """An English text, filled, that remembers its template and what it was filled with.

    The template is extracted for translation wherever this is called with a literal.
    """

    __slots__ = ("_template", "_values")
    _template: str
    _values: Mapping[str, object]

    def __new__(cls, template: str, /, **values: object) -> "Sentence":
        """Fill the template, whose places are named in curly braces."""
        made = super().__new__(cls, template.format(**values))
        made._template, made._values = template, values
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], Mapping[str, object]]:
        """Copies are made from the template again."""
        return (self._template,), self._values

    def told(self, translate: Translate) -> str:
        """The same in another language, sentences inside it too."""
        values = {name: tell(value, translate) for name, value in self._values.items()}
        return translate(self._template).format(**values)

    @property
    def parts(self) -> tuple[str, Mapping[str, object]]:
        """The template and its values, from which the sentence can be made again."""
        return self._template, self._values


def tell(text: object, translate: Translate) -> object:
    """A sentence in another language; anything else as it is."""
    return text.told(translate) if isinstance(text, Sentence) else text


def say(text: str, translate: Translate) -> str:
    """A text for people: a sentence in another language, any other text as it is."""
    return str(tell(text, translate))


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that cannot be used: where it stands, what was found, what to do.

    ``file`` is a path or a sheet of a workbook, ``place`` a line ("line 14"), an item
    ('criterion "17"') or a cell; it is empty where the whole file is meant.
    """

    file: str
    place: str
    found: str
    remedy: str

    def __str__(self) -> str:
        """The whole problem in one line."""
        return self.told(str)

    def told(self, translate: Translate) -> str:
        """The same in another language."""
        place, found, remedy = (
            say(one, translate) for one in (self.place, self.found, self.remedy)
        )
        where = f"{self.file}, {place}" if place else self.file
        return f"{where}: {found}; {remedy}"
