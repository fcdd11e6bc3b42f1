"""``ddtool restore``: bring a backup back into an empty installation."""

from pathlib import Path

import click

from ddtool.cli import access
from ddtool.sentences import n_
from ddtool.usecases.databases import restore

_BROUGHT = n_("Brought back {rows} rows and {files} files; every hash is right.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def command(file: Path) -> None:
    """Bring the backup FILE back into an empty installation, all of it or nothing.

    A backup of an older ddtool is upgraded on the way.
    """
    done = restore(access.database(), access.evidence_files(), file)
    click.echo(access.say(_BROUGHT, rows=done.rows, files=done.files))
