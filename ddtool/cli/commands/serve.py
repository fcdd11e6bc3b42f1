"""``ddtool serve``: the web application, on this machine or for others."""

from contextlib import nullcontext
from pathlib import Path

import click

from ddtool.cli import access
from ddtool.cli.demonstration import fill_database, is_empty, login_table, upgrade
from ddtool.cli.embedded_worker import embedded_worker
from ddtool.sentences import n_
from ddtool.serving.opening import for_this_machine, keep_files_private, open_application
from ddtool.serving.server import Server, listen_at
from ddtool.whole_files import write_whole

_SERVES = n_("ddtool serves {address} until you stop it with Ctrl+C.")
_DEMONSTRATION = n_("Fictional demonstration data. Sign in with one of these (kept in {file}):")
_NOBODY = n_(
    "Nobody has a login here yet. In another window: "
    "ddtool users add EMAIL --role producer_lead --organisation NAME, or: ddtool demo"
)
_BACKED_UP = n_("The database was brought to the newest schema; what was in it before: {backup}")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to be reached.")
@click.option("--port", type=click.IntRange(1, 65535), default=access.PORT, show_default=True)
@click.option("--demo", is_flag=True, help="Fill an empty database with the demonstration first.")
@click.option(
    "--worker/--no-worker",
    default=True,
    help="Make reports beside the server too (default), or leave that to: ddtool worker.",
)
def command(host: str, port: int, demo: bool, worker: bool) -> None:
    """Serve the web application.

    The database is made on the first start, and upgraded after a backup where it is older. Other
    machines are served with --host 0.0.0.0 and the setting DDTOOL_TRUSTED_HOSTS; put a proxy that
    speaks https in front then.
    """
    keep_files_private()
    settings = access.settings()
    listening = listen_at(host, port)
    access.instance_folder()
    backup = upgrade()
    if backup:
        click.echo(access.say(_BACKED_UP, backup=backup))
    if not demo and is_empty():
        click.echo(access.say(_NOBODY))
    if demo:
        _show_demonstration(settings.instance / access.LOGINS)
    app = open_application(for_this_machine(settings, host))
    click.echo(access.say(_SERVES, address=_address(host, port)))
    with embedded_worker() if worker else nullcontext():
        Server(app, listening, largest_mb=settings.max_upload_mb, proxies=settings.proxies).run()


def _show_demonstration(logins: Path) -> None:
    """Bring it in on the first start, and say again on later ones how to sign in.

    The passwords are kept, for the owner of the instance alone, because they open nothing but
    fictional data; an installation that was filled with ``ddtool demo`` has no such file.
    """
    if is_empty():
        write_whole(logins, (login_table(fill_database()) + "\n").encode())
    if logins.exists():
        click.echo(access.say(_DEMONSTRATION, file=logins))
        click.echo("\n" + logins.read_text(encoding="utf-8"))


def _address(host: str, port: int) -> str:
    named = {"0.0.0.0": "localhost", "::": "localhost"}.get(host, host)  # noqa: S104 -- only compared
    return f"http://[{named}]:{port}/" if ":" in named else f"http://{named}:{port}/"
