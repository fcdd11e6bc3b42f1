"""The texts of matrices and of the vocabulary in another language."""

from dataclasses import replace

from ddtool.domain.equivalency import Matrix
from ddtool.domain.vocabulary import Vocabulary
from ddtool.packs.files import PackFiles
from ddtool.packs.overlays import Keys, lay_over, read_texts, read_values
from ddtool.packs.problems import Findings
from ddtool.packs.tables import read_table

MATRIX_TEXTS: Keys = {
    "matrix": ("title", "label", "rights", "note"),
    "cells": ("gap_note", "rationale"),
}
"""What may be translated in a matrix; a cell's id is SET/CRITERION/STANDARD/EDITION."""

VOCABULARY_TEXTS: Keys = {
    "activities": ("title",),
    "metals": ("title",),
    "facts": ("question", "why"),
}
"""What may be translated in the vocabulary."""


def translate_matrix(matrix: Matrix, language: str, files: PackFiles, findings: Findings) -> Matrix:
    """The same matrix with the texts of ``text.<language>.toml``."""
    table = read_table(files, f"text.{language}.toml", findings).only(tuple(MATRIX_TEXTS))
    texts = read_texts(table, MATRIX_TEXTS, {"cells": {cell.id for cell in matrix.cells}})
    head = read_values(table.table("matrix"), MATRIX_TEXTS["matrix"])
    return replace(matrix, **head, cells=lay_over(matrix.cells, texts["cells"]))


def translate_vocabulary(
    vocabulary: Vocabulary, name: str, files: PackFiles, findings: Findings
) -> Vocabulary:
    """The same vocabulary with the texts of one file such as ``vocabulary.es.toml``."""
    table = read_table(files, name, findings).only(tuple(VOCABULARY_TEXTS))
    ids = {
        "activities": vocabulary.activity_ids,
        "metals": vocabulary.metal_ids,
        "facts": vocabulary.fact_ids,
    }
    texts = read_texts(table, VOCABULARY_TEXTS, ids)
    return Vocabulary(
        activities=lay_over(vocabulary.activities, texts["activities"]),
        metals=lay_over(vocabulary.metals, texts["metals"]),
        facts=lay_over(vocabulary.facts, texts["facts"]),
    )
