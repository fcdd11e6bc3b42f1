"""The queue of an assessor: what was given to them, and how much waits in each."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from ddtool.domain.assessment_heads import AssessmentState
from ddtool.domain.conversations import waiting_in
from ddtool.domain.errors import UnknownCriteriaSet, UnknownMatrix
from ddtool.domain.gaps import GapAnalysis
from ddtool.domain.history import Stored
from ddtool.domain.overview import DateKind, NextDate
from ddtool.domain.people import Author, Right
from ddtool.domain.plan import action_lines, count_plan
from ddtool.domain.review_checks import tally_of
from ddtool.domain.review_queue import (
    ORDERS,
    Ended,
    Queued,
    disagreements,
    in_order,
    over,
)
from ddtool.domain.reviews import Assignment, RequestState
from ddtool.gap_reports import analyse_what_compares
from ddtool.packs import Library
from ddtool.store import Database, Reading, assessments, assignments, review_queues, reviewing
from ddtool.store.review_queues import Place, Waiting

__all__ = ["ORDERS", "Ended", "Queued", "read_ended", "read_queue"]


def read_queue(
    database: Database,
    author: Author,
    library: Library,
    *,
    as_of: date,
    language: str = "",
    order: str = ORDERS[0],
) -> tuple[Queued, ...]:
    """What was given to the author or their firm and is not over, in one of :data:`ORDERS`.

    How many queries that takes does not depend on how much waits; only a signature after which
    something happened is compared by itself.
    """
    firm, user = author.tenant(Right.REVIEW), author.user or ""
    with database.read() as db:
        given = [one for one in assignments.of_firm(db, firm, user) if not one.value.is_over(as_of)]
        places = [(one.value.producer, one.value.assessment) for one in given]
        found = review_queues.waiting(db, list(dict.fromkeys(places)), user)
        queue = [
            _queued(db, one, found[place], as_of) for one, place in zip(given, places, strict=True)
        ]
    looked = [_looked_into(one, found, library, as_of, language) for one in queue]
    return in_order(looked, order)


def read_ended(
    database: Database, author: Author, library: Library, *, as_of: date
) -> tuple[Ended, ...]:
    """The assessments that the author could see once and sees no more, the last given first.

    Nothing of them is told but what they were assessments of.
    """
    firm, user = author.tenant(Right.REVIEW), author.user or ""
    with database.read() as db:
        gone = over(assignments.of_firm(db, firm, user), as_of)
        places = [(one.producer, one.assessment) for one in gone]
        heads = {one.value.id: one.value for one in assessments.named(db, places)}
    named = [(one, heads[one.assessment]) for one in gone if one.assessment in heads]
    return tuple(
        Ended(
            one.ended_at.date() if one.ended_at else one.ends_on or as_of,
            library.criteria_set(head.criteria_set).short_title,
            head.period,
        )
        for one, head in named
    )


def _queued(db: Reading, given: Stored[Assignment], about: Waiting, as_of: date) -> Queued:
    one = Queued(given, about.head, about.site, about.producer)
    if not given.value.gives_access(as_of):
        return one
    threads = waiting_in(
        about.requests, about.messages, read=about.read, for_assessor=True
    ).values()
    # While it is with its producer, what they do in the plan is not told yet.
    with_producer = about.head.state is AssessmentState.OPEN
    plan = count_plan(action_lines(() if with_producer else about.actions, (), as_of=as_of))
    changed = (
        reviewing.changed_since(db, given.value.producer, given.value.assessment, about.signed)
        if about.signed and about.touched
        else ()
    )
    return replace(
        one,
        since=about.since,
        submissions=about.submissions,
        answered=sum(thread.answered for thread in threads),
        open=sum(thread.open for thread in threads),
        unread=sum(thread.unread for thread in threads),
        signed=about.signed,
        changed=changed,
        to_judge=plan.done,
        overdue=plan.overdue,
    )


def _looked_into(
    one: Queued, found: Mapping[Place, Waiting], library: Library, as_of: date, lang: str
) -> Queued:
    """With what follows from what was handed in, where it waits for the assessor."""
    about = found[(one.assignment.value.producer, one.assignment.value.assessment)]
    title = library.criteria_set(one.head.criteria_set).short_title
    if about.handed_in is None or not one.is_handed_in:
        return replace(one, title=title)
    assessment = replace(about.handed_in, determinations=about.determinations)
    try:
        analysis, _not_compared = analyse_what_compares(
            assessment, library, as_of=as_of, matrix=about.matrix, language=lang
        )
    except (UnknownCriteriaSet, UnknownMatrix):
        return replace(one, title=title)
    return replace(
        one,
        title=title,
        disagreements=disagreements(analysis.lines),
        tally=tally_of(analysis.lines),
        dates=_dates(one, about, analysis),
    )


def _dates(one: Queued, about: Waiting, analysis: GapAnalysis) -> tuple[NextDate, ...]:
    """The days that come: answers wanted, the assessment, the end of access, certificates."""
    wanted = [
        (asked.due, DateKind.ANSWER, asked.criterion)
        for asked in about.requests
        if asked.due and asked.state is RequestState.OPEN
    ]
    ends = [
        (line.certificate.valid_until, DateKind.CERTIFICATE, line.certificate.standard)
        for line in analysis.certificates
        if line.counts and line.certificate.valid_until
    ]
    days = (
        *wanted,
        *ends,
        (one.head.assessment_day, DateKind.ASSESSMENT, ""),
        (one.assignment.value.ends_on, DateKind.ACCESS, ""),
    )
    coming = [
        NextDate(day, kind, name) for day, kind, name in days if day and day >= analysis.as_of
    ]
    return tuple(sorted(coming, key=lambda date: (date.day, date.kind.value, date.about)))
