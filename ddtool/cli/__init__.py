"""The command ``ddtool``: finds the command that was asked for and tells people what went wrong.

Exit codes: 0 done, 1 not done for a reason given on stderr, 2 wrong usage.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

from ddtool.cli import access, problems
from ddtool.cli.commands import COMMANDS


class Commands(click.Group):
    """A group that knows its commands by name and imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the help."""
        return [listed.name for listed in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of one command and hand out its ``command``."""
        for listed in COMMANDS:
            if listed.name == cmd_name:
                command: click.Command = import_module(listed.module).command
                return command
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the help lines from the list, so that no command has to be imported."""
        with formatter.section("Commands"):
            formatter.write_dl([(listed.name, listed.help) for listed in COMMANDS])

    def invoke(self, ctx: click.Context) -> object:
        """Carry the command out; what went wrong is told in the language of the run."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception as error:  # noqa: BLE001 -- the last resort: people get a sentence, never a trace
            return ctx.exit(problems.tell(error, access.translate))


def _show_version(ctx: click.Context, param: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from importlib.metadata import version  # noqa: PLC0415 -- costs a third of the start

        click.echo(f"ddtool {version('ddtool')}")
        ctx.exit()


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_show_version,
    help="Print the version and stop.",
)
@click.option("--debug", is_flag=True, help="Show where in the code an unforeseen error arose.")
def ddtool(debug: bool) -> None:
    """Say which criteria a site's certificates cover, why, until when, and what is left."""
    if debug:
        os.environ["DDTOOL_DEBUG"] = "1"


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run ``ddtool`` with these arguments (default: the command line) and leave the process."""
    code = run(arguments)
    try:
        sys.stdout.flush()
    except OSError:
        # It was told already; without this, Python would tell it again in its own words.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run ``ddtool`` and return its exit code; whatever went wrong is on stderr by then."""
    try:
        code: object = ddtool.main(arguments, prog_name="ddtool", standalone_mode=False)
    except Exception as error:  # noqa: BLE001 -- the last resort: people get a sentence, never a trace
        return problems.tell(error)
    return code if isinstance(code, int) else 0
