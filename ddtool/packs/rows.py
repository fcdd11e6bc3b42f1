"""CSV files read strictly: known columns only, each row with its line."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from ddtool.packs.problems import Findings
from ddtool.sentences import Sentence

MAX_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row with the place it stands in; every column has a text, empty where nothing stands."""

    place: str
    values: dict[str, str]


def read_rows(
    data: bytes, columns: Sequence[str], findings: Findings, *, required: Sequence[str] = ()
) -> list[Row]:
    """The rows of a CSV file in UTF-8 with a header; columns that are not required may be left out.

    Empty lines are passed over. A row with too few or too many fields is noted and left out.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        findings.give_up(
            Sentence("byte {number}", number=error.start),
            Sentence("this is not UTF-8"),
            Sentence("save the file as CSV UTF-8"),
        )
        return []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if not check_header(header, columns, findings, required=required):
            return []
        return _read(reader, header, findings, dict.fromkeys(columns, ""))
    except csv.Error as error:
        findings.add(
            Sentence("line {line}", line=reader.line_num),
            str(error),
            Sentence("quote texts with commas or quotes"),
        )
        return []


def check_header(
    header: Sequence[str], columns: Sequence[str], findings: Findings, *, required: Sequence[str]
) -> bool:
    """Whether the header can be used; note what is unknown, double or missing."""
    before = len(findings.problems)
    for name in dict.fromkeys(header):
        if name not in columns:
            known = ", ".join(columns)
            findings.add(
                Sentence("line {line}", line=1),
                Sentence('unknown column "{name}"', name=name),
                Sentence("remove it or use one of: {words}", words=known),
            )
        elif list(header).count(name) > 1:
            findings.add(
                Sentence("line {line}", line=1),
                Sentence('column "{name}" stands twice', name=name),
                Sentence("keep one"),
            )
    for name in required:
        if name not in header:
            findings.add(
                Sentence("line {line}", line=1),
                Sentence('column "{name}" is missing', name=name),
                Sentence("add it"),
            )
    return len(findings.problems) == before


def _read(
    reader: object, header: Sequence[str], findings: Findings, empty: dict[str, str]
) -> list[Row]:
    rows: list[Row] = []
    line = 2
    for values in reader:  # type: ignore[attr-defined]  # csv gives its reader no public type
        place, line = Sentence("line {line}", line=line), reader.line_num + 1  # type: ignore[attr-defined]
        if not any(values):
            continue
        if len(rows) == MAX_ROWS:
            findings.add(
                place,
                Sentence("more than {limit} rows", limit=MAX_ROWS),
                Sentence("split the pack"),
            )
            break
        if len(values) != len(header):
            found = Sentence(
                "{fields} fields under {columns} columns", fields=len(values), columns=len(header)
            )
            findings.add(place, found, Sentence("quote texts with commas; fill every column"))
            continue
        rows.append(Row(place, empty | dict(zip(header, values, strict=True))))
    return rows
