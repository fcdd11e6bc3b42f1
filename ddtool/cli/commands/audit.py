"""``ddtool audit``: prove that the history is the one that was written, and hand it out."""

import json
import re
from pathlib import Path
from typing import Any

import click

from ddtool.cli import access
from ddtool.cli.parameters import Day, language_option
from ddtool.domain.audit import Search
from ddtool.domain.history import ChainHead
from ddtool.sentences import n_
from ddtool.usecases.audit import FORMATS, Voice, export_audit, prove

_HOLDS = n_("The history holds: {events} events.")
_KEEP = n_("Its last link, to be kept elsewhere: {link}")
_NO_LINK = n_("{value} is no link; give one as ddtool has printed it, such as 1234:9f86d0... .")
_WRITTEN = n_("{file} holds {events} events.")
_LINK = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")


class _Link(click.ParamType[ChainHead]):
    """A link of the history, as number and hash."""

    name = "link"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> ChainHead:
        if isinstance(value, ChainHead):
            return value
        found = _LINK.fullmatch(str(value))
        if found is None:
            self.fail(access.say(_NO_LINK, value=repr(value)), param, ctx)
        return ChainHead(int(found[1]), found[2])


@click.group(name="audit")
def command() -> None:
    """Prove the history of this installation, and hand it out."""


@command.command()
@click.option("--kept", type=_Link(), help="A link that was printed earlier and kept elsewhere.")
@click.option("--json", "as_json", is_flag=True, help="Print the result for a program to read.")
def verify(kept: ChainHead | None, as_json: bool) -> None:
    """Go through every event and its hash; the first that does not hold is named.

    Others can go on working meanwhile. With --kept also a history is found out that somebody wrote
    anew from the beginning, with hashes that fit.
    """
    proof = prove(access.ready_database(), kept=kept)
    link = f"{proof.head.number}:{proof.head.sha256}"
    if as_json:
        click.echo(json.dumps({"ok": True, "events": proof.events, "link": link}))
        return
    click.echo(access.say(_HOLDS, events=proof.events))
    click.echo(access.say(_KEEP, link=link))


@command.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--from", "first", type=Day(), help="The first day, in UTC.")
@click.option("--to", "last", type=Day(), help="The last day, in UTC.")
@click.option("--who", default="", help="A part of a person's name.")
@click.option("--organisation", default="", help="A part of the name of whose data it is.")
@click.option("--thing", default="", help="What it is about: a site, a document, C3, A2, 17.a.")
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(FORMATS)),
    help="How it is written (default: as the name of FILE ends, else csv).",
)
@language_option
def export(file: Path, form: str | None, **asked: Any) -> None:
    """Write who did and saw what and when into the new FILE, the newest first.

    Names of fields are told, never what stood in them. That it was taken away is told in it too.
    """
    language = asked.pop("language")
    chosen = form or file.suffix.removeprefix(".")
    written = export_audit(
        access.ready_database(),
        access.operator(),
        Search(**asked),
        file,
        form=chosen if chosen in FORMATS else "csv",
        voice=Voice(language=language, translations=access.translations(language)),
    )
    click.echo(access.say(_WRITTEN, file=file, events=written))
