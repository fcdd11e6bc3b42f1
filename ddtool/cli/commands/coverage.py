"""``ddtool coverage``: run the matching rules on requests."""

import json
from typing import BinaryIO

import click

from ddtool.cli import access
from ddtool.cli.library import open_library
from ddtool.cli.parameters import language_option
from ddtool.usecases.coverage import answer_requests, explain_requests


@click.command()
@click.argument("request", type=click.File("rb"))
@click.option("--json", "as_json", is_flag=True, help="Print the answers as JSON, for programs.")
@language_option
def command(request: BinaryIO, as_json: bool, language: str) -> None:
    """Match the certificates in REQUEST, a file of one request or a list of them ("-" reads stdin).

    The shape of a request and the rules stand in criteria/RULES.md. If any request has a fault,
    all faults are told and nothing is decided.
    """
    content = request.read()
    if as_json:
        answers = answer_requests(content, open_library())
        click.echo(json.dumps(answers, ensure_ascii=False, indent=1))
        return
    translate = access.translations(language).gettext
    click.echo("\n\n".join(explain_requests(content, open_library(), translate)))
