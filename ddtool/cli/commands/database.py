"""``ddtool db``: make, upgrade and check the database."""

import click

from ddtool.cli import access
from ddtool.usecases.databases import Checked, Upgraded, check_database, upgrade_database


@click.group(name="db")
def command() -> None:
    """Make, upgrade and check the database of this installation."""


@command.command()
def upgrade() -> None:
    """Bring the database to the schema that this ddtool needs, after a backup of what is in it."""
    done = upgrade_database(
        access.database(),
        access.evidence_files(),
        access.instance_folder() / "backups",
        at=access.operator().at,
    )
    click.echo(_told(done))


@command.command()
@click.pass_context
def check(context: click.Context) -> None:
    """Check schema, history and evidence files; nothing is changed."""
    found = check_database(access.database(), access.evidence_files())
    click.echo(_summed_up(found))
    for title in found.missing:
        click.echo(f"The file of the document {title!r} is missing or damaged.", err=True)
    context.exit(1 if found.missing else 0)


def _told(done: Upgraded) -> str:
    if not done.steps:
        return "The database has the newest schema already."
    before = f" What was in it before: {done.backup}" if done.backup else ""
    return f"The database has the schema {done.steps[-1]} now.{before}"


def _summed_up(found: Checked) -> str:
    return (
        f"Schema {found.revision} ({found.journal}). "
        f"The history holds: {found.events} events. Evidence files: {found.files}."
    )
