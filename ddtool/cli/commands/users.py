"""``ddtool users``: give people a login, the first programme admin among them, and help them in."""

import sys

import click

from ddtool.cli import access
from ddtool.domain.people import Role, User
from ddtool.sentences import n_
from ddtool.usecases.accounts import NewUser, add_user
from ddtool.usecases.operators import (
    allow_sign_in,
    list_users,
    reset_second_factor,
    set_password,
)

_SHORT = {"member": "producer_member", "lead": "producer_lead", "admin": "programme_admin"}
_PASSWORD = n_("Password")
_NO_PASSWORD = n_(
    "A password is asked for, or read from the first line of standard input; none came. "
    "Run this in a terminal, or pass the password on."
)
_MEMBER = n_("{email} can sign in as {role} of {organisation}.")
_ADMIN = n_("{email} can sign in as {role}.")
_ALLOWED = n_("{email} can sign in again.")
_BARRED = n_("{email} can no longer sign in.")
_NO_FACTOR = n_("{email} has no second factor any more.")
_NEW_PASSWORD = n_("{email} has a new password and is signed out everywhere.")
_INACTIVE = n_("may not sign in")
_HAS_FACTOR = n_("second factor")
_NOBODY = n_("Nobody has a login yet.")
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
    """Give people a login, and help them back in."""


@command.command()
@click.argument("email")
@click.option("--role", type=_RoleName(), required=True, help=f"One of {', '.join(_ROLES)}.")
@click.option("--organisation", default="", help="Its name; it is made if there is none yet.")
@click.option("--name", default="", help="What the person is called; else taken from EMAIL.")
def add(email: str, role: Role, organisation: str, name: str) -> None:
    """Give the person with the address EMAIL a login.

    The password is asked for, or read from the first line of standard input.
    """
    new = NewUser(email, role, name, organisation)
    user = add_user(access.ready_database(), access.operator(), new, _password())
    told = _MEMBER if organisation else _ADMIN
    click.echo(access.say(told, email=user.email, role=role.value, organisation=organisation))


@command.command(name="list")
def show() -> None:
    """List everybody with a login: address, name, roles, and what else there is to know."""
    found = list_users(access.ready_database(), access.operator())
    for user in found:
        click.echo("  ".join((user.email, user.name, *_roles(user), *_remarks(user))))
    if not found:
        click.echo(access.say(_NOBODY), err=True)


@command.command()
@click.argument("email")
def deactivate(email: str) -> None:
    """Let EMAIL sign in no longer; what they have recorded stays."""
    user = allow_sign_in(access.ready_database(), access.operator(), email, allowed=False)
    click.echo(access.say(_BARRED, email=user.email))


@command.command()
@click.argument("email")
def activate(email: str) -> None:
    """Let EMAIL sign in again."""
    user = allow_sign_in(access.ready_database(), access.operator(), email, allowed=True)
    click.echo(access.say(_ALLOWED, email=user.email))


@command.command(name="reset-second-factor")
@click.argument("email")
def forget_second_factor(email: str) -> None:
    """Forget the second factor of EMAIL, who has lost phone and recovery codes."""
    user = reset_second_factor(access.ready_database(), access.operator(), email)
    click.echo(access.say(_NO_FACTOR, email=user.email))


@command.command(name="set-password")
@click.argument("email")
def new_password(email: str) -> None:
    """Give EMAIL another password: asked for, or the first line of standard input."""
    user = set_password(access.ready_database(), access.operator(), email, _password())
    click.echo(access.say(_NEW_PASSWORD, email=user.email))


def _roles(user: User) -> tuple[str, ...]:
    """Codes, as ``ddtool users add`` takes them."""
    admin = (Role.PROGRAMME_ADMIN.value,) if user.programme_admin else ()
    of = (f"{one.role.value} ({one.organisation.name})" for one in user.memberships)
    return (*admin, *of)


def _remarks(user: User) -> tuple[str, ...]:
    remarks = () if user.active else (access.say(_INACTIVE),)
    return (*remarks, access.say(_HAS_FACTOR)) if user.second_factor else remarks


def _password() -> str:
    if sys.stdin.isatty():
        return str(click.prompt(access.say(_PASSWORD), hide_input=True, confirmation_prompt=True))
    typed = sys.stdin.readline().rstrip("\r\n")
    if not typed:
        raise click.UsageError(access.say(_NO_PASSWORD))
    return typed
