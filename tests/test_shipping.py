"""What leaves this repository: the locks people install from and the wheel."""

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.fixture(scope="module")
def unpacked_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as pip would lay it into site-packages."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_the_ranges_in_the_lock_are_those_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    lines = (ROOT / "requirements" / "run.in").read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if not line.startswith("#")] == project["dependencies"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_pins_hashes_and_names_no_address(lock: Path):
    text = lock.read_text(encoding="utf-8")

    entries = [line for line in text.splitlines() if line[:1].isalnum()]

    assert entries
    assert all("==" in entry and entry.endswith("\\") for entry in entries)
    assert "://" not in text


def test_the_tests_run_with_the_versions_that_users_get():
    def pins(name: str) -> set[str]:
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        return {line.split()[0] for line in text.splitlines() if "==" in line}

    assert pins("run.txt") <= pins("test.txt")


def test_an_installed_ddtool_finds_its_packs_templates_and_fonts(
    unpacked_wheel: Path, tmp_path: Path
):
    environment = os.environ | {"PYTHONPATH": str(unpacked_wheel)}
    command = [sys.executable, "-m", "ddtool", "doctor", "--json"]

    answer = subprocess.run(
        command, cwd=tmp_path, env=environment, check=False, capture_output=True, text=True
    )

    checks = {check["name"]: check for check in json.loads(answer.stdout)["checks"]}
    assert checks["fonts"]["ok"]
    for name in ("templates", "criteria"):
        assert checks[name]["ok"]
        assert checks[name]["found"].startswith(f"{unpacked_wheel}/ddtool/_shipped/{name} ")


def test_an_installed_ddtool_brings_its_migrations_and_passwords(
    unpacked_wheel: Path, tmp_path: Path
):
    environment = os.environ | {"PYTHONPATH": str(unpacked_wheel)}
    add = ["users", "add", "ana@north.example", "--role", "admin"]

    said = [
        subprocess.run(
            [sys.executable, "-m", "ddtool", *arguments],
            cwd=tmp_path,
            env=environment,
            input="welcomehome\n",
            capture_output=True,
            text=True,
            check=False,
        )
        for arguments in (["db", "upgrade"], add)
    ]

    assert re.fullmatch(r"The database has the schema [0-9]{4} now\.\n", said[0].stdout)
    assert "one of the passwords that are tried first" in said[1].stderr
