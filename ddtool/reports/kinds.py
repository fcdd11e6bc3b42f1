"""The kinds of reports: what each is called, and which sections it has in which order.

A section is a part of a report's content and a template of the same name; a sheet too where it has
rows. Whoever asks for a report may leave sections out, but never how to read it.
"""

from dataclasses import dataclass

from ddtool.domain.errors import DdtoolError
from ddtool.sentences import Sentence, n_

ALWAYS = "how"
"""What no report goes without: what its words mean, and what it is not."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of report: its id, its title, and the anchors of its sections in order."""

    id: str
    title: str
    sections: tuple[str, ...]

    def chosen(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        """Those of its sections that are wanted; all where none are named."""
        if not wanted:
            return self.sections
        return tuple(one for one in self.sections if one in wanted or one == ALWAYS)

    def named(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        """The same choice in one way of saying it: in order, and nothing where it is all."""
        chosen = self.chosen(wanted)
        return () if chosen == self.sections else chosen


GAP = Kind(
    "gap",
    n_("Gap report"),
    ("outlook", "gaps", "coverage", "register", "ahead", "plan", "review", "evidence", "na", "how"),
)
ASSESSOR = Kind(
    "assessor",
    n_("Assessor’s report"),
    ("review", "outlook", "gaps", "coverage", "register", "plan", "evidence", "na", "how"),
)
COMPARISON = Kind(
    "comparison", n_("Comparison report"), ("comparison", "outlook", "gaps", "plan", "how")
)

KINDS = {kind.id: kind for kind in (GAP, ASSESSOR, COMPARISON)}
"""The kinds by their id."""


class UnknownKind(DdtoolError):
    """A report is asked for of a kind, or with a section, that there is not."""


def refuse_unknown(kind: str, sections: tuple[str, ...]) -> None:
    """Make sure that there is such a kind of report, with such sections.

    :raises UnknownKind: there is not; the message says what there is.
    """
    if kind not in KINDS:
        raise UnknownKind(
            Sentence(
                'There is no report "{kind}"; there is: {known}.',
                kind=kind,
                known=", ".join(KINDS),
            )
        )
    known = KINDS[kind].sections
    unknown = next((one for one in sections if one not in known), None)
    if unknown is not None:
        raise UnknownKind(
            Sentence(
                'This report has no section "{section}"; it has: {known}.',
                section=unknown,
                known=", ".join(known),
            )
        )
