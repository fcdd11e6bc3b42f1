"""Section 5: the days on which coverage will change, and what certificates not held would do."""

from dataclasses import dataclass
from datetime import date

from ddtool.domain.certificates import Certificate, CertificateStatus
from ddtool.domain.gaps import TO_BE_CLOSED
from ddtool.domain.look_ahead import WhatIf
from ddtool.domain.verdicts import Outcome
from ddtool.reports.content.calendar import Change, changes
from ddtool.reports.content.source import Source, runs
from ddtool.reports.content.values import NOTHING, Explained


@dataclass(frozen=True, slots=True)
class NotHeld:
    """What one more certificate would do, in criteria numbers.

    ``strip`` names its part in each criterion of the set, in order; ``held`` tells why one of
    this standard that is held does not count at the site.
    """

    standard: str
    held: str
    closes: tuple[str, ...]
    completes: tuple[str, ...]
    shows_part: tuple[str, ...]
    hints: tuple[str, ...]
    leaves_open: tuple[str, ...]
    says: tuple[str, ...]
    open_text: str
    strip: tuple[str, ...]

    @property
    def counting(self) -> bool:
        """Whether anything it would do rests on cells that count."""
        return bool(self.closes or self.completes or self.shows_part)


@dataclass(frozen=True, slots=True)
class Ahead:
    """The calendar of coverage and the certificates not held."""

    title: str
    calendar_heading: str
    calendar_lead: str
    calendar: tuple[Change, ...]
    not_held_heading: str
    not_held_lead: str
    key: tuple[Explained, ...]
    not_held: tuple[NotHeld, ...]
    hints_only: str


def make_ahead(source: Source) -> Ahead:
    """What is to come and what could be."""
    voice = source.voice
    not_held = tuple(explain_not_held(source, one) for one in source.analysis.what_if)
    calendar = changes(source)
    return Ahead(
        title=voice.gettext("Look ahead"),
        calendar_heading=voice.gettext("Calendar of coverage"),
        calendar_lead=_calendar_lead(source, calendar),
        calendar=calendar,
        not_held_heading=voice.gettext("Certificates not held, and what each would do"),
        not_held_lead=_lead(source, not_held),
        key=_key(source),
        not_held=tuple(one for one in not_held if one.counting),
        hints_only=_hints_only(source, not_held),
    )


def _calendar_lead(source: Source, calendar: tuple[Change, ...]) -> str:
    voice = source.voice
    if calendar:
        return voice.gettext("If nothing is renewed, coverage changes on these days.")
    if not source.analysis.matrix.decides:
        return voice.gettext(
            "What certificates count for is not decided yet, so there is no coverage to lose."
        )
    return voice.gettext("On no day to come does coverage change.")


def explain_not_held(source: Source, what_if: WhatIf) -> NotHeld:
    """What one certificate that is not held would do, in words and as a strip."""
    parts = (
        ("closes", what_if.closes),
        ("completes", what_if.completes),
        ("part", what_if.shows_part),
        ("hint", what_if.hints),
    )
    part_of = {number: name for name, numbers in reversed(parts) for number in numbers}
    open_ones = frozenset(what_if.leaves_open)
    strip = tuple(
        part_of.get(number, "open" if number in open_ones else "")
        for number in (line.criterion.number for line in source.analysis.lines)
    )
    return NotHeld(
        standard=source.voice.edition(what_if.standard, what_if.edition),
        held=_held(source, what_if),
        closes=what_if.closes,
        completes=what_if.completes,
        shows_part=what_if.shows_part,
        hints=what_if.hints,
        leaves_open=what_if.leaves_open,
        says=_says(source, what_if),
        open_text=_left_open(source, what_if),
        strip=strip,
    )


def _held(source: Source, what_if: WhatIf) -> str:
    """Why a certificate of this standard that is held does not count; empty where none is."""
    voice, day = source.voice, source.analysis.as_of
    analysis, standard = source.analysis, what_if.standard
    held = [one for one in analysis.at_site if one.certificate.standard == standard]
    if not held and any(one.certificate.standard == standard for one in analysis.elsewhere):
        return voice.gettext("held for another site")
    if not held:
        return ""
    if any(outcome is Outcome.PENDING for one in held for outcome, _ in one.shows.values()):
        return voice.gettext("held, a fact is missing")
    if all(_has_expired(one.certificate, day) for one in held):
        return voice.gettext("held, does not count: expired")
    return voice.gettext("held, does not count")


def _has_expired(certificate: Certificate, day: date) -> bool:
    ends = certificate.valid_until
    return certificate.status is CertificateStatus.EXPIRED or (ends is not None and ends < day)


def _left_open(source: Source, what_if: WhatIf) -> str:
    """The gaps it would not close, all of them in a word."""
    left = what_if.leaves_open
    gaps = sum(source.analysis.counts[gap] for gap in TO_BE_CLOSED)
    if left and len(left) == gaps:
        return source.voice.ngettext("the only one", "all {n}", gaps)
    return runs(left) or NOTHING


def _says(source: Source, what_if: WhatIf) -> tuple[str, ...]:
    """What it would do, the strongest first; each in half a line."""
    voice = source.voice
    said = (
        (voice.translations.gettext("closes {numbers}"), what_if.closes),
        (voice.translations.gettext("completes {numbers}"), what_if.completes),
        (voice.translations.gettext("a part of {numbers}"), what_if.shows_part),
        (voice.translations.gettext("not decided for {numbers}"), what_if.hints),
    )
    return tuple(text.format(numbers=runs(numbers)) for text, numbers in said if numbers)


def _lead(source: Source, not_held: tuple[NotHeld, ...]) -> str:
    voice = source.voice
    if not source.analysis.matrix.decides:
        return voice.gettext(
            "What certificates count for is not decided yet, so nothing can be said of those "
            "that are not held."
        )
    if not any(one.counting for one in not_held):
        return voice.gettext(
            "No standard that is not held yet would count for a criterion that is still open."
        )
    return voice.gettext(
        "If each were held, current and met every condition; those that close most "
        "come first. None would raise a rating by itself."
    )


def _key(source: Source) -> tuple[Explained, ...]:
    voice = source.voice
    return (
        Explained(voice.gettext("closes alone"), "", "closes"),
        Explained(voice.gettext("closes with certificates held"), "", "completes"),
        Explained(voice.gettext("shows a part"), "", "part"),
        Explained(voice.gettext("recognition not decided"), "", "hint"),
        Explained(voice.gettext("gap left open"), "", "open"),
    )


def _hints_only(source: Source, not_held: tuple[NotHeld, ...]) -> str:
    names = [one.standard for one in not_held if one.hints and not one.counting]
    if not names:
        return ""
    return source.voice.gettext(
        "Would count for nothing, because their recognition is not decided: {names}.",
        names=", ".join(names),
    )
