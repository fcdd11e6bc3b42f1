import errno
from pathlib import Path

import pytest

from ddtool.whole_files import NotWritten, make_folder, telling_why, write_whole


def test_a_file_is_replaced_in_one_step(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"older")

    kept = write_whole(path, b"newer")

    assert kept is None
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.xlsx", b"newer")]


def test_a_file_is_kept_where_that_is_asked_for(tmp_path: Path):
    path = tmp_path / "a.xlsx"

    kept = [write_whole(path, content, keep=True) for content in (b"1", b"2", b"3")]

    assert kept == [None, tmp_path / "a.xlsx.bak", tmp_path / "a.xlsx.bak.2"]
    assert [one.read_bytes() for one in sorted(tmp_path.iterdir())] == [b"3", b"1", b"2"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            errno.ENOSPC,
            "out/north.xlsx cannot be written: the disk is full. "
            "Free some space, or choose another place.",
        ),
        (
            errno.EACCES,
            "out/north.xlsx cannot be written: you may not write there. "
            "Choose another place, or ask for permission to write.",
        ),
        (
            errno.EROFS,
            "out/north.xlsx cannot be written: the disk is read-only. Choose another place.",
        ),
        (
            errno.ENOENT,
            "out/north.xlsx cannot be written: out is not a folder. "
            "Make it, or choose another place.",
        ),
        (errno.EISDIR, "out/north.xlsx is a folder. Give the name of a file."),
        (
            errno.EIO,
            "out/north.xlsx cannot be written (of the system). "
            "Choose another place, or look after the disk.",
        ),
    ],
)
def test_a_fault_is_told_by_the_name_that_people_gave(code: int, said: str):
    with pytest.raises(NotWritten) as told, telling_why(Path("out/north.xlsx")):
        raise OSError(code, "of the system", "out/.hidden.tmp")

    assert str(told.value) == said


def test_a_full_device_is_told_as_a_full_disk():
    with pytest.raises(NotWritten, match="/dev/full cannot be written: the disk is full"):
        write_whole(Path("/dev/full"), b"content")


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path):
    path = tmp_path / "instance"
    path.write_bytes(b"")

    with pytest.raises(NotWritten, match="instance is not a folder"):
        make_folder(path)
