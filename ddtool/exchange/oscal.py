"""An equivalency matrix as an OSCAL mapping collection (control mapping model 1.2).

The standard with its edition is the source, the criterion the target. The model knows no
conditions of certificates, so they become qualifiers, and what a cell leaves open its remarks.
Cells of level "unknown" are left out: the model forbids to infer anything from what is not mapped.

Source of the model: OSCAL 1.2.1, ``mapping-collection``.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from ddtool.domain.certificates import Standards
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.equivalency import Cell, Conditions, Level, Matrix

OSCAL_VERSION = "1.2.1"
NAMESPACE = "urn:ddtool:equivalency"
_ROOT = UUID("8b0c4b1e-6c39-5d0e-9a4c-3f6f0f5b7a10")
_RELATIONSHIPS: Mapping[Level, str] = {
    Level.EXCEEDS: "superset-of",
    Level.FULL: "superset-of",
    Level.PARTIAL: "intersects-with",
    Level.NONE: "no-relationship",
}
_PROPOSED = (
    "Proposed by ddtool and by nobody else: no owner of a scheme has published it, "
    "and it counts for nothing."
)


def mapping_collection(
    matrix: Matrix, criteria_sets: Mapping[str, CriteriaSet], standards: Standards, at: datetime
) -> dict[str, Any]:
    """A matrix as an OSCAL document, ready for JSON. Equal matrices give equal documents.

    ``criteria_sets`` are those that the cells speak of, by name; ``at`` knows its time zone.
    """
    parts: dict[tuple[str, str], list[Cell]] = {}
    for cell in matrix.cells:
        if cell.level is not Level.UNKNOWN:
            parts.setdefault((cell.standard, cell.criteria_set), []).append(cell)
    sets = [criteria_sets[name] for name in dict.fromkeys(name for _, name in parts)]
    named = tuple(dict.fromkeys(standard for standard, _ in parts))
    return {
        "mapping-collection": {
            "uuid": _uuid(matrix, "collection"),
            "metadata": _metadata(matrix, at),
            "provenance": _provenance(matrix),
            "mappings": [
                _mapping(matrix, standard, name, cells) for (standard, name), cells in parts.items()
            ],
            "back-matter": {
                "resources": [
                    *(_resource(matrix, f"set {one.name}", one.title, one.label) for one in sets),
                    *(_standard(matrix, standards, one) for one in named),
                ]
            },
        }
    }


def _metadata(matrix: Matrix, at: datetime) -> dict[str, Any]:
    return {
        "title": matrix.title or matrix.name,
        "last-modified": at.isoformat(timespec="seconds"),
        "version": matrix.edition,
        "oscal-version": OSCAL_VERSION,
        "props": _props({"matrix": matrix.name, "sha256": matrix.sha256}),
        "remarks": " ".join(filter(None, (matrix.label, matrix.rights, matrix.note)))
        or matrix.name,
    }


def _provenance(matrix: Matrix) -> dict[str, Any]:
    counting = sum(cell.counts for cell in matrix.cells)
    return {
        "method": "human",
        "matching-rationale": "semantic",
        "status": "complete" if counting == len(matrix.cells) else "draft",
        "mapping-description": (
            f"{len(matrix.cells)} cells of the equivalency matrix {matrix.name}, "
            f"{counting} of which count. Each map says by its property “status” who stands behind "
            f"it: published by the owners, adopted by an installation, or proposed. {_PROPOSED}"
        ),
    }


def _mapping(matrix: Matrix, standard: str, name: str, cells: Sequence[Cell]) -> dict[str, Any]:
    return {
        "uuid": _uuid(matrix, f"mapping {standard} {name}"),
        "source-resource": {"type": "catalog", "href": f"#{_uuid(matrix, f'standard {standard}')}"},
        "target-resource": {"type": "catalog", "href": f"#{_uuid(matrix, f'set {name}')}"},
        "maps": [_map(matrix, cell) for cell in cells],
    }


def _map(matrix: Matrix, cell: Cell) -> dict[str, Any]:
    editions = cell.editions or ("",)
    said = {
        "uuid": _uuid(matrix, f"cell {cell.id or _name(cell)}"),
        "relationship": _RELATIONSHIPS[cell.level],
        "sources": [
            {
                "type": "control",
                "id-ref": f"{cell.standard}@{edition}" if edition else cell.standard,
            }
            for edition in editions
        ],
        "targets": [{"type": "control", "id-ref": cell.criterion}]
        + [{"type": "statement", "id-ref": part} for part in cell.covers],
        "props": _props(
            {
                "status": cell.status,
                "level": cell.level.code,
                "cell": cell.id,
                "document": cell.source.document,
                "document-edition": cell.source.edition,
                "page": cell.source.page,
                "read-on": cell.source.day.isoformat() if cell.source.day else "",
                "adopted-by": cell.source.adopted_by,
                "adopted-on": cell.source.adopted_on.isoformat() if cell.source.adopted_on else "",
                "confirmed-by": cell.source.confirmed_by,
            }
        ),
        "qualifiers": [*_qualifiers(cell.conditions)],
        "confidence-score": {"category": cell.confidence} if cell.confidence else None,
        "remarks": " ".join(
            filter(None, ("" if cell.counts else _PROPOSED, cell.gap_note, cell.rationale))
        ),
    }
    return {name: value for name, value in said.items() if value}


def _qualifiers(conditions: Conditions) -> Iterator[dict[str, str]]:
    for text in _requirements(conditions):
        yield {
            "subject": "source",
            "predicate": "has-requirement",
            "category": "addressable",
            "description": text,
        }


def _requirements(conditions: Conditions) -> Iterator[str]:
    asked = (
        (conditions.activities, "The certificate covers these activities: {}."),
        (conditions.accredited_required, "The certification body is accredited."),
        (conditions.report_required, "The audit report is at hand."),
        (conditions.max_audit_age_months, "The last audit is at most {} months old."),
        (conditions.validity_months, "The result is used for at most {} months."),
        (conditions.requires_companion, "Certificates are held as well against: {}."),
        (conditions.effective_from, "From {} on."),
        (conditions.effective_to, "Until {}."),
    )
    for value, text in asked:
        if value:
            yield text.format(", ".join(value) if isinstance(value, tuple) else value)
    for name, least in conditions.min_results:
        yield f"The result {name} is at least {least}."


def _standard(matrix: Matrix, standards: Standards, id: str) -> dict[str, Any]:
    found = standards.by_id.get(id)
    title = found.title if found else id
    return _resource(matrix, f"standard {id}", title, found.issuer if found else "")


def _resource(matrix: Matrix, what: str, title: str, description: str) -> dict[str, Any]:
    said = {"uuid": _uuid(matrix, what), "title": title, "description": description}
    return {name: value for name, value in said.items() if value}


def _props(values: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {"name": name, "ns": NAMESPACE, "value": value} for name, value in values.items() if value
    ]


def _name(cell: Cell) -> str:
    return " ".join((cell.standard, *cell.editions, cell.criteria_set, cell.criterion))


def _uuid(matrix: Matrix, what: str) -> str:
    """The same for the same thing in the same matrix, wherever it is written."""
    return str(uuid5(_ROOT, f"{matrix.name} {matrix.sha256} {what}"))
