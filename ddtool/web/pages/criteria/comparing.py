"""Two criteria sets or two matrices side by side: what is the same, changed, new and gone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import render_template, request

from ddtool.domain.applicability import AppliesWhen
from ddtool.domain.equivalency import Cell
from ddtool.domain.set_differences import (
    Change,
    CriterionChange,
    TextChange,
    compare_sets,
)
from ddtool.sentences import n_
from ddtool.usecases.criteria import (
    TwoMatrices,
    list_criteria,
    read_two_matrices,
    read_two_sets,
)
from ddtool.web import access, language
from ddtool.web.access import signed_in
from ddtool.web.conflicts import Piece, marked_pieces
from ddtool.web.pages.criteria.blueprint import blueprint
from ddtool.web.pages.criteria.conditions import applies_in_words, conditions_in_words

WORDS = {
    Change.CHANGED: n_("changed"),
    Change.NEW: n_("new"),
    Change.GONE: n_("gone"),
    Change.SAME: n_("same"),
}
"""What has become of something, in the order in which it is told."""

_ICONS = {
    Change.CHANGED: ("pencil-line", "wait"),
    Change.NEW: ("plus", "ok"),
    Change.GONE: ("x", "bad"),
    Change.SAME: ("check", "off"),
}
_TEXTS = {
    "number": n_("Number"), "id": n_("Number"), "title": n_("Title"), "section": n_("Section"),
    "summary": n_("Summary"), "not_applicable_note": n_("When it does not apply"),
    "applies_when": n_("Applies where"), "evidence": n_("What shows it"),
    "references": n_("References"), "official_number": n_("Official number"),
    "text": n_("Text"), "question": n_("Question"), "guidance": n_("Guidance"),
    "publisher": n_("Publisher"), "label": n_("Kind of text"), "rights": n_("Rights"),
    "note": n_("Note"), "level": n_("Level"), "status": n_("Status"),
    "conditions": n_("Asks of the certificate"), "gap_note": n_("What is left"),
    "covers": n_("Shows whole"), "source": n_("Source"), "rationale": n_("Why"),
}  # fmt: skip
_LONGEST = 200
_LINES_OF_A_PAGE = 100
_LONGEST_NUMBER = 5


@dataclass(frozen=True, slots=True)
class Sides:
    """One text before and after in pieces, those marked that stand on one side only."""

    title: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class CellChange:
    """A line of a matrix: what has become of it, and which of its texts changed."""

    change: Change
    cell: Cell
    texts: tuple[Sides, ...] = ()


@blueprint.get("/criteria/<name>/compare")
@signed_in
def compare_two_sets(name: str) -> str:
    """A criteria set against another edition, by criterion and requirement."""
    heads, _ = list_criteria(access.library())
    other = _other(name, [head.name for head in heads])
    two = read_two_sets(access.library(), other, name, language.code())
    told = compare_sets(two.before, two.after, two.crosswalk, _in_words)
    show = _shown()
    return render_template(
        "criteria/compare_sets.html",
        told=told,
        shown=[one for one in told.criteria if _fits(one, show)],
        by_crosswalk=two.crosswalk is not None,
        show=show,
        heads=[head for head in heads if head.name != name],
        sides=_sides_of,
        is_shown=lambda part: show is None or part.change is show,
        **_frame(),
    )


@blueprint.get("/matrices/<name>/compare")
@signed_in
def compare_two_matrices(name: str) -> str:
    """A matrix against another, line by line."""
    _, heads = list_criteria(access.library())
    other = _other(name, [head.name for head in heads])
    two = read_two_matrices(access.library(), other, name, language.code())
    show = _shown()
    lines = [one for one in _lines(two) if show in (None, one[0])]
    pages = max(1, -(-len(lines) // _LINES_OF_A_PAGE))
    page = min(_page(), pages)
    begin = (page - 1) * _LINES_OF_A_PAGE
    return render_template(
        "criteria/compare_matrices.html",
        two=two,
        counts={
            Change.CHANGED: len(two.difference.changed),
            Change.NEW: len(two.difference.new),
            Change.GONE: len(two.difference.gone),
            Change.SAME: two.difference.same,
        },
        lines=[_line(*one) for one in lines[begin : begin + _LINES_OF_A_PAGE]],
        show=show,
        page=page,
        pages=pages,
        heads=[head for head in heads if head.name != name],
        **_frame(),
    )


def _other(name: str, names: Sequence[str]) -> str:
    """What to compare with: what is asked for, else another edition of the same, else any."""
    asked = request.args.get("with", "")[:_LONGEST]
    if asked:
        return asked
    others = [one for one in names if one != name]
    of_same = [one for one in others if one.partition("@")[0] == name.partition("@")[0]]
    return next(iter((*of_same[::-1], *others)), name)


def _shown() -> Change | None:
    asked = request.args.get("show", "")
    return next((one for one in Change if one.value == asked), None)


def _page() -> int:
    text = request.args.get("page", "")
    is_number = text.isascii() and text.isdigit() and 0 < len(text) <= _LONGEST_NUMBER
    return max(1, int(text)) if is_number else 1


def _fits(one: CriterionChange, show: Change | None) -> bool:
    """A criterion is shown for itself or for one of its requirements."""
    return show is None or one.change is show or any(p.change is show for p in one.requirements)


def _in_words(applies: AppliesWhen) -> str:
    return "; ".join(applies_in_words(applies))


def _sides_of(texts: Sequence[TextChange]) -> tuple[Sides, ...]:
    return tuple(_sides(one.name, one.before, one.after) for one in texts)


def _sides(name: str, before: str, after: str) -> Sides:
    was, becomes = marked_pieces(before, after)
    return Sides(language.translate(_TEXTS[name]), was, becomes)


Line = tuple[Change, Cell | None, Cell | None]


def _lines(two: TwoMatrices) -> Iterator[Line]:
    """All lines in the order in which they are told: changed, new, gone, the same."""
    told = two.difference
    named = {cell.id: cell for cell in two.after.cells}
    was = {cell.id: cell for cell in two.before.cells}
    yield from ((Change.CHANGED, was[old.id], named[new.id]) for old, new in told.changed)
    yield from ((Change.NEW, None, named[cell.id]) for cell in told.new)
    yield from ((Change.GONE, was[cell.id], None) for cell in told.gone)
    touched = {cell.id for cell in told.touched}
    yield from ((Change.SAME, cell, cell) for id, cell in named.items() if id not in touched)


def _line(change: Change, before: Cell | None, after: Cell | None) -> CellChange:
    cell = after or before
    assert cell is not None  # noqa: S101 -- a line stands on one side at least
    if before is None or after is None or change is Change.SAME:
        return CellChange(change, cell)
    old, new = _texts_of(before), _texts_of(after)
    texts = tuple(_sides(name, old[name], new[name]) for name in old if old[name] != new[name])
    return CellChange(change, cell, texts)


def _texts_of(cell: Cell) -> Mapping[str, str]:
    voice, source = language.voice(), cell.source
    parts = [source.document, source.edition, source.page]
    if source.day:
        parts.append(str(voice.day(source.day)))
    if source.adopted_by:
        who = n_("adopted by {who}, confirmed by {other}")
        other = source.confirmed_by or "-"
        parts.append(language.translate(who).format(who=source.adopted_by, other=other))
    return {
        "level": voice.words(cell.level),
        "status": voice.gettext(cell.status),
        "conditions": " ".join(conditions_in_words(cell.conditions)),
        "covers": ", ".join(cell.covers),
        "gap_note": cell.gap_note,
        "source": ", ".join(filter(None, parts)),
        "rationale": cell.rationale,
    }


def _frame() -> Mapping[str, object]:
    return {
        "here_section": "criteria",
        "of_pack": language.voice().of_pack,
        "Change": Change,
        "words": {one: language.translate(text) for one, text in WORDS.items()},
        "icons": _ICONS,
    }
