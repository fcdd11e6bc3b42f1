"""Facts about files that cannot be opened as workbooks."""

from ddtool.domain.errors import DdtoolError
from ddtool.sentences import Sentence, Translate


class NotAWorkbook(DdtoolError):
    """A file cannot be, or must not be, opened as a workbook; ``str()`` says why and what to do."""

    def __init__(self, sentence: str, **values: object) -> None:
        self.said = Sentence(sentence, **values)
        super().__init__(self.said)

    def told(self, translate: Translate) -> str:
        """The same sentence in another language."""
        return self.said.told(translate)
