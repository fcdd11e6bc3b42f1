"""The texts of a criteria set in another language, from ``text.<language>.toml``."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from ddtool.domain.criteria import CriteriaSet, Criterion
from ddtool.domain.due_diligence import DueDiligence
from ddtool.packs.files import PackFiles
from ddtool.packs.overlays import Keys, Texts, lay_over, read_texts, read_values
from ddtool.packs.problems import Findings
from ddtool.packs.tables import read_table

SET_TEXTS: Keys = {
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


def translate_set(
    criteria_set: CriteriaSet, language: str, files: PackFiles, findings: Findings
) -> CriteriaSet:
    """The same set with the texts of one of its languages."""
    table = read_table(files, f"text.{language}.toml", findings).only(tuple(SET_TEXTS))
    texts = read_texts(table, SET_TEXTS, _ids(criteria_set))
    return replace(
        criteria_set,
        **read_values(table.table("set"), SET_TEXTS["set"]),
        language=language,
        sections=lay_over(criteria_set.sections, texts["sections"]),
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


def _criterion(criterion: Criterion, texts: Mapping[str, Texts]) -> Criterion:
    requirements = lay_over(criterion.requirements, texts["requirements"])
    own = texts["criteria"].get(criterion.number, {})
    return replace(criterion, requirements=requirements, **own)


def _due_diligence(due_diligence: DueDiligence, texts: Mapping[str, Texts]) -> DueDiligence:
    answers = due_diligence.responses
    return DueDiligence(
        red_flags=lay_over(due_diligence.red_flags, texts["red_flags"]),
        risks=lay_over(due_diligence.risks, texts["risks"]),
        responses=answers and {key: _response(key, answers, texts) for key in answers},
    )


def _response(key: str, answers: Mapping[str, str], texts: Mapping[str, Texts]) -> str:
    text: str = texts["responses"].get(key, {}).get("text", answers[key])
    return text
