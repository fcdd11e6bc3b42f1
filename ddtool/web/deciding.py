"""Whom readers are told to ask while nobody has decided what certificates count for."""

from dataclasses import replace

from ddtool.domain.people import Deciding
from ddtool.reports.content.source import Source
from ddtool.usecases.deciding import who_decides
from ddtool.web import access


def deciding() -> Deciding:
    """Whom the reader may ask."""
    return who_decides(access.database(), access.author())


def with_deciders(source: Source) -> Source:
    """The source whose sentences say by name whom to ask."""
    return replace(source, voice=replace(source.voice, deciders=deciding().names))
