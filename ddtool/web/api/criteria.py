"""Criteria sets and matrices: what the packs of this installation carry."""

from collections.abc import Mapping
from typing import Any

from flask import Response
from pydantic import Field

from ddtool.domain.criteria import CriteriaSet, Criterion, Requirement
from ddtool.domain.equivalency import Cell, Matrix
from ddtool.domain.errors import UnknownCriteriaSet, UnknownMatrix
from ddtool.domain.refusals import NotFound
from ddtool.usecases.packs import ListedPack, list_packs
from ddtool.web import access, language
from ddtool.web.api.fields import Told
from ddtool.web.api.paging import Page, page_of
from ddtool.web.api.routes import Operation, offers
from ddtool.web.api.telling import as_json, told

_SETS, _MATRICES = "criteria-sets", "matrices"
Plain = Mapping[str, Any]


class PackTold(Told):
    """A pack: its name, which is its id here, and what it is."""

    id: str
    title: str
    label: str = Field(description='What kind of text it is, such as "working text".')
    private: bool = Field(description="Whether only this installation has it.")
    issued: bool = Field(description="Whether it was made and issued in this installation.")
    uploaded: bool = Field(description="Whether it was loaded by upload in this installation.")
    in_use: bool = Field(description="Whether new assessments may begin with it.")
    fictional: bool


class CriteriaSetTold(Told):
    """A criteria set with its sections, criteria and requirements."""

    id: str
    title: str
    short_title: str
    publisher: str
    label: str
    rights: str
    note: str
    published: str | None
    in_force_from: str | None
    superseded_by: str
    language: str
    languages: tuple[str, ...]
    sha256: str
    sections: tuple[Plain, ...] = Field(description="Each with id and title.")
    ratings: tuple[Plain, ...] = Field(description="Each with code, title and meaning.")
    criteria: tuple[Plain, ...] = Field(
        description="Each with number, title, section, summary, applies_when and requirements."
    )


class MatrixTold(Told):
    """A matrix with all its cells."""

    id: str
    title: str
    publisher: str
    label: str
    rights: str
    note: str
    fictional: bool
    published: str | None
    sha256: str
    cells: tuple[Plain, ...] = Field(
        description="Each with criteria_set, criterion, standard, editions, level, status, "
        "conditions and source; a proposed cell never counts."
    )


def _page(packs: tuple[ListedPack, ...], page: Page) -> Response:
    return told(page_of(packs, page, id_of=lambda one: one.name, tell=_pack))


def _pack(one: ListedPack) -> Plain:
    return as_json(
        PackTold(
            id=one.name,
            title=one.title,
            label=one.label,
            private=one.private,
            issued=one.issued,
            uploaded=one.uploaded,
            in_use=one.in_use,
            fictional=one.fictional,
        )
    )


@offers(
    "GET",
    "/criteria-sets",
    None,
    Operation("List the criteria sets", _SETS, answer=PackTold, lists=True, query=Page),
)
def sets(query: Page) -> Response:
    """A page of all criteria sets."""
    return _page(list_packs(access.library(), on=access.today()).criteria_sets, query)


@offers(
    "GET",
    "/criteria-sets/<name>",
    None,
    Operation("Read a criteria set", _SETS, answer=CriteriaSetTold),
)
def criteria_set(name: str) -> Response:
    """One criteria set, in the language asked for where it has that."""
    try:
        found = access.library().criteria_set(name)
        if language.code() in found.languages:
            found = access.library().criteria_set(name, language.code())
    except UnknownCriteriaSet:
        raise NotFound("criteria set") from None
    return told(_set_told(found))


@offers(
    "GET",
    "/matrices",
    None,
    Operation("List the matrices", _MATRICES, answer=PackTold, lists=True, query=Page),
)
def matrices(query: Page) -> Response:
    """A page of all matrices."""
    return _page(list_packs(access.library(), on=access.today()).matrices, query)


@offers(
    "GET",
    "/matrices/<name>",
    None,
    Operation("Read a matrix", _MATRICES, answer=MatrixTold),
)
def matrix(name: str) -> Response:
    """One matrix with its cells."""
    try:
        found = access.library().matrix(name, language.code())
    except UnknownMatrix:
        raise NotFound("matrix") from None
    return told(_matrix_told(found))


def _set_told(one: CriteriaSet) -> CriteriaSetTold:
    texts = (
        "title", "short_title", "publisher", "label", "rights", "note", "superseded_by",
        "language", "languages", "sha256",
    )  # fmt: skip
    return CriteriaSetTold(
        id=one.name,
        **{name: getattr(one, name) for name in texts},
        published=one.published.isoformat() if one.published else None,
        in_force_from=one.in_force_from.isoformat() if one.in_force_from else None,
        sections=tuple({"id": section.id, "title": section.title} for section in one.sections),
        ratings=tuple(
            {"code": word.rating.value, "title": word.title, "meaning": word.meaning}
            for word in one.ratings
        ),
        criteria=tuple(map(_criterion, one.criteria)),
    )


def _criterion(one: Criterion) -> Plain:
    return {
        "number": one.number,
        "title": one.title,
        "section": one.section,
        "summary": one.summary,
        "applies_when": _conditions(one),
        "evidence": list(one.evidence),
        "references": list(one.references),
        "requirements": [_requirement(part) for part in one.assessed],
    }


def _requirement(one: Requirement) -> Plain:
    return {
        "id": one.id,
        "text": one.text,
        "question": one.question,
        "guidance": one.guidance,
        "evidence": list(one.evidence),
        "references": list(one.references),
        "applies_when": _conditions(one),
    }


def _conditions(one: Criterion | Requirement) -> list[Plain]:
    """Any one is enough; none means always."""
    met = one.applies_when.any_of
    return [{"kind": condition.kind.value, "value": condition.value} for condition in met]


def _matrix_told(one: Matrix) -> MatrixTold:
    texts = ("title", "publisher", "label", "rights", "note", "fictional", "sha256")
    return MatrixTold(
        id=one.name,
        **{name: getattr(one, name) for name in texts},
        published=one.published.isoformat() if one.published else None,
        cells=tuple(map(_cell, one.cells)),
    )


def _cell(cell: Cell) -> Plain:
    source, needs = cell.source, cell.conditions
    return {
        "id": cell.id,
        "criteria_set": cell.criteria_set,
        "criterion": cell.criterion,
        "standard": cell.standard,
        "editions": list(cell.editions),
        "level": cell.level.code,
        "status": cell.status,
        "counts": cell.counts,
        "covers": list(cell.covers),
        "gap_note": cell.gap_note,
        "conditions": {
            "activities": list(needs.activities),
            "accredited_required": needs.accredited_required,
            "report_required": needs.report_required,
            "max_audit_age_months": needs.max_audit_age_months,
            "validity_months": needs.validity_months,
            "min_results": dict(needs.min_results),
            "requires_companion": list(needs.requires_companion),
            "effective_from": needs.effective_from.isoformat() if needs.effective_from else None,
            "effective_to": needs.effective_to.isoformat() if needs.effective_to else None,
        },
        "below_threshold": cell.below_threshold.code,
        "without_companion": cell.without_companion.code,
        "confidence": cell.confidence,
        "rationale": cell.rationale,
        "source": {
            "document": source.document,
            "edition": source.edition,
            "page": source.page,
            "day": source.day.isoformat() if source.day else None,
            "url": source.url,
            "adopted_by": source.adopted_by,
            "adopted_on": source.adopted_on.isoformat() if source.adopted_on else None,
            "confirmed_by": source.confirmed_by,
        },
    }
