"""The sheets Certificates, Look ahead, Plan, Evidence and Not applicable."""

from ddtool.domain.gaps import CertificateLine
from ddtool.reports.content.ahead import NotHeld
from ddtool.reports.content.calendar import Change
from ddtool.reports.content.certificates import CertificateRow
from ddtool.reports.content.evidence import EvidenceRow
from ddtool.reports.content.plan import ActionRow
from ddtool.reports.content.source import is_made
from ddtool.reports.formats.excel.looks import sign
from ddtool.reports.formats.excel.sheets.material import (
    AHEAD,
    CERTIFICATES,
    EVIDENCE,
    GAPS,
    PLAN,
    SET_ASIDE,
    Material,
    in_criteria,
    listed,
    numbered,
)
from ddtool.reports.formats.excel.tables import Block, Column, Kind, Page, Row, Target
from ddtool.spreadsheets.writing import Value


def certificates_page(material: Material) -> Page:
    """Every certificate as recorded, what it counts for, and every warning."""
    voice, register = material.voice, material.content.certificates
    held = zip(register.rows, material.content.analysis.at_site, strict=True)
    rows = tuple(_certificate(material, row, line) for row, line in held)
    columns = (
        Column(voice.gettext("Certificate"), 11, Kind.NAME),
        Column(voice.gettext("Standard"), 20),
        Column(voice.gettext("Number"), 15),
        Column(voice.gettext("Issued by"), 20),
        Column(voice.gettext("Status"), 11),
        Column(voice.gettext("Issued"), 12, Kind.DAY),
        Column(voice.gettext("Valid until"), 12, Kind.DAY),
        Column(voice.gettext("Last audit"), 12, Kind.DAY),
        Column(voice.gettext("Sites and scope"), 24),
        Column(voice.gettext("Result"), 15),
        Column(voice.gettext("Criteria it counts for"), 13),
        Column(voice.gettext("How many"), 10, Kind.NUMBER),
        Column(voice.gettext("Reasons and warnings"), 50),
        Column(voice.gettext("Recorded as"), 24),
    )
    said = voice.gettext("The certificates that name the site, and what each is worth here.")
    lead = " ".join(part for part in (said, register.elsewhere) if part)
    blocks = (Block(CERTIFICATES, columns, rows, register.none),)
    return Page(CERTIFICATES, register.title, lead, blocks, printed=len(columns) - 1)


def _certificate(material: Material, row: CertificateRow, line: CertificateLine) -> Row:
    values: tuple[Value, ...] = (
        row.label,
        row.name,
        row.number,
        row.body,
        material.voice.words(line.certificate.status),
        row.issued.value,
        row.valid_until.value,
        row.last_audit.value,
        row.scope,
        sign(row.result),
        listed(row.counts_for),
        len(row.counts_for),
        "\n".join(row.says),
        row.label if is_made(row.id) else row.id,
    )
    return Row(values, row.id)


def ahead_page(material: Material) -> Page:
    """The days on which coverage changes, and what certificates not held would do."""
    ahead = material.content.ahead
    lead = f"{ahead.calendar_lead} {ahead.not_held_lead}"
    return Page(
        key=AHEAD,
        title=ahead.title,
        lead=lead,
        blocks=(_calendar(material), _not_held(material)),
        legend=ahead.hints_only,
        frozen=0,
        above=1,
    )


def _calendar(material: Material) -> Block:
    voice, ahead = material.voice, material.content.ahead
    columns = (
        Column(voice.gettext("Day"), 28, Kind.DAY),
        Column(voice.gettext("What happens"), 34),
        Column(voice.gettext("Coverage lost on"), 24),
        Column(voice.gettext("Coverage gained on"), 24),
        Column(voice.gettext("How coverage changes"), 40),
        Column(voice.gettext("Against the assessment"), 30),
    )
    rows = tuple(_change(one) for one in ahead.calendar)
    return Block("calendar", columns, rows, ahead.calendar_lead, ahead.calendar_heading)


def _change(one: Change) -> Row:
    gained = listed(one.gained)
    return Row((one.day.value, one.what, listed(one.lost), gained, one.changes, one.against))


def _not_held(material: Material) -> Block:
    voice, ahead = material.voice, material.content.ahead
    columns = (
        Column(voice.gettext("Standard"), 28, Kind.NAME),
        Column(voice.gettext("Closes alone"), 30),
        Column(voice.gettext("Closes with certificates held"), 24),
        Column(voice.gettext("Shows a part"), 24),
        Column(voice.gettext("Leaves open"), 40),
        Column(voice.gettext("Recognition not decided"), 30),
    )
    rows = tuple(_what_if(one) for one in ahead.not_held)
    return Block("not_held", columns, rows, ahead.not_held_lead, ahead.not_held_heading)


