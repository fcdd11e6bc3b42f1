"""A scanner of the installation looks at evidence before it is kept."""

import io
import stat
from pathlib import Path

import pytest

from ddtool.store.bringing import Upload, brought
from ddtool.store.files import FileStore
from ddtool.store.scanning import NotClean


@pytest.fixture
def scanner(tmp_path: Path) -> tuple[str, ...]:
    """It calls harmful what holds the word, and breaks down at another."""
    script = tmp_path / "scanner"
    script.write_text('#!/bin/sh\ngrep -q broken "$2" && exit 2\n! grep -q harmful "$2"\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return (str(script), "--quiet")


def bring(files: FileStore, content: bytes) -> None:
    with brought(files, Upload("a.txt", "text/plain", io.BytesIO(content), 100)):
        pass


def test_a_clean_file_is_kept(scanner: tuple[str, ...], tmp_path: Path):
    bring(FileStore(tmp_path / "evidence", scanner), b"a permit")

    assert len(list((tmp_path / "evidence").iterdir())) == 1


@pytest.mark.parametrize(
    ("content", "told"), [(b"harmful", "calls this file harmful"), (b"broken", "could not look at")]
)
def test_a_file_that_does_not_pass_is_not_kept(
    scanner: tuple[str, ...], tmp_path: Path, content: bytes, told: str
):
    with pytest.raises(NotClean, match=told):
        bring(FileStore(tmp_path / "evidence", scanner), content)

    assert list((tmp_path / "evidence").iterdir()) == []


def test_a_scanner_that_is_not_there_lets_nothing_pass(tmp_path: Path):
    with pytest.raises(NotClean, match="could not look"):
        bring(FileStore(tmp_path / "evidence", (str(tmp_path / "nothing"),)), b"a permit")
