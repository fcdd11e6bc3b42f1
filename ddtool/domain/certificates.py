"""Standards with their editions, and the certificates a site holds against them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import cached_property

Result = int | float | str
"""A result a certificate states: a number, or a word on the standard's own scale."""


class EvidenceType(Enum):
    """Who stands behind a document."""

    THIRD_PARTY = "third_party"
    SECOND_PARTY = "second_party"
    SELF_DECLARATION = "self_declaration"
    QUESTIONNAIRE = "questionnaire"
    MEMBERSHIP = "membership"


class CertificateStatus(Enum):
    """What the certification body says of a certificate."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    INACTIVE = "inactive"
    APPLIED = "applied"
    DRAFT = "draft"
    PENDING = "pending"


class ResultBasis(Enum):
    """How a result was reached.

    By an audit of its own, or by recognising somebody else's result.
    """

    AUDITED = "audited"
    RECOGNISED = "recognised"


class Nonconformity(Enum):
    """The gravest nonconformity still open on the topic. A minor one stops and lowers nothing."""

    NONE = "none"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


@dataclass(frozen=True)
class Certificate:
    """What a site holds.

    Empty texts and lists and ``None`` mean "missing", which the rules treat as unknown, never as
    yes. Status, basis and nonconformity begin as the rules read a request that is silent about
    them; what a person is asked for begins as :func:`unstated`.

    ``sites`` are the site ids named in the certificate or its annex, ``other_sites`` the names in
    it of sites that nobody has recorded, ``areas`` the areas of the site inside it, ``activities``
    those of its scope statement. ``transition_end`` is the last day on which this edition,
    superseded by a newer one, is accepted; ``None`` says that the edition is current.

    ``register_number`` is the one by which the organisation quotes it, such as C3: the store gives
    it once and never again; 0 before that, and for certificates out of files.

    Source of the meanings: the matching rules, section 2 (``criteria/RULES.md``).
    """

    id: str
    standard: str
    edition: str = ""
    evidence_type: EvidenceType = EvidenceType.THIRD_PARTY
    status: CertificateStatus | None = CertificateStatus.ACTIVE
    issued: date | None = None
    valid_until: date | None = None
    last_audit: date | None = None
    sites: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    accredited: bool | None = None
    result_basis: ResultBasis | None = ResultBasis.AUDITED
    has_report: bool = False
    results: Mapping[str, Result] = field(default_factory=dict)
    companions: tuple[str, ...] = ()
    nonconformity: Nonconformity | None = Nonconformity.NONE
    transition_end: date | None = None
    number: str = ""
    body: str = ""
    status_since: date | None = None
    note: str = ""
    other_sites: tuple[str, ...] = ()
    register_number: int = 0

    @property
    def names_sites(self) -> bool:
        """Whether the list of sites in the certificate or its annex is known."""
        return bool(self.sites or self.other_sites)

    def may_cover(self, site: str) -> bool:
        """Whether it names a site, or could: nobody has recorded which it names."""
        return site in self.sites or not self.names_sites

    @property
    def quoted(self) -> str:
        """The short name by which people quote it, such as "C3"; empty before it has a number."""
        return f"C{self.register_number}" if self.register_number else ""


def unstated(
    standard: str = "", evidence_type: EvidenceType = EvidenceType.THIRD_PARTY
) -> Certificate:
    """A certificate of which nobody has said anything yet, so that it would count for nothing."""
    return Certificate(
        id="",
        standard=standard,
        evidence_type=evidence_type,
        status=None,
        result_basis=None,
        nonconformity=None,
    )


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of a standard.

    ``transition_end`` is the last day on which it is accepted once superseded.
    """

    id: str
    title: str = ""
    published: date | None = None
    transition_end: date | None = None
    superseded_by: str = ""
    note: str = ""


Scale = tuple[str, ...]
"""The words of a scale from low to high."""


@dataclass(frozen=True, slots=True)
class Standard:
    """Something certificates are issued against."""

    id: str
    title: str
    issuer: str = ""
    certifiable: bool = True
    kind: str = ""
    editions: tuple[Edition, ...] = ()
    scales: tuple[Scale, ...] = ()
    results: tuple[str, ...] = ()
    note: str = ""

    def edition(self, edition: str) -> Edition | None:
        """The edition of that id, or None where it is not recorded."""
        return next((one for one in self.editions if one.id == edition), None)


@dataclass(frozen=True)
class Standards:
    """All standards the installation knows."""

    all: tuple[Standard, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Standard]:
        """The standards by their id."""
        return {standard.id: standard for standard in self.all}

    @cached_property
    def scales(self) -> Mapping[str, tuple[Scale, ...]]:
        """The scales of each standard that has any."""
        return {standard.id: standard.scales for standard in self.all if standard.scales}

    def dated(self, certificates: Sequence[Certificate]) -> tuple[Certificate, ...]:
        """The certificates, each told on which day its edition ends, where that is recorded."""
        return tuple(self._dated(certificate) for certificate in certificates)

    def _dated(self, certificate: Certificate) -> Certificate:
        standard = self.by_id.get(certificate.standard)
        edition = standard.edition(certificate.edition) if standard else None
        if edition is None or edition.transition_end is None:
            return certificate
        return replace(certificate, transition_end=edition.transition_end)