def _what_if(one: NotHeld) -> Row:
    numbers = (one.closes, one.completes, one.shows_part, one.leaves_open, one.hints)
    return Row((one.standard, *(listed(part) for part in numbers)))


def plan_page(material: Material) -> Page:
    """All actions by due day, with the programme's limits in one line above."""
    voice, plan = material.voice, material.content.plan
    limits = " · ".join(f"{one.letter} {one.title} {one.day.text}" for one in plan.limits)
    columns = (
        Column(voice.gettext("Action"), 11, Kind.NAME),
        Column(voice.gettext("Criterion"), 10, Kind.NAME),
        Column(voice.gettext("Requirement"), 13),
        Column(voice.gettext("What is done"), 54),
        Column(voice.gettext("Owner"), 24),
        Column(voice.gettext("Due"), 12, Kind.DAY),
        Column(voice.gettext("Progress"), 12),
        Column(voice.gettext("Remark"), 18),
        Column(voice.gettext("Cost"), 14),
        Column(voice.gettext("Shown closed by"), 30),
        Column(voice.gettext("Root cause"), 30),
        Column(voice.gettext("Assessor"), 34),
    )
    rows = tuple(_action(one) for one in plan.actions)
    then = plan.if_done
    forecast = f"{then.title}: {then.sign.word}. {' '.join(then.sentences)}" if then else ""
    said = (plan.lead, limits, plan.binding, plan.overdue, plan.violations, *plan.alerts, forecast)
    lead = " ".join(part for part in said if part)
    return Page(PLAN, plan.title, lead, (Block(PLAN, columns, rows, plan.none),))


def _action(one: ActionRow) -> Row:
    values: tuple[Value, ...] = (
        one.label,
        numbered(one.criterion),
        one.requirement,
        one.title,
        one.owner,
        one.due.value,
        one.state.word,
        one.remark,
        one.cost,
        one.shown_closed,
        one.root_cause,
        one.judgement,
    )
    return Row(values, one.id, {1: Target(GAPS, one.criterion)})


def evidence_page(material: Material) -> Page:
    """Every document with its dates, what it shows, where it is kept, and its hash."""
    voice, index = material.voice, material.content.evidence
    columns = (
        Column(voice.gettext("Evidence"), 11, Kind.NAME),
        Column(voice.gettext("Title"), 52),
        Column(voice.gettext("Dated"), 12, Kind.DAY),
        Column(voice.gettext("Valid until"), 12, Kind.DAY),
        Column(voice.gettext("Remark"), 22),
        Column(voice.gettext("Shows"), 24),
        Column(voice.gettext("Kept at"), 30),
        Column(voice.gettext("SHA-256"), 68),
    )
    rows = tuple(_document(one) for one in index.rows)
    lead = voice.gettext("Every document named in an answer or entered as evidence.")
    blocks = (Block(EVIDENCE, columns, rows, index.none),)
    return Page(EVIDENCE, index.title, lead, blocks, printed=len(columns) - 1)


def _document(one: EvidenceRow) -> Row:
    values: tuple[Value, ...] = (
        one.label,
        one.title,
        one.dated.value,
        one.valid_until.value,
        one.remark,
        one.shows,
        one.location,
        one.sha256,
    )
    return Row(values, one.id)


def set_aside_page(material: Material) -> Page:
    """What does not apply, with the reason and on what it rests."""
    voice, aside = material.voice, material.content.set_aside
    columns = (
        material.no_column(),
        Column(voice.gettext("What does not apply"), 52),
        Column(voice.gettext("Reason"), 60),
        Column(voice.gettext("Rests on"), 40),
        Column(voice.gettext("Evidence"), 18),
    )
    rows = tuple(
        Row(
            (numbered(one.number), one.title, one.reason, one.basis, one.evidence),
            one.number,
            {0: in_criteria(one.number)},
        )
        for one in aside.rows
    )
    blocks = (Block(SET_ASIDE, columns, rows, aside.none), *_facts(material))
    return Page(SET_ASIDE, aside.title, aside.lead, blocks)


def _facts(material: Material) -> tuple[Block, ...]:
    """The facts still to be answered; no table where all are."""
    voice, aside = material.voice, material.content.set_aside
    if not aside.facts:
        return ()
    columns = (
        material.no_column(),
        Column(voice.gettext("Question"), 52),
        Column(voice.gettext("Criteria and requirements that may apply"), 60),
    )
    asked = enumerate(aside.facts, start=1)
    rows = tuple(Row((place, one.question, one.text)) for place, one in asked)
    return (Block("facts", columns, rows, "", aside.facts_heading),)
