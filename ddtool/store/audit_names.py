"""What the things are called that the history tells of, by the numbers and names people quote.

Notes, answers and other words of a producer are not among them. The title of a document and the
standard of a certificate are told to their producer alone: they may never have been handed in.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Column, Integer, Table, func, or_, select
from sqlalchemy.sql import ColumnElement

from ddtool.domain.audit import AuditLine
from ddtool.domain.history import ACCESS
from ddtool.store.containing import contains
from ddtool.store.schema_assessments import actions, assessments, submissions
from ddtool.store.schema_matrices import matrix_editions
from ddtool.store.schema_people import invitations, organisations, tokens, users
from ddtool.store.schema_records import events, reports
from ddtool.store.schema_reviews import (
    assessor_invitations,
    assignments,
    findings,
    messages,
    requests,
)
from ddtool.store.schema_sites import certificates, evidence, sites
from ddtool.store.transactions import Reading

_BY_THEMSELVES = (
    "answer", "rating", "determination", "confirmation", "second-opinion", "pack", "pack-use",
)  # fmt: skip
"""Named in the history by their requirement or criterion, packs by the name they are loaded as."""


@dataclass(frozen=True)
class _Named:
    """Where the names of one kind of thing stand, and how they are put together.

    ``letter`` is the one before the number that people quote, such as the C of C3. ``theirs`` are
    the columns that nobody is told but the organisation whose thing it is.
    """

    table: Table
    columns: tuple[str, ...]
    name: Callable[[Mapping[str, Any]], str] = lambda said: str(next(iter(said.values()), ""))
    letter: str = ""
    number: str = ""
    theirs: frozenset[str] = frozenset()

    def told(self, *, to_owner: bool) -> tuple[str, ...]:
        """The columns that whoever asks is told."""
        return tuple(one for one in self.columns if to_owner or one not in self.theirs)

    def searched(self, *, to_owner: bool) -> tuple[Column[Any], ...]:
        """The columns in which words are looked for."""
        told = (self.table.c[one] for one in self.told(to_owner=to_owner))
        return tuple(column for column in told if not _is_number(column))

    def quotes(self, words: str) -> ColumnElement[bool] | None:
        """Whether somebody asks for the number that people quote."""
        rest = words[len(self.letter) :]
        if not (self.letter and words.startswith(self.letter) and rest.isdecimal()):
            return None
        return self.table.c[self.number] == int(rest[:9])


def _is_number(column: Column[Any]) -> bool:
    return isinstance(column.type, Integer)


def _numbered(letter: str, number: str, *more: str) -> Callable[[Mapping[str, Any]], str]:
    def name(said: Mapping[str, Any]) -> str:
        quoted = f"{letter.upper()}{said[number]}" if said.get(number) else ""
        return ", ".join(one for one in (quoted, *(said.get(each, "") for each in more)) if one)

    return name


def _edition(said: Mapping[str, Any]) -> str:
    return f"{said.get('title', '')} ({said.get('matrix', '')}@{said.get('edition', '')})"


_PLACES: Mapping[str, _Named] = {
    "site": _Named(sites, ("name",)),
    "action": _Named(actions, ("number",), _numbered("a", "number"), "a", "number"),
    "certificate": _Named(
        certificates,
        ("register_number", "standard"),
        _numbered("c", "register_number", "standard"),
        "c",
        "register_number",
        frozenset({"standard"}),
    ),
    "submission": _Named(submissions, ("number",)),
    "evidence": _Named(evidence, ("title",), theirs=frozenset({"title"})),
    "finding": _Named(findings, ("criterion",)),
    "request": _Named(requests, ("criterion",)),
    "message": _Named(messages, ("criterion",)),
    "report": _Named(reports, ("format",), lambda said: str(said.get("format", "")).upper()),
    "assessor-invitation": _Named(assessor_invitations, ("email",)),
    "invitation": _Named(invitations, ("email",)),
    "user": _Named(users, ("name",)),
    "membership": _Named(users, ("name",)),
    "organisation": _Named(organisations, ("name",)),
    "token": _Named(tokens, ("name",)),
    "matrix-edition": _Named(matrix_editions, ("title", "matrix", "edition"), _edition),
}


def with_names(
    db: Reading, lines: Iterable[AuditLine], *, to_owner: bool = False
) -> tuple[AuditLine, ...]:
    """The lines with what their things are called, in a query for each kind of thing at most.

    ``to_owner``: whoever asks belongs to the organisation that the lines are about.
    """
    lines = tuple(lines)
    places = _assessments(db, {one.assessment for one in lines} - {""})
    names = dict(_names(db, lines, to_owner=to_owner))
    return tuple(_with(one, names, places) for one in lines)


def is_about(words: str, *, to_owner: bool = False) -> ColumnElement[bool]:
    """Whether an event is about something that is called so, or about something in it.

    What whoever asks is not told, they do not find out by looking for it either.
    """
    c, asked = events.c, " ".join(words.lower().split())
    found = [func.lower(c.subject) == asked]
    if asked.isdecimal():
        found.append(c.noun.in_(_BY_THEMSELVES) & c.subject.like(f"{asked}.%"))
    place = func.lower(sites.c.name + " " + assessments.c.period)
    at_site = (sites.c.organisation_id == assessments.c.organisation_id) & (
        sites.c.id == assessments.c.site_id
    )
    of_them = select(assessments.c.id).join(sites, at_site).where(contains(place, asked))
    found.append(c.assessment_id.in_(of_them))
    for one in _PLACES.values():
        called = [contains(func.lower(column), asked) for column in one.searched(to_owner=to_owner)]
        quoted = one.quotes(asked)
        condition = quoted if quoted is not None else or_(*called) if called else None
        if condition is not None:
            found.append(c.subject.in_(select(one.table.c.id).where(condition)))
    firm = select(assignments.c.id).join(organisations, organisations.c.id == assignments.c.firm_id)
    found.append(c.subject.in_(firm.where(contains(func.lower(organisations.c.name), asked))))
    return or_(*found)


def _with(line: AuditLine, names: Mapping[str, str], places: Mapping[str, str]) -> AuditLine:
    place = places.get(line.assessment, "")
    if line.subject == line.assessment:
        return replace(line, about=place)
    by_itself = line.subject if line.noun in _BY_THEMSELVES else ""
    return replace(line, about=by_itself or names.get(line.subject, ""), place=place)


def _assessments(db: Reading, ids: Collection[str]) -> Mapping[str, str]:
    """The site and the period of each, as its producer calls it."""
    c = assessments.c
    same = (sites.c.organisation_id == c.organisation_id) & (sites.c.id == c.site_id)
    query = select(c.id, c.period, sites.c.name).join(sites, same).where(c.id.in_(ids))
    found = db.rows(query) if ids else ()
    return {row["id"]: f"{row['name']} {row['period']}".strip() for row in found}


def _names(db: Reading, lines: Iterable[AuditLine], *, to_owner: bool) -> Iterator[tuple[str, str]]:
    wanted: dict[str, set[str]] = {}
    for line in lines:
        wanted.setdefault(line.seen if line.noun == ACCESS else line.noun, set()).add(line.subject)
    for kind, ids in wanted.items():
        if kind == "assignment":
            yield from _firms(db, ids)
        elif kind in _PLACES:
            named = _PLACES[kind]
            columns = named.told(to_owner=to_owner)
            if columns:
                yield from _of_kind(db, kind, replace(named, columns=columns), ids)


def _of_kind(
    db: Reading, kind: str, named: _Named, ids: Collection[str]
) -> Iterator[tuple[str, str]]:
    """What is there by what it is called now; what is gone as the history has it."""
    said = select(named.table.c.id, *(named.table.c[one] for one in named.columns))
    gone = set(ids)
    for row in db.rows(said.where(named.table.c.id.in_(ids))):
        gone.discard(row["id"])
        yield row["id"], named.name({one: row[one] for one in named.columns})
    if not gone:
        return
    c = events.c
    told = select(c.subject, c.old_fields).where(c.noun == kind, c.verb == "removed")
    for row in db.rows(told.where(c.subject.in_(gone))):
        fields = json.loads(row["old_fields"])
        yield row["subject"], named.name({one: fields.get(one, "") for one in named.columns})


def _firms(db: Reading, ids: Collection[str]) -> Iterator[tuple[str, str]]:
    firm = select(assignments.c.id, organisations.c.name).join(
        organisations, organisations.c.id == assignments.c.firm_id
    )
    for row in db.rows(firm.where(assignments.c.id.in_(ids))):
        yield row["id"], row["name"]
