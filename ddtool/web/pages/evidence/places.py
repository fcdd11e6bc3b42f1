"""Where a document is used, in words people know."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from ddtool.domain.assessment_heads import AssessmentState, EvidenceUse
from ddtool.domain.criteria import CriteriaSet
from ddtool.sentences import n_
from ddtool.usecases.assessments import list_assessments
from ddtool.usecases.certificates import read_register
from ddtool.usecases.evidence_overview import UsedEvidence
from ddtool.web import access, language

_ACTION = n_("Action {label} of an improvement plan")


@dataclass(frozen=True, slots=True)
class UsedAt:
    """An assessment, a certificate or an action that a document is used for.

    ``shown`` are pairs of what it shows and the address of its criterion; ``open`` tells whether
    that can be changed. ``assessment`` is empty for a certificate and for an action.
    """

    title: str
    address: str
    assessment: str = ""
    shown: tuple[tuple[str, str], ...] = ()
    open: bool = False
    action: bool = False

    @property
    def ids(self) -> str:
        """What it shows, as it is written in the form."""
        return ", ".join(id for id, _address in self.shown)


def places_of(used: UsedEvidence) -> tuple[UsedAt, ...]:
    """All places that a document is used at."""
    return tuple(_places(used))


def is_fictional() -> bool:
    """Whether the reader works for an organisation of the demonstration."""
    sites = read_register(access.database(), access.author()).sites
    return any(one.fictional for one in sites)


def _places(used: UsedEvidence) -> Iterator[UsedAt]:
    heads = {
        one.value.id: one.value for one in list_assessments(access.database(), access.author())
    }
    register = read_register(access.database(), access.author())
    sites = {one.id: one.name for one in register.sites}
    held = {one.value.id: one.value for one in register.certificates}
    for use in used.uses:
        if use.certificate in held:
            certificate = held[use.certificate]
            title = f"{language.voice().certificate(certificate)} {certificate.number}".strip()
            yield UsedAt(title, url_for("certificates.one", id=use.certificate))
        elif use.action:
            plan = url_for("plan.index", assessment=use.plan, _anchor=f"action-{use.action}")
            yield UsedAt(language.translate(_ACTION).format(label=use.label), plan, action=True)
        elif use.assessment in heads:
            head = heads[use.assessment]
            criteria_set = access.library().criteria_set(head.criteria_set)
            parts = (sites.get(head.site, ""), criteria_set.short_title, head.period)
            yield UsedAt(
                title=" · ".join(part for part in parts if part),
                address=url_for("evidence.register", assessment=head.id),
                assessment=head.id,
                shown=tuple(_shown(use, criteria_set)),
                open=head.state is AssessmentState.OPEN,
            )


def _shown(use: EvidenceUse, criteria_set: CriteriaSet) -> Iterator[tuple[str, str]]:
    for id in use.shown:
        owner = criteria_set.criterion_of.get(id) or criteria_set.by_number.get(id)
        address = ""
        if owner is not None:
            address = url_for("criterion.show", assessment=use.assessment, number=owner.number)
        yield id, address
