"""Facts about files that cannot be opened as workbooks."""

from ddtool.domain.errors import DdtoolError
from ddtool.wording import Translate


class NotAWorkbook(DdtoolError):
    """A file cannot be, or must not be, opened as a workbook; ``str()`` says why and what to do."""

    def __init__(self, sentence: str, **values: object) -> None:
        self.sentence = sentence
        self.values = values
        super().__init__(sentence.format(**values))

    def told(self, translate: Translate) -> str:
        """The same sentence in another language."""
        return translate(self.sentence).format(**self.values)
