"""Every command of ``ddtool``, in the order in which the help shows them.

Listing the help lines here, and not reading them from the modules, keeps ``ddtool --help``
quick: a command's module is imported only when that command is called.
"""

from typing import NamedTuple


class Listed(NamedTuple):
    """One command: its name, the module whose ``command`` carries it out, one line of help."""

    name: str
    module: str
    help: str


COMMANDS: tuple[Listed, ...] = (
    Listed(
        "serve",
        "ddtool.cli.commands.serve",
        "Serve the web application.",
    ),
    Listed(
        "demo",
        "ddtool.cli.commands.demo",
        "Fill an empty database with a fictional demonstration.",
    ),
    Listed(
        "coverage",
        "ddtool.cli.commands.coverage",
        "Match certificates with criteria and explain each result.",
    ),
    Listed(
        "workbook",
        "ddtool.cli.commands.workbook",
        "Write a self-assessment workbook for a site to fill in.",
    ),
    Listed(
        "report",
        "ddtool.cli.commands.report",
        "Turn a filled workbook into the gap report.",
    ),
    Listed(
        "packs",
        "ddtool.cli.commands.packs",
        "List and check criteria sets and matrices.",
    ),
    Listed(
        "assessments",
        "ddtool.cli.commands.assessments",
        "Write assessments into files, and bring them in.",
    ),
    Listed(
        "reminders",
        "ddtool.cli.commands.reminders",
        "Tell people of actions that are due or overdue, once.",
    ),
    Listed(
        "db",
        "ddtool.cli.commands.database",
        "Make, upgrade and check the database.",
    ),
    Listed(
        "users",
        "ddtool.cli.commands.users",
        "Give people a login, and help them back in.",
    ),
    Listed(
        "tokens",
        "ddtool.cli.commands.tokens",
        "Give programs a token to sign in with.",
    ),
    Listed(
        "worker",
        "ddtool.cli.commands.worker",
        "Make the reports that people ask for in the web application.",
    ),
    Listed(
        "audit",
        "ddtool.cli.commands.audit",
        "Prove the history, and hand it out.",
    ),
    Listed(
        "backup",
        "ddtool.cli.commands.backup",
        "Write everything into one file, also while others work.",
    ),
    Listed(
        "restore",
        "ddtool.cli.commands.restore",
        "Bring a backup back into an empty installation.",
    ),
    Listed(
        "doctor",
        "ddtool.cli.commands.doctor",
        "Check this machine and say how to mend what is wrong.",
    ),
)
