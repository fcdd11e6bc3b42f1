"""The texts of a criteria set in another language, from ``text.<language>.toml``.

Ids stay, texts change; a text that is not translated stays in the set's own language.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from ddtool.domain.criteria import CriteriaSet, Criterion, DueDiligence, DueDiligenceEntry
from ddtool.packs.files import PackFiles
from ddtool.packs.problems import Findings
from ddtool.packs.tables import Table, read_table

OVERLAY_KEYS: Mapping[str, tuple[str, ...]] = {
    "set": ("title", "short_title", "label", "rights", "note"),
    "sections": ("title",),
    "ratings": ("title", "meaning"),
    "criteria": ("title", "summary", "not_applicable_note", "evidence"),
    "requirements": ("text", "question", "guidance", "evidence"),
    "red_flags": ("group", "title", "summary"),
    "risks": ("group", "title", "summary"),
    "responses": ("text",),
}
"""What may be translated, by table; all tables but ``set`` hold one table for each id."""

LIST_KEYS = ("evidence",)
"""The keys whose value is a list of texts."""

T = TypeVar("T")
Texts = Mapping[str, Mapping[str, Any]]


def translate(
    criteria_set: CriteriaSet, language: str, files: PackFiles, findings: Findings
) -> CriteriaSet:
    """The same set with the texts of one of its languages."""
    table = read_table(files, f"text.{language}.toml", findings).only(tuple(OVERLAY_KEYS))
    ids = _ids(criteria_set)
    texts = {part: _texts(table.table(part), part, ids[part]) for part in ids}
    return replace(
        criteria_set,
        **_values(table.table("set").only(OVERLAY_KEYS["set"]), "set"),
        language=language,
        sections=_each(criteria_set.sections, "id", texts["sections"]),
        criteria=tuple(_criterion(one, texts) for one in criteria_set.criteria),
        ratings=tuple(
            replace(w, **texts["ratings"].get(w.rating.value, {})) for w in criteria_set.ratings
        ),
        due_diligence=_due_diligence(criteria_set.due_diligence, texts),
    )


def _ids(criteria_set: CriteriaSet) -> Mapping[str, Collection[str]]:
    due_diligence = criteria_set.due_diligence
    requirements = [part.id for one in criteria_set.criteria for part in one.requirements]
    return {
        "sections": [section.id for section in criteria_set.sections],
        "ratings": [word.rating.value for word in criteria_set.ratings],
        "criteria": criteria_set.by_number.keys(),
        "requirements": requirements,
        "red_flags": [entry.id for entry in due_diligence.red_flags],
        "risks": [entry.id for entry in due_diligence.risks],
        "responses": (due_diligence.responses or {}).keys(),
    }


def _texts(outer: Table, part: str, ids: Collection[str]) -> Texts:
    """The texts of one part by id; ids that the set does not have are noted."""
    texts = {}
    for name in outer.values:
        inner = outer.table(name).only(OVERLAY_KEYS[part])
        if name not in ids:
            inner.findings.add(inner.place, "the set has no such id", "use one of its ids")
        texts[name] = _values(inner, part)
    return texts


def _values(table: Table, part: str) -> Mapping[str, Any]:
    keys = [key for key in OVERLAY_KEYS[part] if key in table.values]
    return {key: table.texts(key) if key in LIST_KEYS else table.text(key) for key in keys}


def _each(things: tuple[T, ...], key: str, texts: Texts) -> tuple[T, ...]:
    return tuple(
        replace(thing, **texts.get(getattr(thing, key), {}))  # type: ignore[type-var]
        for thing in things
    )


def _criterion(criterion: Criterion, texts: Mapping[str, Texts]) -> Criterion:
    requirements = _each(criterion.requirements, "id", texts["requirements"])
    own = texts["criteria"].get(criterion.number, {})
    return replace(criterion, requirements=requirements, **own)


def _due_diligence(due_diligence: DueDiligence, texts: Mapping[str, Texts]) -> DueDiligence:
    answers = due_diligence.responses
    return DueDiligence(
        red_flags=_entries(due_diligence.red_flags, texts["red_flags"]),
        risks=_entries(due_diligence.risks, texts["risks"]),
        responses=answers and {key: _response(key, answers, texts) for key in answers},
    )


def _entries(entries: tuple[DueDiligenceEntry, ...], texts: Texts) -> tuple[DueDiligenceEntry, ...]:
    return _each(entries, "id", texts)


def _response(key: str, answers: Mapping[str, str], texts: Mapping[str, Texts]) -> str:
    text: str = texts["responses"].get(key, {}).get("text", answers[key])
    return text
