"""The gap report of a stored assessment for programs: the same data as its JSON format."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import ddtool.reports
from ddtool.domain.people import Author
from ddtool.gap_reports import Reader, analyse_assessment, content_of
from ddtool.packs import Library
from ddtool.reports.content import Wanted
from ddtool.reports.formats.json import gap_report
from ddtool.store import Database, accesses, looking, programme_settings

_SCHEMA = Path(ddtool.reports.__file__).parent / "schema" / "gap-report-1.json"


def gap_report_data(
    database: Database,
    author: Author,
    library: Library,
    id: str,
    *,
    as_of: date,
    reader: Reader,
) -> dict[str, Any]:
    """Everything the JSON report says of an assessment on a day; ``gap-report-1.json`` tells what.

    :raises NotFound: the author's organisation has no such assessment, nor was it given to them.
    :raises ResultsNotComparable: a certificate states a result on a foreign scale.
    """
    with accesses.looking_at(database, author, id) as db:
        stored = looking.look_at(db, author, id)
        letterhead = programme_settings.settings_of(db).letterhead
    analysis = analyse_assessment(
        stored.assessment,
        library,
        as_of=as_of,
        matrix=stored.matrix,
        language=reader.language,
        limits=stored.limits,
    )
    site = stored.assessment.site
    wanted = Wanted(letterhead=letterhead)
    return gap_report(content_of(analysis, library, reader, {site.id: site.name}, wanted))


def gap_report_schema() -> dict[str, Any]:
    """The published shape of that data."""
    schema: dict[str, Any] = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    return schema
