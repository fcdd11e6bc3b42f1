"""Crosswalks from files such as ``rra-2.0--rra-3.0.csv``."""

from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.crosswalks import Crosswalk, CrosswalkEntry
from ddtool.packs.problems import Findings
from ddtool.packs.rows import Row, read_rows
from ddtool.sentences import Sentence

COLUMNS = ("from", "to", "relation", "note")
RELATIONS = ("equal", "superset", "subset", "intersects", "related")


def read_crosswalk(
    data: bytes, source: CriteriaSet, target: CriteriaSet, findings: Findings
) -> Crosswalk:
    """The entries between two criteria sets; both ends have to exist there."""
    rows = read_rows(data, COLUMNS, findings, required=COLUMNS[:3])
    for row in rows:
        _check_end(row, "from", source, findings)
        _check_end(row, "to", target, findings)
        if row.values["relation"] not in RELATIONS:
            found = Sentence('relation is "{value}"', value=row.values["relation"])
            findings.add(
                row.place, found, Sentence("use one of: {words}", words=", ".join(RELATIONS))
            )
    entries = tuple(map(_entry, rows))
    return Crosswalk(source.name, target.name, entries)


def _entry(row: Row) -> CrosswalkEntry:
    value = row.values
    return CrosswalkEntry(value["from"], value["to"], value["relation"], value["note"])


def _check_end(row: Row, column: str, ends: CriteriaSet, findings: Findings) -> None:
    name = row.values[column]
    if name not in ends.by_number and name not in ends.criterion_of:
        found = Sentence(
            '{column} is "{name}", which {set} does not have',
            column=column,
            name=name,
            set=ends.name,
        )
        findings.add(row.place, found, Sentence("use a criterion or requirement of that set"))
