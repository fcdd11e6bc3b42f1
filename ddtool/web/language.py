"""The reader's language, and how it words days, values and sentences."""

from flask import g, request

from ddtool.languages import list_languages, load_language
from ddtool.reports.content import Voice
from ddtool.web import access


def code() -> str:
    """The language of this request: the reader's own choice, else what their browser names."""
    if "language" not in g:
        g.language = _chosen()
    chosen: str = g.language
    return chosen


def translate(text: str) -> str:
    """A text in the reader's language."""
    return load_language(code()).gettext(text) if text else ""


def translate_plural(one: str, many: str, n: int) -> str:
    """The form of a text for that number, in the reader's language."""
    return load_language(code()).ngettext(one, many, n)


def voice() -> Voice:
    """The reader's language with the names of what packs call by ids."""
    if "voice" not in g:
        library = access.library()
        g.voice = Voice(
            language=code(),
            translations=load_language(code()),
            vocabulary=library.vocabulary(code()),
            standards=library.standards(),
        )
    made: Voice = g.voice
    return made


def _chosen() -> str:
    known = list_languages()
    session = access.session()
    if session is not None and session.user.language in known:
        return session.user.language
    wanted = request.accept_languages.best_match(known, access.settings().language)
    return wanted if wanted in known else known[0]
