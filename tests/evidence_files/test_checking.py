"""What may be kept as evidence, and what is refused with a sentence that helps."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from ddtool.evidence_files import FileRefused, check_file
from tests.evidence_files.samples import PDF, archive, jpeg, office, open_document, png

_OFFICE = "application/vnd.openxmlformats-officedocument."


def workbook() -> bytes:
    buffer = BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("permit.pdf", PDF, "application/pdf"),
        ("Permit.PDF", PDF, "application/pdf"),
        ("gauge.png", png(), "image/png"),
        ("dam.jpg", jpeg(), "image/jpeg"),
        ("dam.jpeg", jpeg(), "image/jpeg"),
        ("policy.docx", office(), f"{_OFFICE}wordprocessingml.document"),
        ("register.xlsx", workbook(), f"{_OFFICE}spreadsheetml.sheet"),
        (
            "training.pptx",
            office(f"{_OFFICE}presentationml.presentation"),
            f"{_OFFICE}presentationml.presentation",
        ),
        ("policy.odt", open_document(), "application/vnd.oasis.opendocument.text"),
        (
            "register.ods",
            open_document("spreadsheet", more={"Basic/script-lc.xml": b"<a/>"}),
            "application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("minutes.txt", "Sitzung in Größe 9\n".encode(), "text/plain; charset=utf-8"),
        ("wells.csv", b"\xef\xbb\xbfwell;pH\r\nB1;7,2\r\n", "text/csv; charset=utf-8"),
        ("wells.csv", "well;Größe\n".encode("cp1252"), "text/csv; charset=windows-1252"),
        ("BMW.csv", b"BMW;site\n", "text/csv; charset=utf-8"),
    ],
)
def test_a_document_is_taken_with_our_own_media_type(name: str, content: bytes, media_type: str):
    file = BytesIO(content)

    checked = check_file(name, file)

    assert (checked.name, checked.media_type) == (name, media_type)
    assert (checked.size, file.tell()) == (len(content), 0)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.pdf", b"", "empty.pdf is empty."),
        ("files.zip", archive({"a.pdf": PDF}), "files.zip is an archive; bring the documents in"),
        ("logo.svg", b"<svg/>", "logo.svg is a picture of a kind that is not taken; save it as"),
        ("photo.heic", b"....ftypheic", "photo.heic is a picture of a kind that is not taken"),
        ("page.html", b"<html>", "page.html cannot be taken as evidence; print or save it as PDF"),
        ("run.exe", b"MZ", "Taken are files that end with .pdf, .docx, .xlsx, .pptx, .odt, .ods"),
        ("nothing", PDF, "nothing cannot be taken as evidence"),
        ("old.doc", b"\xd0\xcf\x11\xe0", "old.doc is of an older kind; save it as .docx or print"),
        ("sums.xlsm", workbook(), "sums.xlsm holds macros; save it without macros (.xlsx)"),
        ("permit.pdf", png(), "permit.pdf ends with .pdf, but its content is that of a .png file"),
        ("dam.jpg", png(), "dam.jpg ends with .jpg, but its content is that of a .png file; give"),
        ("permit.pdf", b"<html>", "permit.pdf ends with .pdf, but its content is of another kind"),
        ("permit.docx", PDF, "permit.docx ends with .docx, but its content is that of a .pdf file"),
        ("notes.txt", PDF, "notes.txt ends with .txt, but its content is that of a .pdf file"),
        ("permit.pdf", PDF[:30], "permit.pdf is damaged or cut off; open it in the program it"),
        ("gauge.png", png()[:-12], "gauge.png is damaged or cut off"),
        ("dam.jpg", jpeg()[:24], "dam.jpg is damaged or cut off"),
        ("dam.jpg", jpeg()[:-2], "dam.jpg is damaged or cut off"),
        ("flood.png", png(60_000, 50_000), "flood.png has 60,000 × 50,000 pixels; save it smaller"),
        ("flood.jpg", jpeg(40_000, 8), "flood.jpg has 40,000 × 8 pixels; save it smaller, with at"),
        ("page.txt", b"\n<!DOCTYPE html>", "page.txt holds a web page or a program, not a plain"),
        ("run.txt", b"#!/bin/sh", "run.txt holds a web page or a program, not a plain text"),
        ("data.csv", b"a;b\0c", "data.csv is not a plain text; save it as text in UTF-8, or as"),
    ],
)
def test_anything_else_is_refused_with_one_sentence(name: str, content: bytes, says: str):
    with pytest.raises(FileRefused) as refused:
        check_file(name, BytesIO(content))

    assert says in str(refused.value)
    assert str(refused.value).endswith(".")


MACROS = '<Override PartName="/v" ContentType="application/vnd.ms-word.vbaProject"/>'
ENABLED = office("application/vnd.ms-word.document.macroEnabled")
DTD = b'<!DOCTYPE Types [<!ENTITY a "a">]><Types/>'


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.docx", office(more={"word/vbaProject.bin": b"x"}), "a.docx holds macros; save it"),
        ("a.docx", office(types=MACROS), "a.docx holds macros"),
        ("a.docx", office(types=MACROS.replace("vbaP", "vba&#80;")), "a.docx holds macros"),
        ("a.docx", ENABLED, "a.docx holds macros"),
        ("a.odt", open_document(more={"Basic/Standard/Module1.xml": b"x"}), "a.odt holds macros"),
        ("a.odt", open_document(more={"Scripts/python/a.py": b"x"}), "a.odt holds macros"),
        ("a.docx", workbook(), "a.docx ends with .docx, but its content is of another kind"),
        ("a.docx", archive({"a.txt": b"x"}), "but its content is of another kind"),
        ("a.odt", office(), "a.odt ends with .odt, but its content is of another kind"),
        ("a.ods", open_document(), "a.ods ends with .ods, but its content is of another kind"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + bytes(600), "a.docx is protected with a password or of"),
        ("a.docx", office()[:-30], "a.docx is damaged or cut off"),
        ("a.docx", archive({"[Content_Types].xml": b"<Types>"}), "a.docx is damaged or cut off"),
        ("a.docx", archive({"[Content_Types].xml": DTD}), "(a document type declaration)"),
        ("a.docx", office(more={"../../a": b"x"}), "(a part with an unsafe name)"),
        ("a.docx", office(more={"A.xml": b"x"}), "(two parts of one name)"),
        ("a.docx", office(more={"b.xml": bytes(5_000_000)}), "(a part packed to less than 1/200)"),
        ("a.docx", office() + b"more", "a.docx is damaged or cut off"),
    ],
)
def test_a_document_is_looked_into_before_it_is_kept(name: str, content: bytes, says: str):
    with pytest.raises(FileRefused) as refused:
        check_file(name, BytesIO(content))

    assert says in str(refused.value)


def test_an_archive_with_many_parts_is_refused_before_its_list_is_read():
    many = {f"{number}": b"" for number in range(5_001)}

    with pytest.raises(FileRefused, match="more than 5000 parts"):
        check_file("a.docx", BytesIO(archive(many)))
