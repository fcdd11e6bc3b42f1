"""``ddtool backup``: write everything into one file, also while others work."""

from pathlib import Path

import click

from ddtool.cli import access
from ddtool.sentences import n_
from ddtool.usecases.databases import back_up

_WRITTEN = n_("{file} holds {rows} rows and {files} files, and was read back.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def command(file: Path) -> None:
    """Write the database and all evidence into the new FILE, with a list of hashes.

    It holds everything as it stands at one moment; others can go on working meanwhile.
    """
    database, operator = access.database(), access.operator()
    done = back_up(database, access.evidence_files(), file, author=operator)
    click.echo(access.say(_WRITTEN, file=file, rows=done.rows, files=done.files))
