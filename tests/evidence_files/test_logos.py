"""A picture becomes a logo only if it is one, and nothing else comes along with it."""

from io import BytesIO

import pytest
from PIL import Image

from ddtool.evidence_files import FileRefused
from ddtool.evidence_files.logos import check_logo


def picture(width: int, height: int, kind: str = "PNG", mode: str = "RGBA") -> BytesIO:
    file = BytesIO()
    Image.new(mode, (width, height)).save(file, kind)
    return file


def test_a_logo_is_written_anew_as_png_and_no_larger_than_it_is_printed():
    logo = check_logo("logo.jpg", picture(3_000, 1_500, "JPEG", "CMYK"))

    with Image.open(BytesIO(logo.png)) as kept:
        assert (kept.format, kept.mode, kept.size) == ("PNG", "RGB", (1_200, 600))
    assert (logo.width, logo.height) == (1_200, 600)


def test_what_is_written_into_a_picture_does_not_come_along():
    file = BytesIO()
    about = Image.Exif()
    about[0x010E] = "Taken at the home of M. Hruby"
    Image.new("RGBA", (200, 100), (0, 0, 0, 0)).save(file, "PNG", exif=about)

    logo = check_logo("logo.png", file)

    assert b"Hruby" not in logo.png
    with Image.open(BytesIO(logo.png)) as kept:
        assert kept.mode == "RGBA"


@pytest.mark.parametrize(
    ("name", "file", "told"),
    [
        ("logo.png", picture(32, 20), "a logo has from 64 to 6,000 on its longer side"),
        ("logo.png", picture(7_000, 900), "a logo has from 64 to 6,000 on its longer side"),
        ("logo.png", picture(1_000, 50), "more than 10 times as long on one side"),
        ("logo.svg", BytesIO(b"<svg/>"), "save it as .png or .jpg"),
        ("logo.pdf", BytesIO(b"%PDF-1.7\n%%EOF"), "is no picture"),
        ("logo.png", BytesIO(picture(100, 100).getvalue()[:60] + b"IEND\xaeB`\x82"), "is damaged"),
    ],
)
def test_a_file_that_cannot_be_a_logo_is_refused_in_one_sentence(
    name: str, file: BytesIO, told: str, monkeypatch: pytest.MonkeyPatch
):
    # As WeasyPrint leaves it in every process that prints.
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)

    with pytest.raises(FileRefused) as refused:
        check_logo(name, file)

    assert told in str(refused.value)
