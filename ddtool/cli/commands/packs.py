"""``ddtool packs``: list and check criteria sets and matrices; workbooks out of and into them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from ddtool.cli import access
from ddtool.cli.library import open_library
from ddtool.sentences import n_
from ddtool.usecases.packs import (
    ListedPack,
    Listing,
    check_packs,
    list_packs,
    matrices_of_one_title,
    refuse_problems,
)

_SETS, _MATRICES, _NONE = n_("Criteria sets"), n_("Matrices"), n_("none")
_PRIVATE = n_("private")
_ISSUED = n_("issued here")
_UPLOADED = n_("loaded by upload")
_OUT = n_("out of use")
_UNLISTED = n_("{number} cannot be listed; run: ddtool packs check")
_HIDDEN = n_("{folder} is passed over: a pack of its name was loaded by upload.")
_SOUND = n_("No problems.")
_SAME_TITLE = n_(
    'The matrices {names} have one title, "{title}": nobody can tell them apart in lists. Change '
    "title and label of your own."
)
_HOLDS = n_("{file} holds {name}.")
_STORED = n_("Stored in {folder}")
_PRIVATE_ONLY = n_("Packs are imported for this installation only: add --private.")

_FILE = click.Path(path_type=Path, dir_okay=False)
_FOUND_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
_FOUND = click.Path(path_type=Path, exists=True)


@click.group(name="packs")
def command() -> None:
    """List and check criteria sets and matrices, export and import them as workbooks."""


@command.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print the list for a program to read.")
def list_(as_json: bool) -> None:
    """List what is there: shipped packs, private ones, and those issued or loaded here."""
    listing = list_packs(open_library(), on=access.today())
    click.echo(json.dumps(asdict(listing), indent=2) if as_json else _for_people(listing))
    for folder in listing.hidden:
        click.echo(access.say(_HIDDEN, folder=folder), err=True)
    if listing.unreadable:
        click.echo(access.say(_UNLISTED, number=listing.unreadable), err=True)


@command.command()
@click.argument("paths", nargs=-1, type=_FOUND)
@click.option("--json", "as_json", is_flag=True, help="Print the problems for a program to read.")
@click.pass_context
def check(context: click.Context, paths: Sequence[Path], as_json: bool) -> None:
    """Check all packs, or those in PATHS: a pack's folder, or a folder of packs."""
    problems = check_packs(open_library(), paths)
    if as_json:
        shown = [asdict(problem) for problem in problems]
        click.echo(json.dumps({"ok": not problems, "problems": shown}, indent=2))
        context.exit(1 if problems else 0)
    refuse_problems(problems)
    click.echo(access.say(_SOUND))
    if not paths:
        for title, names in matrices_of_one_title(open_library()).items():
            click.echo(access.say(_SAME_TITLE, title=title, names=", ".join(names)))


@command.command()
@click.argument("name")
@click.argument("file", type=_FILE)
def export(name: str, file: Path) -> None:
    """Write the pack NAME, such as rra@3.0, to the workbook FILE."""
    from ddtool.usecases import pack_workbooks  # noqa: PLC0415 -- listing needs no workbooks

    pack_workbooks.export_pack(open_library(), name, file)
    click.echo(access.say(_HOLDS, file=file, name=name))


@command.command(name="import")
@click.argument("file", type=_FOUND_FILE)
@click.option("--private", is_flag=True, help="Store it for this installation only.")
@click.option("--columns", type=_FOUND_FILE, help="A TOML file that says which column is what.")
def import_(file: Path, private: bool, columns: Path | None) -> None:
    """Store the pack in the workbook FILE as a private pack of this installation."""
    if not private:
        raise click.UsageError(access.say(_PRIVATE_ONLY))
    from ddtool.usecases import pack_workbooks  # noqa: PLC0415 -- as above

    access.instance_folder()
    folder = pack_workbooks.import_pack(open_library(), file, columns)
    click.echo(access.say(_STORED, folder=folder))


def _for_people(listing: Listing) -> str:
    sets, matrices = _lines(listing.criteria_sets), _lines(listing.matrices)
    return "\n".join((access.say(_SETS), *sets, access.say(_MATRICES), *matrices))


def _lines(packs: Iterable[ListedPack]) -> list[str]:
    return [f"  {pack.name:<20} {pack.title}{_remark(pack)}" for pack in packs] or [
        f"  {access.say(_NONE)}"
    ]


def _remark(pack: ListedPack) -> str:
    whose = _ISSUED if pack.issued else _UPLOADED if pack.uploaded else _PRIVATE
    remarks = [access.translate(pack.label), access.say(whose) if pack.private else ""]
    remarks.append("" if pack.in_use else access.say(_OUT))
    told = "; ".join(filter(None, remarks))
    return f" ({told})" if told else ""
