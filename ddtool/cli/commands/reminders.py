"""``ddtool reminders``: tells people of due days once, now."""

import click

from ddtool.cli import access
from ddtool.cli.letters import own_letters
from ddtool.usecases.reminders import remind_of_due_days, send_letters


@click.command()
def command() -> None:
    """Tell people of actions that are due within two weeks or overdue, each event once.

    "ddtool serve" and "ddtool worker" do this by themselves; run this where neither does, once a
    day. Letters go out where a mail server is set; else the application alone shows the reminders.
    """
    database, author = access.ready_database(), access.operator()
    letters = own_letters()
    told = remind_of_due_days(database, author)
    sent = send_letters(database, author, letters)
    click.echo(access.say("New reminders: {told}.", told=told))
    if letters is None:
        click.echo(access.say("No mail server is set, so the application alone shows them."))
        return
    click.echo(
        access.say(
            "Letters sent: {sent}; not sent: {failed}.", sent=sent.letters, failed=sent.failed
        )
    )
    if sent.failed:
        click.get_current_context().exit(1)
