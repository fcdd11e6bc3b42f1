"""``ddtool tokens``: give programs a token to sign in with."""

import click

from ddtool.cli import access
from ddtool.sentences import n_
from ddtool.usecases.accounts import add_token
from ddtool.usecases.databases import require_database

_ONCE = n_("Keep it safe: it is not shown again.")


@click.group(name="tokens")
def command() -> None:
    """Give programs a token to sign in with."""


@command.command()
@click.argument("email")
@click.option("--name", required=True, help="What the token is for.")
def add(email: str, name: str) -> None:
    """Make a token with the rights of the user EMAIL and show it, this once."""
    database = access.database()
    require_database(database)
    _token, secret = add_token(database, access.operator(), email, name)
    click.echo(secret)
    click.echo(access.say(_ONCE), err=True)
