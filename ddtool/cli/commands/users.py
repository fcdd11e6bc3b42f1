"""``ddtool users``: give people a login, the first programme admin among them."""

import sys

import click

from ddtool.cli import access
from ddtool.domain.people import Role
from ddtool.sentences import n_
from ddtool.usecases.accounts import NewUser, add_user
from ddtool.usecases.databases import require_database

_SHORT = {"member": "producer_member", "lead": "producer_lead", "admin": "programme_admin"}
_PASSWORD = n_("Password")
_MEMBER = n_("{email} can sign in as {role} of {organisation}.")
_ADMIN = n_("{email} can sign in as {role}.")
_ROLES = tuple(role.value for role in Role)


class _RoleName(click.ParamType[Role]):
    """A role, or its short name."""

    name = "role"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Role:
        word = str(value).lower().replace("-", "_")
        try:
            return Role(_SHORT.get(word, word))
        except ValueError:
            self.fail(f"{value!r} is not one of {', '.join(_ROLES)}.", param, ctx)


@click.group(name="users")
def command() -> None:
    """Give people a login."""


@command.command()
@click.argument("email")
@click.option("--role", type=_RoleName(), required=True, help=f"One of {', '.join(_ROLES)}.")
@click.option("--organisation", default="", help="Its name; it is made if there is none yet.")
@click.option("--name", default="", help="What the person is called; else taken from EMAIL.")
def add(email: str, role: Role, organisation: str, name: str) -> None:
    """Give the person with the address EMAIL a login.

    The password is asked for, or read from the first line of standard input.
    """
    database = access.database()
    require_database(database)
    new = NewUser(email, role, name, organisation)
    user = add_user(database, access.operator(), new, _password())
    told = _MEMBER if organisation else _ADMIN
    click.echo(access.say(told, email=user.email, role=role.value, organisation=organisation))


def _password() -> str:
    if sys.stdin.isatty():
        return str(click.prompt(access.say(_PASSWORD), hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")
