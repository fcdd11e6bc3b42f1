"""Files that must not be opened, each made from a good workbook by one change."""

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"


def good_parts() -> dict[str, bytes]:
    """The parts of a small good workbook by name."""
    buffer = BytesIO()
    workbook = Workbook()
    workbook.worksheets[0].append(["id", "answer"])
    workbook.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as the bytes of an archive."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def changed(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A good workbook in which one part is another."""
    parts = good_parts()
    parts[part] = change(parts[part])
    return packed(parts)


def with_part(name: str, content: bytes) -> bytes:
    """A good workbook with one more part."""
    return packed(good_parts() | {name: content})


def sheet_of(rows: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    """A good workbook whose sheet holds these rows."""
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    sheet = b"<worksheet %s>%s<sheetData>%s</sheetData>%s</worksheet>"
    return changed(SHEET, lambda _: sheet % (space, before, rows, after))


def entities() -> bytes:
    declaration = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    return changed(SHEET, lambda sheet: declaration + sheet)


def empty_document_type() -> bytes:
    return changed("xl/workbook.xml", lambda book: b"<!DOCTYPE workbook>" + book)


def external_entity() -> bytes:
    declaration = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    return changed("xl/styles.xml", lambda styles: declaration + styles)


def wide_letters() -> bytes:
    def rewrite(sheet: bytes) -> bytes:
        text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x>' + sheet.decode()
        return text.encode("utf-16")

    return changed(SHEET, rewrite)


def other_code_page() -> bytes:
    head = b'<?xml version="1.0" encoding="cp037"?>'
    return changed(SHEET, lambda sheet: head + sheet)


def deep() -> bytes:
    return sheet_of(b"", after=b"<x>" * 70_000 + b"</x>" * 70_000)


def many_rows() -> bytes:
    return sheet_of(b"".join(b"<row><c><v>%d</v></c></row>" % n for n in _numbers(60_000)))


def many_cells() -> bytes:
    return sheet_of(b"".join(b"<row><c><v>%d</v></c></row>" % n for n in _numbers(100_000)))


def wide_row() -> bytes:
    cells = b"".join(b"<c><v>%d</v></c>" % number for number in _numbers(130_000))
    return sheet_of(b"<row>" + cells + b"</row>")


def many_conditional_formats() -> bytes:
    rule = b'<conditionalFormatting sqref="A%d"><cfRule type="expression" priority="1"/>'
    formats = b"".join(rule % n + b"</conditionalFormatting>" for n in _numbers(50_000))
    return sheet_of(b"", after=formats)


def long_attribute() -> bytes:
    return sheet_of(b'<row x="' + _noise(3_000_000) + b'"/>')


def many_attributes() -> bytes:
    names = b" ".join(b'a%d=""' % number for number in range(400_000))
    return sheet_of(b"<row " + names + b"/>")


def many_names() -> bytes:
    return sheet_of(b"".join(b"<a%d/>" % number for number in range(900_000)))


def many_strings() -> bytes:
    strings = b"".join(b"<si><t>%d</t></si>" % number for number in _numbers(100_000))
    table = b"<sst>" + strings + b"</sst>"
    return with_part("xl/sharedStrings.xml", table)


def many_styles() -> bytes:
    styles = b"".join(b'<xf fontId="%d"/>' % number for number in _numbers(100_000))
    return changed("xl/styles.xml", lambda _: b"<styleSheet>" + styles + b"</styleSheet>")


def many_merged_ranges() -> bytes:
    ranges = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (row, row) for row in range(1, 50_000))
    return sheet_of(b"", after=b"<mergeCells>" + ranges + b"</mergeCells>")


def merged_beyond() -> bytes:
    return sheet_of(b"", after=b'<mergeCells><mergeCell ref="A1:ZZZZ99999999"/></mergeCells>')


def dimension_beyond() -> bytes:
    return sheet_of(b"", before=b'<dimension ref="A1:XFDA10485760000"/>')


def one_part_as_many_sheets() -> bytes:
    def rewrite(book: bytes) -> bytes:
        sheets = b"".join(
            b'<sheet name="s%d" sheetId="%d" r:id="rId1" '
            b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
            % (number, number)
            for number in range(1, 500)
        )
        begin, end = book.index(b"<sheets>") + 8, book.index(b"</sheets>")
        return book[:begin] + sheets + book[end:]

    return changed("xl/workbook.xml", rewrite)


def long_defined_name() -> bytes:
    name = b'<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'
    text = b"'" + b"a" * 400_000
    return changed(
        "xl/workbook.xml",
        lambda book: book.replace(
            b"<calcPr", name + text + b"</definedName></definedNames><calcPr"
        ),
    )


def bomb() -> bytes:
    return sheet_of(b" " * 14_000_000)


def big_part() -> bytes:
    return with_part("xl/media/big.bin", bytes(16 * 1024**2))


