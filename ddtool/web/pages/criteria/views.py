"""Criteria sets by section and criterion, and the cells of a matrix."""

import json
from dataclasses import asdict
from typing import Any

from flask import render_template, request
from werkzeug.wrappers import Response

from ddtool.domain.pack_uses import MATRICES, SETS
from ddtool.domain.people import Right
from ddtool.usecases.criteria import (
    CellFilter,
    list_criteria,
    read_cells,
    read_criterion,
    read_set,
)
from ddtool.usecases.mappings import map_controls
from ddtool.usecases.pack_uploads import packs_waiting
from ddtool.usecases.pack_uses import count_uses
from ddtool.web import access, language
from ddtool.web.access import signed_in
from ddtool.web.downloads import handed_out
from ddtool.web.pages.criteria.blueprint import blueprint
from ddtool.web.pages.criteria.conditions import applies_in_words
from ddtool.web.pages.criteria.lines import choices_of, line_of

_FILTERS = ("criteria_set", "criterion", "standard", "level", "status")
_LONGEST = 200
_LONGEST_NUMBER = 6


@blueprint.get("/criteria")
@signed_in
def index() -> str:
    """All criteria sets and matrices."""
    library = access.library()
    criteria_sets, matrices = list_criteria(library)
    database, author, is_admin = access.database(), access.author(), access.may(Right.ADMINISTER)
    return render_template(
        "criteria/index.html",
        shelves=((SETS, "layers", criteria_sets), (MATRICES, "grid-3x3", matrices)),
        is_out=lambda shelf, name: library.is_out_of_use(shelf, name, access.today()),
        uses=count_uses(database, author) if is_admin else {},
        waiting=packs_waiting(database, author) if is_admin else (),
        **_frame(),
    )


@blueprint.get("/criteria/<name>", endpoint="criteria_set")
@signed_in
def one_set(name: str) -> str:
    """A criteria set: whose it is, and its criteria by section."""
    found = read_set(access.library(), name, language.code())
    return render_template("criteria/set.html", found=found, **_standing(SETS, name), **_frame())


@blueprint.get("/criteria/<name>/<number>", endpoint="criterion")
@signed_in
def one_criterion(name: str, number: str) -> str:
    """A criterion: what it asks, when it applies, what shows it."""
    found = read_criterion(access.library(), name, number, language.code())
    applies = {found.criterion.number: applies_in_words(found.criterion.applies_when)} | {
        part.id: applies_in_words(part.applies_when) for part in found.criterion.requirements
    }
    return render_template("criteria/criterion.html", found=found, applies=applies, **_frame())


@blueprint.get("/matrices/<name>", endpoint="matrix")
@signed_in
def one_matrix(name: str) -> str:
    """The cells of a matrix, those that are asked for."""
    wanted = CellFilter(**{one: request.args.get(one, "")[:_LONGEST] for one in _FILTERS})
    cells = read_cells(
        access.library(), name, wanted, language=language.code(), page=_page_number()
    )
    sets = {head.name for head in access.library().criteria_sets()}
    return render_template(
        "criteria/matrix.html",
        cells=cells,
        lines=[line_of(one, is_known=one.criteria_set in sets) for one in cells.shown],
        choices=choices_of(cells.choices, wanted),
        kept={name: text for name, text in asdict(wanted).items() if text},
        **_standing(MATRICES, name),
        **_frame(),
    )


@blueprint.get("/matrices/<name>/mapping")
@signed_in
def mapping(name: str) -> Response:
    """A matrix as an OSCAL mapping collection."""
    said = map_controls(access.library(), name, at=access.now())
    content = json.dumps(said, ensure_ascii=False, indent=1).encode()
    return handed_out(
        content,
        name=f"{name}.oscal.json",
        media_type="application/json",
        size=len(content),
    )


def _standing(shelf: str, name: str) -> dict[str, Any]:
    """Where a pack is from, whether it is out of use, and whether there is another to compare."""
    library = access.library()
    found = library.retirement(shelf, name)
    return {
        "shelf": shelf,
        "name": name,
        "retirement": found if found and found.is_out else None,
        "is_out": library.is_out_of_use(shelf, name, access.today()),
        "uploaded": library.uploaded_pack(shelf, name),
        "can_compare": len(list_criteria(library)[shelf == MATRICES]) > 1,
    }


def _frame() -> dict[str, Any]:
    return {"here_section": "criteria", "of_pack": language.voice().of_pack}


def _page_number() -> int:
    text = request.args.get("page", "")
    is_number = text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
    return int(text) if is_number else 1
