"""From JSON to questions for the matching rules; all faults of all requests at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from ddtool.coverage_requests.checks import check
from ddtool.coverage_requests.faults import Fault, Path, RequestsRefused, fault_from, in_file_order
from ddtool.coverage_requests.parsing import look_over, parse
from ddtool.coverage_requests.shape import (
    KEYS_AT,
    CellShape,
    ChainShape,
    CredentialShape,
    RequestShape,
)
from ddtool.domain.certificates import (
    Certificate,
    CertificateStatus,
    EvidenceType,
    Nonconformity,
)
from ddtool.domain.coverage import Question
from ddtool.domain.decisions import Aspect
from ddtool.domain.equivalency import COUNTING_STATUSES, Cell, Conditions, Level
from ddtool.domain.places import Place
from ddtool.domain.scales import Scales
from ddtool.domain.verdicts import Chain


@dataclass(frozen=True)
class Asked:
    """The questions of one file.

    ``ids`` are handed back as they came; ``single`` tells a request from a list.
    """

    questions: tuple[Question, ...]
    ids: tuple[str | None, ...]
    single: bool


def read_requests(content: bytes, scales: Scales) -> Asked:
    """Read one request or a list of them.

    :param scales: the scales of the known standards; those a request brings stand before them.
    :raises RequestsRefused: with every fault of every request.
    """
    parsed = parse(content)
    single = not isinstance(parsed, list)
    requests = [parsed] if single else parsed
    shapes: list[RequestShape] = []
    faults: list[Fault] = []
    for position, request in enumerate(requests):
        prefix: Path = () if single else ("requests", position)
        faults += look_over(request, prefix)
        shape = _shape(request, prefix, faults)
        faults += check(request, scales, prefix)
        shapes += [shape] if shape else []
    if faults:
        raise RequestsRefused(in_file_order(dict.fromkeys(faults)))
    questions = tuple(_question(shape, _scales(shape, scales)) for shape in shapes)
    return Asked(questions, tuple(shape.id for shape in shapes), single)


def _shape(request: Any, prefix: Path, faults: list[Fault]) -> RequestShape | None:
    """The request in its shape, or nothing and its faults added."""
    try:
        return RequestShape.model_validate(request)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            place = str(one["loc"][0]) if len(one["loc"]) > 1 else ""
            faults.append(fault_from(one, prefix, KEYS_AT.get(place, ())))
        return None


def _scales(request: RequestShape, known: Scales) -> Scales:
    given: Mapping[str, tuple[str, ...]] = request.scales or {}
    return {**known, **{standard: (words,) for standard, words in given.items()}}


def _question(request: RequestShape, scales: Scales) -> Question:
    site, criterion = request.site, request.criterion
    return Question(
        aspect=Aspect(
            criteria_set=criterion.set,
            criterion=criterion.id,
            requirements=criterion.subs,
            applicable=criterion.applicable is not False,
            own=request.self_assessed,
            residual_evidence=bool(request.residual_evidence),
            adverse_signal=bool(request.adverse_signal),
        ),
        place=Place(site.id, site.activities, site.areas, site.assessment_date),
        on=request.on,
        certificates=tuple(_certificate(one) for one in request.credentials or ()),
        cells=tuple(_cell(str(index), one) for index, one in enumerate(request.cells or ())),
        scales=scales,
        chains=tuple(_chain(one) for one in request.derived or ()),
    )


def _certificate(one: CredentialShape) -> Certificate:
    return Certificate(
        id=one.id,
        standard=one.standard,
        edition=one.version or "",
        evidence_type=one.evidence_type or EvidenceType.THIRD_PARTY,
        status=one.status or CertificateStatus.ACTIVE,
        issued=one.issued,
        valid_until=one.valid_until,
        last_audit=one.last_audit,
        sites=one.sites,
        areas=one.areas,
        activities=one.activities,
        accredited=one.accredited,
        result_basis=one.result_basis,
        has_report=bool(one.has_report),
        results=one.results,
        companions=one.companions,
        nonconformity=one.open_nc_on_topic or Nonconformity.NONE,
        transition_end=one.version_transition_end,
    )


def _cell(index: str, one: CellShape) -> Cell:
    return Cell(
        criteria_set=one.criteria_set,
        criterion=one.criterion,
        standard=one.standard,
        level=one.level,
        conditions=Conditions(
            editions=one.standard_versions,
            activities=one.activities,
            accredited_required=bool(one.accredited_required),
            report_required=bool(one.report_required),
            max_audit_age_months=one.max_audit_age_months,
            validity_months=one.validity_months,
            min_results=tuple((one.min_results or {}).items()),
            requires_companion=one.requires_companion,
            effective_from=one.effective_from,
            effective_to=one.effective_to,
        ),
        status=_status(one.status or ""),
        covers=one.covers,
        gap_note=one.gap_note or "",
        below_threshold=one.level_below_threshold or Level.NONE,
        without_companion=one.level_without_companion or Level.NONE,
        id=index,
    )


def _status(word: str) -> str:
    """The status of a cell. In a request "published" alone stands for "counts" (section 2)."""
    counts = word in COUNTING_STATUSES and word != "published"
    return f"said to be {word}" if counts else word


def _chain(one: ChainShape) -> Chain:
    return Chain(one.standard, one.via, one.first, one.second)
