"""``ddtool db``: make, upgrade and check the database."""

import click

from ddtool.cli import access
from ddtool.sentences import n_
from ddtool.usecases.databases import Checked, Upgraded, check_database, upgrade_database

_NEWEST = n_("The database has the newest schema already.")
_UPGRADED = n_("The database has the schema {schema} now.")
_BEFORE = n_("What was in it before: {backup}")
_SOUND = n_(
    "Schema {schema} ({journal}). The history holds: {events} events. Evidence files: {files}."
)
_MISSING = n_('The file of the document "{title}" is missing or damaged.')


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
        click.echo(access.say(_MISSING, title=title), err=True)
    context.exit(1 if found.missing else 0)


def _told(done: Upgraded) -> str:
    if not done.steps:
        return access.say(_NEWEST)
    told = access.say(_UPGRADED, schema=done.steps[-1])
    return f"{told} {access.say(_BEFORE, backup=done.backup)}" if done.backup else told


def _summed_up(found: Checked) -> str:
    return access.say(
        _SOUND,
        schema=found.revision,
        journal=found.journal,
        events=found.events,
        files=found.files,
    )
