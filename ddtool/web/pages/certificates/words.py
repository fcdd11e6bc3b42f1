"""The words that a list of certificates is written in and read with."""

from ddtool.usecases.certificate_lists import ListWords
from ddtool.web import access, language


def list_words() -> ListWords:
    """The reader's words."""
    return ListWords(access.library(), language.translate, language.code())
