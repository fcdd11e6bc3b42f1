import io
import os
from hashlib import sha256
from pathlib import Path

import pytest

from ddtool.domain.refusals import NotFound
from ddtool.store.files import FileStore, FileTooLarge


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "evidence")


def test_a_file_comes_back_as_it_was_brought(files: FileStore):
    kept = files.keep(io.BytesIO(b"permit"), largest=6)

    with files.open(kept.stored_name) as opened:
        assert opened.read() == b"permit"
    assert (kept.size, kept.sha256) == (6, sha256(b"permit").hexdigest())
    assert files.holds(kept.stored_name, kept.sha256)


def test_only_its_owner_can_read_a_file_and_its_name_tells_nothing(files: FileStore):
    first = files.keep(io.BytesIO(b"permit"), largest=6)
    second = files.keep(io.BytesIO(b"permit"), largest=6)

    assert first.stored_name != second.stored_name
    assert files.folder.stat().st_mode & 0o777 == 0o700
    assert (files.folder / first.stored_name).stat().st_mode & 0o777 == 0o600


def test_of_a_file_that_is_too_large_nothing_is_kept(files: FileStore):
    with pytest.raises(FileTooLarge, match="more than 5 bytes"):
        files.keep(io.BytesIO(b"permit"), largest=5)

    assert list(files.folder.iterdir()) == []


@pytest.mark.parametrize("name", ["", "..", "../secret", "/etc/passwd", "f" * 32])
def test_a_name_from_outside_finds_nothing(files: FileStore, name: str):
    (files.folder.parent / "secret").write_text("secret")

    with pytest.raises(NotFound):
        files.open(name)
    assert not files.holds(name, "")


def test_a_file_that_was_changed_is_noticed(files: FileStore):
    kept = files.keep(io.BytesIO(b"permit"), largest=6)
    (files.folder / kept.stored_name).write_bytes(b"forged")

    assert not files.holds(kept.stored_name, kept.sha256)


def test_old_files_that_belong_to_nothing_are_swept_up(files: FileStore):
    mine, lost, new = (files.keep(io.BytesIO(b"x"), largest=1).stored_name for _ in range(3))
    unfinished, not_ours = f"{'ab' * 16}.part", "read me.txt"
    for name in (unfinished, not_ours):
        (files.folder / name).touch()
    for name in (mine, lost, unfinished, not_ours):
        os.utime(files.folder / name, (1000, 1000))

    assert files.sweep({mine}, older_than=2000) == 2
    assert sorted(one.name for one in files.folder.iterdir()) == sorted([mine, new, not_ours])


class Slow:
    """A source that lets somebody sweep between its bytes."""

    def __init__(self, files: FileStore) -> None:
        self.files = files
        self.swept: list[int] = []

    def read(self, _size: int = -1, /) -> bytes:
        self.swept.append(self.files.sweep_unfinished())
        return b"x" if len(self.swept) == 1 else b""


def test_what_a_dead_writer_left_is_swept_up_at_once_and_what_is_being_written_is_not(
    files: FileStore,
):
    files.folder.mkdir()
    (files.folder / f"{'ab' * 16}.part").write_bytes(b"half")
    slow = Slow(files)

    kept = files.keep(slow, largest=10)

    assert slow.swept == [1, 0]
    assert [one.name for one in files.folder.iterdir()] == [kept.stored_name]
