"""The sheets of what an assessor has said, and of the comparison with the last cycle."""

from ddtool.reports.content.comparison import ComparedRow, PromisedRow
from ddtool.reports.content.review import (
    ConfirmationRow,
    DeterminationRow,
    FindingRow,
    RequestRow,
)
from ddtool.reports.formats.excel.looks import sign
from ddtool.reports.formats.excel.sheets.material import Material, in_criteria, numbered
from ddtool.reports.formats.excel.tables import Block, Column, Kind, Page, Row

REVIEW, FINDINGS, REQUESTS, COMPARISON = "review", "findings", "requests", "comparison"


def review_page(material: Material) -> Page:
    """The signature and the way of working above, determinations and confirmations as tables."""
    voice, review = material.voice, material.content.review
    signature = review.signature
    facts = [f"{one.label}: {one.text}" for one in (*signature.facts, *review.working)]
    said = (f"{signature.sign.word}. {signature.says}", *facts)
    determinations = Block(
        REVIEW,
        (
            material.no_column(),
            Column(voice.gettext("Criterion"), 34),
            Column(voice.gettext("Self-rating"), 20),
            Column(voice.gettext("Determination"), 20),
            Column(voice.gettext("Reason"), 70),
        ),
        tuple(_determination(one) for one in review.determinations),
        review.none or voice.gettext("Nothing is determined yet."),
        review.determinations_heading,
    )
    confirmations = Block(
        "confirmations",
        (
            material.no_column(),
            Column(voice.gettext("Coverage"), 34),
            Column(voice.gettext("Decision"), 20),
            Column(voice.gettext("Reason"), 70),
        ),
        tuple(_confirmation(one) for one in review.confirmations),
        voice.gettext("Nothing had to be confirmed."),
        review.confirmations_heading,
    )
    lead = "\n".join(part for part in said if part)
    return Page(REVIEW, review.title, lead, (determinations, confirmations), frozen=0)


def _determination(one: DeterminationRow) -> Row:
    reason = " ".join(part for part in (one.doubt, one.reason) if part)
    values = (numbered(one.number), one.title, one.own, one.determined, reason)
    return Row(values, one.number, {0: in_criteria(one.number)})


def _confirmation(one: ConfirmationRow) -> Row:
    return Row((numbered(one.criterion), one.coverage, sign(one.decided), one.reason))


def findings_page(material: Material) -> Page:
    """Every finding, the gravest first."""
    voice, review = material.voice, material.content.review
    columns = (
        material.no_column(),
        Column(voice.gettext("Finding"), 10, Kind.NAME),
        Column(voice.gettext("Kind"), 20),
        Column(voice.gettext("Recorded"), 12, Kind.DAY),
        Column(voice.gettext("What was found"), 70),
        Column(voice.gettext("Requirements"), 20),
        Column(voice.gettext("Root cause"), 40),
        Column(voice.gettext("Action"), 50),
        Column(voice.gettext("Due"), 12, Kind.DAY),
        Column(voice.gettext("Closed"), 20),
    )
    rows = tuple(_finding(one) for one in review.findings)
    blocks = (Block(FINDINGS, columns, rows, review.no_findings),)
    lead = voice.gettext("What the assessor found, each with the requirements it is about.")
    return Page(FINDINGS, review.findings_heading, lead, blocks)


def _finding(one: FindingRow) -> Row:
    values = (
        numbered(one.criterion),
        one.label,
        sign(one.kind),
        one.day.value,
        one.text,
        one.requirements,
        one.root_cause,
        one.action,
        one.due.value,
        one.closed,
    )
    return Row(values, "", {0: in_criteria(one.criterion)})


def requests_page(material: Material) -> Page:
    """Every request for information with its answers."""
    voice, review = material.voice, material.content.review
    columns = (
        Column(voice.gettext("On"), 10, Kind.NAME),
        Column(voice.gettext("Asked"), 60),
        Column(voice.gettext("By"), 22),
        Column(voice.gettext("Due"), 12, Kind.DAY),
        Column(voice.gettext("State"), 24),
        Column(voice.gettext("Answers"), 60),
    )
    rows = tuple(_request(one) for one in review.requests)
    none = voice.gettext("Nothing was asked.")
    lead = voice.gettext("What the assessor asked for, and what was answered.")
    blocks = (Block(REQUESTS, columns, rows, none),)
    return Page(REQUESTS, review.requests_heading, lead, blocks)


def _request(one: RequestRow) -> Row:
    answers = "\n".join(one.answers)
    return Row((one.criterion, one.text, one.asked, one.due.value, sign(one.state), answers))


def comparison_page(material: Material) -> Page:
    """Criterion by criterion then and now, and what was promised."""
    voice, compared = material.voice, material.content.comparison
    counts = "; ".join(f"{one.word}: {count}" for one, count in compared.counts)
    outlooks = "; ".join(f"{one.label}: {one.text}" for one in compared.outlooks)
    criteria = Block(
        COMPARISON,
        (
            material.no_column(),
            Column(voice.gettext("Criterion"), 34),
            Column(voice.gettext("Gap then"), 20),
            Column(voice.gettext("Gap now"), 20),
            Column(voice.gettext("Rating then"), 18),
            Column(voice.gettext("Rating now"), 18),
            Column(voice.gettext("Movement"), 24),
        ),
        tuple(_compared(one) for one in compared.criteria),
        compared.none,
        compared.criteria_heading,
    )
    promised = Block(
        "promised",
        (
            Column(voice.gettext("On"), 10, Kind.NAME),
            Column(voice.gettext("Action"), 54),
            Column(voice.gettext("Owner"), 24),
            Column(voice.gettext("Due"), 12, Kind.DAY),
            Column(voice.gettext("State"), 14),
        ),
        tuple(_promised(one) for one in compared.promised),
        compared.no_promises or compared.none,
        compared.promised_heading,
    )
    lead = "\n".join(part for part in (compared.lead, outlooks, counts) if part)
    return Page(COMPARISON, compared.title, lead, (criteria, promised), frozen=0)


def _compared(one: ComparedRow) -> Row:
    values = (
        numbered(one.number),
        f"{one.title} ({one.came_from})" if one.came_from else one.title,
        sign(one.before),
        sign(one.now),
        one.rating_before,
        one.rating_now,
        sign(one.moved),
    )
    return Row(values, one.number, {0: in_criteria(one.number)})


def _promised(one: PromisedRow) -> Row:
    return Row((one.criterion, one.title, one.owner, one.due.value, sign(one.kept)))
