"""The small documents of the demonstration, opened by other people's programs."""

import io
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from ddtool.demonstration.documents import make_pdf, make_picture


@pytest.mark.poppler
def test_the_lines_of_a_document_can_be_read_in_it(tmp_path: Path):
    path = tmp_path / "register.pdf"
    path.write_bytes(make_pdf(["Register (2026)", "", "R-07  Dust on the haul road"]))

    read = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)

    said = read.stdout.decode()
    assert "Register (2026)" in said
    assert "R-07 Dust on the haul road" in " ".join(said.split())
    assert "Fictional demonstration data." in said


@pytest.mark.qpdf
def test_nothing_is_wrong_with_the_structure_of_a_document(tmp_path: Path):
    path = tmp_path / "register.pdf"
    path.write_bytes(make_pdf(["Register"]))

    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False)

    assert checked.returncode == 0


def test_a_bar_above_the_limit_is_red_in_the_picture():
    picture = make_picture([10, 60], 50)

    with Image.open(io.BytesIO(picture)) as opened:
        pixels = opened.convert("RGB")
    low, high = pixels.getpixel((20, 170)), pixels.getpixel((60, 170))
    assert (low, high) == ((90, 90, 90), (190, 40, 60))
