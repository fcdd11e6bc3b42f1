from pathlib import Path

import pytest

from tools.vendor import ROOT, VendoredFile, find_changed, read_packages

PACKAGES = read_packages()
FILES = [file for package in PACKAGES for file in package.files]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.target.name)
def test_each_vendored_file_is_what_was_brought_in(file: VendoredFile):
    assert str(file.target) not in find_changed(PACKAGES)


FOLDERS = ("ddtool/reports/fonts", "ddtool/web/static/vendor")


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_in_a_folder_of_vendored_files_stands_in_the_list(folder: str):
    listed = {file.target for file in FILES}

    found = {path.relative_to(ROOT) for path in (ROOT / folder).iterdir()}

    assert found
    assert found <= listed


def test_each_package_brings_its_licence_text():
    licences = [
        file.target.name for file in FILES if file.target.name.upper().startswith("LICENSE")
    ]

    assert len(licences) == len(PACKAGES)


def test_a_changed_copy_is_noticed(tmp_path: Path):
    assert find_changed(PACKAGES, tmp_path) == [str(file.target) for file in FILES]
