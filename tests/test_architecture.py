"""What reviews would otherwise have to look for: arrows, quick starts, lists, sizes."""

import ast
import pkgutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import grimp
import pytest

from ddtool.cli import commands

ROOT = Path(__file__).resolve().parents[1]

DOMAIN_MAY_IMPORT = {
    "calendar", "collections", "dataclasses", "datetime", "enum", "fractions",
    "functools", "itertools", "math", "re", "typing", "unicodedata",
}  # fmt: skip
HEAVY = {
    "weasyprint", "openpyxl", "pydantic", "sqlalchemy", "alembic", "argon2",
    "ddtool.packs", "ddtool.wording", "ddtool.reports", "ddtool.store",
}  # fmt: skip

FUNCTION_LINES = 40
MODULE_LINES = 250
TEST_MODULE_LINES = 400
TEMPLATE_LINES = 150

_PYTHON_FOLDERS = ("ddtool", "tests", "tools", "bench", "soak")


def _python_files() -> list[Path]:
    return sorted(path for name in _PYTHON_FOLDERS for path in (ROOT / name).rglob("*.py"))


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _modules_loaded_by(*arguments: str) -> set[str]:
    """Top-level names in sys.modules after a fresh Python did this."""
    program = (
        "import runpy, sys\n"
        "before = set(sys.modules)\n"
        "try:\n"
        f"    {arguments[0]}\n"
        "except SystemExit:\n"
        "    pass\n"
        "print('\\nLOADED', *sorted(set(sys.modules) - before))\n"
    )
    command = [sys.executable, "-c", program, *arguments[1:]]
    answer = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return set(answer.stdout.split("LOADED", 1)[1].split())


def test_imports_run_one_way_only():
    command = Path(sysconfig.get_path("scripts")) / "lint-imports"

    answer = subprocess.run(
        [command, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_the_domain_imports_only_values_of_the_standard_library():
    graph = grimp.build_graph("ddtool", include_external_packages=True, cache_dir=None)

    modules = {"ddtool.domain", *graph.find_descendants("ddtool.domain")}
    imported = {
        name for module in modules for name in graph.find_modules_directly_imported_by(module)
    }

    foreign = {name for name in imported if not name.startswith("ddtool.")}
    assert foreign <= DOMAIN_MAY_IMPORT


def test_import_ddtool_imports_nothing():
    loaded = _modules_loaded_by("import ddtool")

    assert loaded == {"ddtool"}


def test_importing_the_domain_loads_no_library():
    loaded = _modules_loaded_by("import ddtool.domain.errors")

    assert {name.partition(".")[0] for name in loaded} <= {"ddtool", *sys.stdlib_module_names}


def test_the_help_loads_no_heavy_library():
    loaded = _modules_loaded_by("from ddtool.cli import main; main(sys.argv[1:])", "--help")

    assert not HEAVY & loaded
    assert "click" in loaded


def test_every_command_module_is_listed():
    modules = {
        f"{commands.__name__}.{found.name}" for found in pkgutil.iter_modules(commands.__path__)
    }

    assert modules <= {listed.module for listed in commands.COMMANDS}


def test_no_function_is_longer_than_a_screen():
    too_long = [
        f"{_shown(path)}:{node.lineno} {node.name} ({node.end_lineno - node.lineno + 1} lines)"
        for path in _python_files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    ]

    assert not too_long


@pytest.mark.parametrize("folder", _PYTHON_FOLDERS)
def test_no_module_has_too_many_lines(folder: str):
    alarm = TEST_MODULE_LINES if folder == "tests" else MODULE_LINES
    files = [path for path in _python_files() if path.is_relative_to(ROOT / folder)]

    too_long = [f"{_shown(path)} ({_lines(path)})" for path in files if _lines(path) > alarm]

    assert files
    assert not too_long


def test_no_template_has_too_many_lines():
    templates = sorted((ROOT / "templates").rglob("*.html"))

    too_long = [
        f"{_shown(path)} ({_lines(path)})" for path in templates if _lines(path) > TEMPLATE_LINES
    ]

    assert not too_long
