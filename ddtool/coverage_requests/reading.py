"""From JSON to questions for the matching rules; all faults of all requests at once."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from ddtool.coverage_requests.checks import check
from ddtool.coverage_requests.faults import Fault, RequestsRefused, fault_from, in_file_order, shown
from ddtool.coverage_requests.shape import (
    KEYS_AT,
    CellShape,
    ChainShape,
    CredentialShape,
    RequestShape,
)
from ddtool.domain.certificates import Certificate, CertificateStatus, EvidenceType
from ddtool.domain.coverage import Aspect, Question
from ddtool.domain.equivalency import Cell, Conditions, Level
from ddtool.domain.gates import Place
from ddtool.domain.scales import Scales
from ddtool.domain.verdicts import Chain

LARGEST = 64 * 1024 * 1024
"""The largest file of requests in bytes."""


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

    :param scales: the scales of the known standards; those that a request brings stand before them.
    :raises RequestsRefused: with every fault of every request.
    """
    parsed = _parsed(content)
    single = not isinstance(parsed, list)
    requests = [parsed] if single else parsed
    shapes, faults = _shaped(requests, single=single)
    for position, shape in shapes:
        prefix = () if single else ("requests", position)
        faults += check(shape, _scales(shape, scales), prefix)
    if faults:
        raise RequestsRefused(in_file_order(faults))
    questions = tuple(_question(shape, _scales(shape, scales)) for _, shape in shapes)
    return Asked(questions, tuple(shape.id for _, shape in shapes), single)


def _parsed(content: bytes) -> Any:
    if len(content) > LARGEST:
        raise _whole(f"{len(content)} bytes", f"at most {LARGEST} bytes; split the list")
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_without_doubles)
    except UnicodeDecodeError as error:
        raise _whole("bytes that are no UTF-8", "JSON in UTF-8") from error
    except json.JSONDecodeError as error:
        found = f"no JSON at line {error.lineno}, column {error.colno}"
        raise _whole(found, "one request or a list of requests as JSON") from error
    except RecursionError as error:
        raise _whole(
            "lists within lists without end", "requests as in criteria/RULES.md"
        ) from error


def _whole(found: str, accepted: str) -> RequestsRefused:
    return RequestsRefused([Fault("file", found, accepted)])


def _without_doubles(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise _whole(f"the key {shown(double)} twice in one object", "each key once")
    return found


def _shaped(
    requests: Sequence[Any], *, single: bool
) -> tuple[list[tuple[int, RequestShape]], list[Fault]]:
    shapes: list[tuple[int, RequestShape]] = []
    faults: list[Fault] = []
    for position, request in enumerate(requests):
        prefix = () if single else ("requests", position)
        try:
            shapes.append((position, RequestShape.model_validate(request)))
        except ValidationError as error:
            faults += _faults(error, prefix)
    return shapes, faults


def _faults(error: ValidationError, prefix: Sequence[str | int]) -> Iterator[Fault]:
    for one in error.errors(include_url=False):
        place = str(one["loc"][0]) if len(one["loc"]) > 1 else ""
        yield fault_from(one, prefix, KEYS_AT.get(place, ()))


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
        nonconformity=one.open_nc_on_topic,
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
        status=one.status or "",
        covers=one.covers,
        gap_note=one.gap_note or "",
        below_threshold=one.level_below_threshold or Level.NONE,
        without_companion=one.level_without_companion or Level.NONE,
        id=index,
    )


def _chain(one: ChainShape) -> Chain:
    return Chain(one.standard, one.via, one.first, one.second)
