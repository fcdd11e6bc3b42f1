"""One gate in words: what it asks, what was looked at, and what became of the certificate."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ddtool.domain.certificates import Certificate, Nonconformity
from ddtool.domain.equivalency import Conditions
from ddtool.domain.gate_trace import GateStep, Passing, Recognised
from ddtool.domain.gates import last_valid_day
from ddtool.domain.months import months_later
from ddtool.domain.places import Place
from ddtool.reports.content.told import condensed
from ddtool.reports.content.voice import Voice
from ddtool.wording import n_
from ddtool.wording.gates import (
    GATE_QUESTIONS,
    GATE_TITLES,
    NOT_ASKED_BECAUSE,
    QUESTIONS_UNASKED,
    RECOGNITION_QUESTION,
    RECOGNITION_TITLE,
    UNRECOGNISED,
)

_NO_CONDITIONS = Conditions(editions=())


@dataclass(frozen=True, slots=True)
class GateSaid:
    """One gate: what is asked, what was found, and what became of it."""

    title: str
    asked: str
    found: tuple[str, ...]
    passing: Passing
    word: str


@dataclass(frozen=True, slots=True)
class GateFacts:
    """A certificate before the gates of one cell (none: its own gates only), in a reader's words.

    ``on`` is the day that is asked about.
    """

    voice: Voice
    certificate: Certificate
    place: Place
    on: date
    needs: Conditions = _NO_CONDITIONS

    def question(self, gate: str, *, asked: bool) -> str:
        """What the gate asks, with what the cell or the site demands where it was asked."""
        voice = self.voice
        if not asked and gate in QUESTIONS_UNASKED:
            return voice.gettext(QUESTIONS_UNASKED[gate])
        demanded = self._demanded.get(gate, "")
        if gate in QUESTIONS_UNASKED and not demanded:
            return voice.gettext(QUESTIONS_UNASKED[gate])
        return voice.gettext(GATE_QUESTIONS[gate], day=voice.day(self.on).text, asked=demanded)

    def found(self, gate: str) -> str:
        """What was found at a gate that was passed."""
        own = {"G3": self._standing, "G9": self._site, "G14": self._nonconformity}
        text = own.get(gate, lambda: _FOUND[gate])()
        return self.voice.gettext(text, **self._values)

    @property
    def _demanded(self) -> Mapping[str, str]:
        needs, planned = self.needs, self.place.assessment_day
        return {
            "G5": ", ".join(needs.editions),
            "G6": str(needs.max_audit_age_months or ""),
            "G11": ", ".join(f"{name} {least}" for name, least in needs.min_results),
            "G12": ", ".join(needs.requires_companion),
            "G15": self.voice.day(planned).text if planned else "",
        }

    @property
    def _values(self) -> Mapping[str, str]:
        """Everything a sentence may name."""
        voice, certificate, needs = self.voice, self.certificate, self.needs
        status = voice.words(certificate.status)
        return {
            "kind": voice.words(certificate.evidence_type),
            "status": status[:1].upper() + status[1:],
            "issued": voice.day(certificate.issued).text,
            "until": voice.day(last_valid_day(certificate, needs)).text,
            "first": voice.day(needs.effective_from).text,
            "last": voice.day(needs.effective_to).text,
            "edition": certificate.edition,
            "audit": voice.day(certificate.last_audit).text,
            "recent_until": voice.day(self._recent_until).text,
            "areas": ", ".join(self.place.areas),
            "activities": voice.activities(self.place.activities),
            "results": self._results(),
            "names": ", ".join(needs.requires_companion),
        }

    @property
    def _recent_until(self) -> date | None:
        audit, months = self.certificate.last_audit, self.needs.max_audit_age_months
        return None if audit is None or months is None else months_later(audit, months)

    def _standing(self) -> str:
        if self.certificate.issued is None:
            return n_("{status}; its last valid day is {until}.")
        return n_("{status}, issued on {issued}; its last valid day is {until}.")

    def _site(self) -> str:
        if not self.place.areas:
            return n_("The site is named.")
        if not self.certificate.areas:
            return n_("The site is named; without areas, so it is taken for all of it.")
        return n_("The site is named, with its areas: {areas}.")

    def _nonconformity(self) -> str:
        if self.certificate.nonconformity is Nonconformity.MINOR:
            return n_("Only a minor one is recorded as open.")
        return n_("None is recorded as open.")

    def _results(self) -> str:
        results = self.certificate.results
        names = [name for name, _ in self.needs.min_results]
        return ", ".join(f"{name} {results[name]}" for name in names if name in results)


_FOUND: Mapping[str, str] = {
    "G2": n_("It is a {kind}."),
    "G4": n_("In force from {first} to {last}."),
    "G5": n_("It is against the edition {edition}."),
    "G6": n_("The last audit was on {audit}; it is recent enough until {recent_until}."),
    "G7": n_("The body is recorded as accredited."),
    "G8": n_("The result is recorded as audited."),
    "G10": n_("All of them are inside: {activities}."),
    "G11": n_("Recorded: {results}."),
    "G12": n_("Held: {names}."),
    "G13": n_("The report is recorded as supplied."),
    "G15": n_("It runs until {until}."),
}


def gate_said(facts: GateFacts, step: GateStep, *, without_cell: bool) -> GateSaid:
    """One gate in words; ``without_cell`` where no cell was there to ask anything."""
    voice, asked = facts.voice, step.passing is not Passing.NOT_ASKED
    found = condensed(voice, step.reasons)
    if step.passing is Passing.PASSED:
        found = (facts.found(step.gate),)
    elif not asked:
        found = (voice.gettext(_why_not_asked(step.gate, without_cell=without_cell)),)
    return GateSaid(
        title=voice.gettext(GATE_TITLES[step.gate]),
        asked=facts.question(step.gate, asked=asked),
        found=found,
        passing=step.passing,
        word=voice.gettext(_WORDS[step.passing]),
    )


def recognition_said(voice: Voice, recognised: Recognised, status: str) -> GateSaid:
    """What stands before all gates; ``status`` says who has decided, where somebody has."""
    found = [voice.gettext(UNRECOGNISED[recognised])] if recognised in UNRECOGNISED else []
    is_decided = recognised in (Recognised.DECIDED, Recognised.DECIDED_AS_NOTHING)
    passing = Passing.PASSED if recognised is Recognised.DECIDED else Passing.REJECTED
    return GateSaid(
        title=voice.gettext(RECOGNITION_TITLE),
        asked=voice.gettext(RECOGNITION_QUESTION),
        found=tuple([status, *found] if is_decided else found),
        passing=passing,
        word=voice.gettext(_WORDS[passing]),
    )


def _why_not_asked(gate: str, *, without_cell: bool) -> str:
    if without_cell:
        return n_("Without a recognition there is nothing to ask.")
    return NOT_ASKED_BECAUSE.get(gate, n_("Evidence that is no certificate meets no other check."))


_WORDS = {
    Passing.REJECTED: n_("Stopped"),
    Passing.FACT_MISSING: n_("A fact is missing"),
    Passing.LOWERED: n_("Lowered"),
    Passing.WARNED: n_("Warning"),
    Passing.PASSED: n_("Passed"),
    Passing.NOT_ASKED: n_("Not asked"),
}
