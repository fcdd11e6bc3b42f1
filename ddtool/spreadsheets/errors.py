"""Facts about files that cannot be opened as workbooks."""

from collections.abc import Callable

from ddtool.domain.errors import DdtoolError

Translate = Callable[[str], str]


def n_(text: str) -> str:
    """Mark a text for translation; whoever shows it translates it."""
    return text


class NotAWorkbook(DdtoolError):
    """A file cannot be, or must not be, opened as a workbook; ``str()`` says why and what to do."""

    def __init__(self, sentence: str, **values: object) -> None:
        self.sentence = sentence
        self.values = values
        super().__init__(sentence.format(**values))

    def told(self, translate: Translate) -> str:
        """The same sentence in another language."""
        return translate(self.sentence).format(**self.values)
