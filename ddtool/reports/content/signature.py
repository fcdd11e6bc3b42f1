"""The signature under a review: who signed what, and whether it stands."""

from dataclasses import dataclass

from ddtool.domain.reviews import SignOff
from ddtool.reports.content.cover import grouped
from ddtool.reports.content.since_signed import say_since
from ddtool.reports.content.source import Source
from ddtool.reports.content.values import Fact, Sign


@dataclass(frozen=True, slots=True)
class Signature:
    """The state of the signature in one sentence; who signed what, and what was declared."""

    sign: Sign
    says: str
    facts: tuple[Fact, ...]


def make_signature(source: Source) -> Signature:
    """The signature, and whether it stands."""
    voice, record = source.voice, source.record
    signed = record.signed
    if signed is None:
        says = voice.gettext("Nobody has signed this review.")
        return Signature(Sign("open", voice.gettext("Not signed off")), says, ())
    if record.changed:
        says = voice.gettext(
            "Signed off on {day}, but changed since: {parts}. The signature stands no more.",
            day=voice.long_day(signed.day),
            parts=voice.list_of(say_since(voice, record.since)),
        )
        sign = Sign("blocking", voice.gettext("Sign-off broken"))
        return Signature(sign, says, _signed(source, signed))
    says = voice.gettext(
        "Signed off on {day}; nothing was changed since.", day=voice.long_day(signed.day)
    )
    sign = Sign("closed", voice.gettext("Signed off"))
    return Signature(sign, says, _signed(source, signed))


def _signed(source: Source, signed: SignOff) -> tuple[Fact, ...]:
    voice = source.voice
    facts = (
        Fact(voice.gettext("Signed by"), ", ".join(filter(None, (signed.name, signed.firm)))),
        Fact(voice.gettext("Day"), voice.long_day(signed.day)),
        Fact(voice.gettext("Statement of independence"), signed.statement),
        Fact(
            voice.gettext("What was handed in"),
            voice.gettext(
                "Submission {number}, SHA-256 {hash}",
                number=signed.submission,
                hash=grouped(signed.submission_sha256),
            ),
        ),
        Fact(voice.gettext("What was said of it"), f"SHA-256 {grouped(signed.review_sha256)}"),
    )
    return tuple(fact for fact in facts if fact.text)
