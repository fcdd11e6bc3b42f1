"""Which documents of a register are shown: by their end, their kind, and words in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import request

from ddtool.sentences import n_
from ddtool.usecases.evidence_overview import UsedEvidence
from ddtool.web import access

SOON_DAYS = 30

STATES: Mapping[str, str] = {
    "": n_("All"),
    "expired": n_("Expired"),
    "30": n_("Ends within 30 days"),
    "90": n_("Ends within 90 days"),
    "undated": n_("No end stated"),
    "unused": n_("Shows nothing yet"),
}
KINDS: Mapping[str, str] = {"": n_("All"), "file": n_("Files"), "link": n_("Links")}


@dataclass(frozen=True, slots=True)
class Filter:
    """What is shown, as it stands in the address."""

    state: str = ""
    kind: str = ""
    words: str = ""

    @classmethod
    def asked(cls) -> "Filter":
        """The filter of this request; what is not known is left out."""
        state, kind = request.args.get("state", ""), request.args.get("kind", "")
        return cls(
            state=state if state in STATES else "",
            kind=kind if kind in KINDS else "",
            words=request.args.get("words", "")[:200].strip(),
        )

    @property
    def query(self) -> dict[str, str]:
        """The same for an address."""
        pairs = {"state": self.state, "kind": self.kind, "words": self.words}
        return {name: value for name, value in pairs.items() if value}

    def chosen(self, documents: Sequence[UsedEvidence]) -> tuple[UsedEvidence, ...]:
        """The documents it shows, in their order."""
        return tuple(one for one in documents if self._shows(one))

    def _shows(self, one: UsedEvidence) -> bool:
        kept = one.document.value
        kind = "file" if kept.file else "link"
        parts = (
            kept.evidence.title,
            kept.file.name if kept.file else kept.evidence.location,
            *kept.evidence.requirements,
        )
        return (
            self.kind in ("", kind)
            and self.words.casefold() in " ".join(parts).casefold()
            and self._in_state(one)
        )

    def _in_state(self, one: UsedEvidence) -> bool:
        until, today = one.document.value.evidence.valid_until, access.today()
        if self.state == "expired":
            return until is not None and until < today
        if self.state == "undated":
            return until is None
        if self.state == "unused":
            return not one.document.value.evidence.requirements
        if self.state:
            return until is not None and today <= until <= today + timedelta(days=int(self.state))
        return True


def days_left(until: date | None) -> int | None:
    """Days until a document ends, below zero once it has; None where no end is stated."""
    return (until - access.today()).days if until else None
