"""No use case reads what was given to an assessor without saying so in the history."""

import ast
from collections.abc import Iterator
from pathlib import Path

import ddtool.usecases

_FOLDER = Path(ddtool.usecases.__file__).parent
_GIVEN = {"look_at", "producer_of", "given_to", "submission_of", "handed_in"}


def plain_readings(tree: ast.AST) -> Iterator[ast.With]:
    """Every ``with database.read()``."""
    for block in ast.walk(tree):
        if isinstance(block, ast.With) and any(
            ast.unparse(item.context_expr) == "database.read()" for item in block.items
        ):
            yield block


def asks_what_was_given(block: ast.With) -> bool:
    return any(
        isinstance(one, ast.Attribute)
        and isinstance(one.value, ast.Name)
        and (one.value.id, one.attr)
        in {("assignments", "given")} | {("looking", name) for name in _GIVEN}
        for one in ast.walk(block)
    )


def test_whoever_reads_what_was_given_to_them_is_on_record():
    found = [
        f"{path.relative_to(_FOLDER)}:{block.lineno}"
        for path in sorted(_FOLDER.rglob("*.py"))
        for block in plain_readings(ast.parse(path.read_text(encoding="utf-8")))
        if asks_what_was_given(block)
    ]

    assert not found, "read with accesses.looking_at(database, author, assessment)"
