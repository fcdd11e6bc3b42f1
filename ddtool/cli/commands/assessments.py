"""``ddtool assessments``: whole assessments as files, out of an installation and in."""

from io import BytesIO
from pathlib import Path

import click

from ddtool.cli import access
from ddtool.cli.library import open_library
from ddtool.sentences import n_
from ddtool.usecases.assessments import list_assessments
from ddtool.usecases.exchange_in import Arrival, bring_assessment
from ddtool.usecases.exchange_out import write_assessment_file
from ddtool.usecases.operators import acting_for
from ddtool.whole_files import telling_why, write_whole

_WRITTEN = n_("{file} holds the assessment of {site}.")
_CAME = n_("{id}: {answers} answers, {documents} documents, {certificates} certificates.")
_ORGANISATION = "The name of the organisation it belongs to."


@click.group(name="assessments")
def command() -> None:
    """Write assessments into files, and bring them in."""


@command.command(name="list")
@click.option("--organisation", required=True, help="The name of an organisation.")
def show(organisation: str) -> None:
    """List the assessments of an organisation: id, criteria set, period, state."""
    database = access.ready_database()
    author = acting_for(database, access.operator(), organisation)
    for stored in list_assessments(database, author):
        head = stored.value
        click.echo("  ".join((head.id, head.criteria_set, head.period, head.state.value)))


@command.command(name="export")
@click.argument("assessment")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--organisation", required=True, help=_ORGANISATION)
def write(assessment: str, file: Path, organisation: str) -> None:
    """Write the assessment with the id ASSESSMENT and its documents into FILE."""
    database, target = access.ready_database(), BytesIO()
    author = acting_for(database, access.operator(), organisation)
    stored = write_assessment_file(database, access.evidence_files(), author, assessment, target)
    write_whole(file, target.getvalue(), keep=True)
    click.echo(access.say(_WRITTEN, file=file, site=stored.assessment.site.name))


@command.command(name="import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--organisation", required=True, help=_ORGANISATION)
@click.option("--site", default="", help="The id of a site that is there; else a new one is made.")
def bring(file: Path, organisation: str, site: str) -> None:
    """Bring in an assessment from FILE, as an open one; everything in it or nothing."""
    database = access.ready_database()
    author = acting_for(database, access.operator(), organisation)
    with telling_why(file), file.open("rb") as source:
        arrival = Arrival(source, site)
        came = bring_assessment(database, access.evidence_files(), author, open_library(), arrival)
    counts = {"answers": came.comes.answers, "documents": came.comes.documents}
    id = came.head.value.id
    click.echo(access.say(_CAME, id=id, certificates=came.comes.certificates, **counts))
    for sentence in came.comes.left_out:
        click.echo(access.translate(sentence), err=True)