def big_altogether() -> bytes:
    noise = _noise(7 * 1024**2)
    return packed(good_parts() | {f"xl/media/{number}.txt": noise for number in range(5)})


def many_parts() -> bytes:
    return packed(good_parts() | {f"xl/media/{number}.txt": b"x" for number in range(301)})


def crowded_directory() -> bytes:
    return packed({f"{number}": b"" for number in range(60_000)})


def other_compression() -> bytes:
    return packed(good_parts(), zipfile.ZIP_BZIP2)


def lzma_compression() -> bytes:
    return packed(good_parts(), zipfile.ZIP_LZMA)


def climbing_name() -> bytes:
    return with_part("../../etc/cron.d/x", b"x")


def absolute_name() -> bytes:
    return with_part("/etc/x", b"x")


def backslash_name() -> bytes:
    return with_part("xl\\..\\x", b"x")


def twice_the_same_name() -> bytes:
    return with_part("XL/Workbook.xml", b"<workbook/>")


def encrypted_part() -> bytes:
    content = bytearray(packed(good_parts()))
    entry = content.index(b"PK\x01\x02")
    content[entry + 8] |= 1
    return bytes(content)


def overlapping_parts() -> bytes:
    content = bytearray(packed(good_parts()))
    first = content.index(b"PK\x01\x02")
    second = content.index(b"PK\x01\x02", first + 4)
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    return bytes(content)


def comment_after_the_end() -> bytes:
    content = packed(good_parts())
    return content[:-2] + struct.pack("<H", 5) + b"hello"


def wrong_size() -> bytes:
    content = bytearray(packed(good_parts()))
    entry = content.index(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<L", 7)
    return bytes(content)


def cut_off() -> bytes:
    content = packed(good_parts())
    return content[: len(content) // 2]


def damaged() -> bytes:
    content = bytearray(packed(good_parts()))
    content[200:400] = bytes(200)
    return bytes(content)


def macros() -> bytes:
    return with_part("xl/vbaProject.bin", b"\x00")


def macro_content_type() -> bytes:
    return changed(
        "[Content_Types].xml",
        lambda types: types.replace(
            b"openxmlformats-officedocument.spreadsheetml.sheet.main",
            b"ms-excel.sheet.macroEnabled.main",
        ),
    )


def open_document() -> bytes:
    return packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})


def text_document() -> bytes:
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})


def plain_archive() -> bytes:
    return packed({"readme.txt": b"hello"})


def old_format() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000)


def broken_xml() -> bytes:
    return changed(SHEET, lambda sheet: sheet[:-20])


def broken_styles() -> bytes:
    return changed(
        "xl/styles.xml", lambda _: b"<styleSheet><cellXfs><xf x='1'/></cellXfs></styleSheet>"
    )


def not_even_a_workbook_part() -> bytes:
    return changed("xl/workbook.xml", lambda _: b"<html/>")


def strange_values() -> bytes:
    return sheet_of(b'<row r="1"><c r="A1" t="s"><v>99</v></c></row>')


def csv() -> bytes:
    return b"id,answer\n1.a,met\n"


def pdf() -> bytes:
    return b"%PDF-1.7\n" + bytes(100)


def empty() -> bytes:
    return b""


def too_large() -> bytes:
    return b"PK\x03\x04" + bytes(11 * 1024**2)


HOSTILE: dict[str, Callable[[], bytes]] = {
    made.__name__: made
    for made in (
        entities, empty_document_type, external_entity, wide_letters, other_code_page, deep,
        many_rows, many_cells, wide_row, many_conditional_formats, long_attribute,
        many_attributes, many_names, many_strings,
        many_styles, many_merged_ranges, merged_beyond, dimension_beyond,
        one_part_as_many_sheets, long_defined_name, bomb, big_part, big_altogether, many_parts,
        crowded_directory, other_compression, lzma_compression, climbing_name, absolute_name,
        backslash_name, twice_the_same_name, encrypted_part, overlapping_parts,
        comment_after_the_end, wrong_size, cut_off, damaged, macros, macro_content_type,
        open_document, text_document, plain_archive, old_format, broken_xml, broken_styles,
        not_even_a_workbook_part, strange_values, csv, pdf, empty, too_large,
    )
}  # fmt: skip


def write(folder: Path, kind: str) -> Path:
    """One of the hostile files, in a folder."""
    path = folder / f"{kind}.xlsx"
    path.write_bytes(HOSTILE[kind]())
    return path


def _numbers(count: int) -> list[int]:
    """Numbers that pack badly, the same on every run."""
    state, made = 1, []
    for _ in range(count):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        made.append(1 + state % 1_000_000)
    return made


def _noise(size: int) -> bytes:
    """Bytes that pack badly, the same on every run, without a sign that XML minds."""
    made = bytes(97 + number // 7 % 26 for number in _numbers(100_000))
    return (made * (size // len(made) + 1))[:size]
