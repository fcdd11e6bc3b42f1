"""``ddtool workbook``: a self-assessment workbook for a site to fill in."""

from pathlib import Path

import click

from ddtool.cli import access
from ddtool.cli.library import open_library
from ddtool.cli.parameters import language_option
from ddtool.sentences import n_
from ddtool.usecases.workbooks import Language, SiteSource, write_workbook

_WRITTEN = n_("Written: {file}. Fill it in, then make the report with: ddtool report {file}")
_NO_XLSX = n_("the name of a workbook ends with .xlsx")
_KEPT = n_("The file that was there before is kept as {file}.")


def _xlsx(_context: click.Context, _option: click.Parameter, path: Path) -> Path:
    if path.suffix.lower() != ".xlsx":
        raise click.BadParameter(access.say(_NO_XLSX))
    return path


@click.command()
@click.argument("site", metavar="SITE.toml", type=click.Path(exists=True, path_type=Path))
@click.option("--criteria", required=True, metavar="SET", help="The criteria set, such as rra@3.0.")
@click.option(
    "--certificates",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="CERTS.csv",
    help="Certificates to begin with.",
)
@click.option(
    "-o",
    "--output",
    required=True,
    callback=_xlsx,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.xlsx",
    help="The workbook to write.",
)
@language_option
def command(
    site: Path, criteria: str, certificates: Path | None, output: Path, language: str
) -> None:
    """Write a workbook in which a site assesses itself.

    SITE.toml says what the site is; instead of the file, the folder in which it lies may be given:
    then the certificates, answers and actions beside it are taken over too.
    """
    translate = access.translations(language).gettext
    source = SiteSource(site, criteria, certificates)
    kept = write_workbook(open_library(), source, output, Language(language, translate))
    if kept is not None:
        click.echo(translate(_KEPT).format(file=kept), err=True)
    click.echo(translate(_WRITTEN).format(file=output))
