"""What a command may ask for: the settings, the instance folder and today's date.

Only here is the clock read and the environment looked at; everything below is told.
"""

import getpass
import gettext
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ddtool import sentences
from ddtool.domain.errors import DdtoolError, UnknownLanguage
from ddtool.domain.people import Author
from ddtool.languages import list_languages, load_language
from ddtool.sentences import Sentence
from ddtool.settings import Settings, read_settings
from ddtool.whole_files import make_folder

if TYPE_CHECKING:
    from ddtool.store import Database
    from ddtool.store.files import FileStore

PORT = 8000
"""Where the web application is served unless somebody says otherwise."""

LOGINS = "demo-logins.txt"
"""Where in the instance ``ddtool serve --demo`` keeps the logins of the demonstration."""

_LANGUAGE = "ddtool.language"


def settings() -> Settings:
    """The settings of this run, read once.

    :raises SettingsInvalid: with every unknown or impossible setting.
    """
    context = _root()
    if not isinstance(context.obj, Settings):
        context.obj = read_settings()
    return context.obj


def instance_folder() -> Path:
    """The instance folder, made for its owner alone if it is not there yet."""
    folder = settings().instance
    make_folder(folder, 0o700)
    return folder


def translations(language: str) -> gettext.NullTranslations:
    """The catalogue of a language."""
    return load_language(language)


def language() -> str:
    """The language people are spoken to: that of the option ``--language``, else of the settings.

    :raises UnknownLanguage: there is no such language.
    """
    return str(_root().meta.get(_LANGUAGE) or _own_language())


def speak(chosen: str) -> None:
    """From now on, speak this language in this run."""
    _root().meta[_LANGUAGE] = chosen


def say(text: str, **values: object) -> str:
    """A text in the language of this run, filled with the values."""
    return sentences.say(Sentence(text, **values), translate)


def translate(text: str) -> str:
    """A text in the language of this run; English where the settings cannot be used."""
    try:
        return translations(language()).gettext(text) if text else ""
    except DdtoolError:
        return text


def database() -> "Database":
    """The database of this installation, whatever schema it has."""
    from ddtool.store import Database  # noqa: PLC0415 -- most commands need none

    if settings().database_url.startswith("sqlite:"):
        instance_folder()
    opened = Database(settings().database_url)
    click.get_current_context().call_on_close(opened.close)
    return opened


def database_if_there() -> "Database | None":
    """The database of this installation; None where it has none yet, and none is made."""
    url = settings().database_url
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).is_file():
        return None
    return database()


def ready_database() -> "Database":
    """The database of this installation, of the schema that this ddtool works with.

    :raises SchemaTooOld, SchemaTooNew: it is not for this ddtool.
    """
    from ddtool.usecases.databases import require_database  # noqa: PLC0415 -- as above

    opened = database()
    require_database(opened)
    return opened


def evidence_files() -> "FileStore":
    """The folder of evidence files."""
    from ddtool.store.files import FileStore  # noqa: PLC0415 -- as above

    return FileStore(settings().evidence, settings().scanner)


def operator() -> Author:
    """Whoever sits at this machine, now: the history says that they used the command line."""
    return Author(f"{_user_name()} (command line)", None, datetime.now(UTC))


def today() -> date:
    """The day on the clock of this machine: the default of every ``--as-of``."""
    return date.today()  # noqa: DTZ011 -- the user's own calendar day is meant, and only the shell asks


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


def _own_language() -> str:
    wanted, known = settings().language, list_languages()
    if wanted not in known:
        raise UnknownLanguage(
            Sentence(
                'There is no language "{language}"; there is: {known}.',
                language=wanted,
                known=", ".join(known),
            )
        )
    return wanted


def _root() -> click.Context:
    return click.get_current_context().find_root()
