import pkgutil
from pathlib import Path

import pytest

from ddtool.reports import FORMATS, Listed, formats, load_format
from ddtool.whole_files import NotWritten
from tests.reports.analyses import content, demonstration, everything_missing, nothing_answered

BEGINNINGS = {"pdf": b"%PDF-1.7", "xlsx": b"PK\x03\x04", "json": b"{\n"}
WITHOUT_PANGO = [listed for listed in FORMATS if listed.id != "pdf"]


def test_every_format_module_is_listed():
    modules = {f"{formats.__name__}.{one.name}" for one in pkgutil.iter_modules(formats.__path__)}

    assert modules == {listed.module for listed in FORMATS}


@pytest.mark.pango
@pytest.mark.parametrize("listed", FORMATS, ids=lambda listed: listed.id)
def test_a_format_is_called_as_it_is_listed(listed: Listed):
    found = load_format(listed)

    assert (found.id, found.suffix) == (listed.id, f".{listed.id}")


@pytest.mark.pango
@pytest.mark.parametrize("listed", FORMATS, ids=lambda listed: listed.id)
def test_every_format_writes_a_whole_file(listed: Listed, tmp_path: Path):
    load_format(listed).write(content(), tmp_path / "report")

    assert [path.name for path in tmp_path.iterdir()] == ["report"]
    assert (tmp_path / "report").read_bytes().startswith(BEGINNINGS[listed.id])


@pytest.mark.parametrize("listed", WITHOUT_PANGO, ids=lambda listed: listed.id)
@pytest.mark.parametrize("analysis", [nothing_answered, everything_missing, demonstration])
def test_a_file_of_the_same_name_is_replaced(listed: Listed, analysis, tmp_path: Path):
    path = tmp_path / "report"
    path.write_bytes(b"older")

    load_format(listed).write(content(analysis()), path)

    assert path.read_bytes().startswith(BEGINNINGS[listed.id])


@pytest.mark.parametrize("listed", WITHOUT_PANGO, ids=lambda listed: listed.id)
def test_where_nothing_can_be_written_nothing_is_left(listed: Listed, tmp_path: Path):
    with pytest.raises(NotWritten, match="no such folder is not a folder"):
        load_format(listed).write(content(), tmp_path / "no such folder" / "report")

    assert list(tmp_path.iterdir()) == []
