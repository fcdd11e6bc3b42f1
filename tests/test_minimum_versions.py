"""The locks hold no release with a fault that would let somebody in.

Source: the release notes of each library; the first release that is past its faults.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

FIRST_SAFE = {
    "flask": (3, 1, 3),
    "werkzeug": (3, 1, 6),
    "jinja2": (3, 1, 6),
    "weasyprint": (70, 0),
    "openpyxl": (3, 1, 5),
    "defusedxml": (0, 7, 1),
    "waitress": (3, 0, 1),
}


@pytest.mark.parametrize("name", FIRST_SAFE)
def test_the_lock_names_no_release_with_a_known_fault(name: str):
    lock = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")

    pinned = re.search(rf"^{name}==([0-9.]+)", lock, re.MULTILINE)

    assert pinned is not None
    assert tuple(map(int, pinned[1].split("."))) >= FIRST_SAFE[name]
