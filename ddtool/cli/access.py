"""What a command may ask for: the settings, the instance folder and today's date.

Only here is the clock read and the environment looked at; everything below is told.
"""

import gettext
from datetime import date
from pathlib import Path

import click

from ddtool.languages import load_language
from ddtool.packs import Library
from ddtool.settings import Settings, read_settings


def settings() -> Settings:
    """The settings of this run, read once.

    :raises SettingsInvalid: with every unknown or impossible setting.
    """
    context = click.get_current_context().find_root()
    if not isinstance(context.obj, Settings):
        context.obj = read_settings()
    return context.obj


def instance_folder() -> Path:
    """The instance folder, made for its owner alone if it is not there yet."""
    folder = settings().instance
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def library() -> Library:
    """All packs: the shipped ones, then the private ones of this installation."""
    known = settings()
    return Library((known.criteria, known.private_criteria))


def translations(language: str) -> gettext.NullTranslations:
    """The catalogue of a language."""
    return load_language(language)


def today() -> date:
    """The day on the clock of this machine: the default of every ``--as-of``."""
    return date.today()  # noqa: DTZ011 -- the user's own calendar day is meant, and only the shell asks
