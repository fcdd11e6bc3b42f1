"""The application of an installation, ready to serve: private files, known hosts, its database."""

import ipaddress
import os
from dataclasses import replace

from flask import Flask

from ddtool.domain.errors import DdtoolError
from ddtool.sentences import Sentence
from ddtool.serving import logs
from ddtool.settings import Settings
from ddtool.usecases.databases import require_database
from ddtool.web import create_app

_PRIVATE = 0o077
_THIS_MACHINE = ("localhost", "127.0.0.1")


class HostsMissing(DdtoolError):
    """The application would be reached from elsewhere and answer to whatever name it is called."""


def open_application(settings: Settings) -> Flask:
    """The application; files it makes are for its user alone, and logs go to stderr.

    :raises HostsMissing: nobody has said which host names it answers to.
    :raises SecretKeyWeak, StoreUnreachable, SchemaTooOld, SchemaTooNew: as they say.
    """
    keep_files_private()
    logs.write_to_stderr(with_messages=settings.debug)
    app = create_app(_with_hosts(settings))
    require_database(app.extensions["ddtool"].database)
    return app


def keep_files_private() -> None:
    """Whatever this process makes from now on is for its user alone."""
    os.umask(_PRIVATE)


def for_this_machine(settings: Settings, host: str) -> Settings:
    """The settings with this machine's own names, where only it can reach the server.

    Names that were set stay: then a proxy on this machine passes requests on.
    """
    if settings.trusted_hosts or not _is_this_machine(host):
        return settings
    return replace(settings, trusted_hosts=tuple(dict.fromkeys((host, *_THIS_MACHINE))))


def _with_hosts(settings: Settings) -> Settings:
    if settings.trusted_hosts:
        return settings
    raise HostsMissing(
        Sentence(
            "Other machines can reach this address, so say by which names: set "
            "DDTOOL_TRUSTED_HOSTS to the host names in the addresses that people type, "
            "separated by commas."
        )
    )


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
