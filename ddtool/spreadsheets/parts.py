"""The parts of a workbook file as XML: a first reading that only looks for harm.

One pass of expat without building anything, so that the size of what openpyxl meets later is known.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat  # nosec B406 -- no entity survives: every DTD is refused below

from ddtool.sentences import Sentence, n_
from ddtool.spreadsheets.errors import NotAWorkbook

MAX_DEPTH = 64
MAX_RUN_BYTES = 1024 * 1024
MAX_MERGED_RANGES = 2_000
MAX_WORKBOOK_BYTES = 200_000

MAX_ELEMENTS: Mapping[str, int] = {"worksheet": 250_000, "sst": 80_000}
"""How many elements a part may have, by its root: openpyxl spends 5 to 50 microseconds on each."""

MAX_ELEMENTS_ELSEWHERE = 20_000
"""The same for all other parts, and for what is neither row nor cell in a sheet."""

MAX_ELEMENTS_IN_ALL = 400_000

_RANGE = re.compile(r"[A-Z]{1,3}[0-9]{1,7}(:[A-Z]{1,3}[0-9]{1,7})?")
_CELLS = frozenset({"row", "c", "v", "is", "t", "f"})
_ENCODINGS = ("utf-8", "us-ascii", "ascii")
_WIDE_BEGINNINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00", b"<\x00")
_MACRO_TYPES = ("macroenabled", "vbaproject", "macrosheet")

_HOSTILE = n_("{file} holds XML that Excel would not write ({why}), so it was not opened.")
_MACROS = n_("{file} holds macros; save it as an Excel workbook without macros (.xlsx).")


@dataclass
class PartReading:
    """What one part turned out to be. ``root`` is empty where the part is not XML."""

    file: str
    name: str
    root: str = ""
    elements: int = 0
    others: int = 0
    merged: list[str] = field(default_factory=list)
    _depth: int = 0

    def refuse(self, why: str) -> NotAWorkbook:
        """The fact that this part is not what Excel or LibreOffice would write."""
        return NotAWorkbook(
            _HOSTILE, file=self.file, why=Sentence("{part}: {why}", part=self.name, why=why)
        )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        self.elements += 1
        name = tag.rpartition(":")[2] if ":" in tag else tag
        if not self.root:
            self.root = name
        if self._depth > MAX_DEPTH:
            raise self.refuse(Sentence("elements nested deeper than {limit}", limit=MAX_DEPTH))
        if self.elements > MAX_ELEMENTS.get(self.root, MAX_ELEMENTS_ELSEWHERE):
            raise self.refuse(Sentence("too many elements"))
        if self.root == "worksheet" and name not in _CELLS:
            self._count_other()
        look = _LOOKS.get((self.root, name))
        if look is not None:
            look(self, attributes)

    def _count_other(self) -> None:
        self.others += 1
        if self.others > MAX_ELEMENTS_ELSEWHERE:
            raise self.refuse(Sentence("too many elements beside the cells"))

    def end(self, _tag: str) -> None:
        """An element ends."""
        self._depth -= 1


def read_part(file: str, name: str, chunks: Iterable[bytes]) -> PartReading:
    """Read one unpacked part to its end.

    :raises NotAWorkbook: a DTD, not in UTF-8, too deep, too many or too long elements.
    """
    part = PartReading(file=file, name=name)
    parser: expat.XMLParserType | None = None
    run = size = 0
    for chunk in chunks:
        if parser is None:
            if not _looks_like_xml(chunk):
                return part
            parser = _parser(part)
        run = 0 if b"<" in chunk else run + len(chunk)
        size += len(chunk)
        if run > MAX_RUN_BYTES or (part.root == "workbook" and size > MAX_WORKBOOK_BYTES):
            raise part.refuse(Sentence("one piece of it is too long"))
        _feed(parser, part, chunk)
    if parser is not None:
        _feed(parser, part, b"", last=True)
    return part


def _looks_like_xml(beginning: bytes) -> bool:
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    return text.startswith(b"<") or beginning.startswith(_WIDE_BEGINNINGS)


def _feed(
    parser: expat.XMLParserType, part: PartReading, chunk: bytes, *, last: bool = False
) -> None:
    if not part.elements and chunk.startswith(_WIDE_BEGINNINGS):
        raise part.refuse(Sentence("not in UTF-8"))
    try:
        parser.Parse(chunk, last)
    except expat.ExpatError as error:
        raise part.refuse(Sentence("broken in line {line}", line=error.lineno)) from error


def _parser(part: PartReading) -> expat.XMLParserType:
    def declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "utf-8").lower() not in _ENCODINGS:
            raise part.refuse(Sentence("not in UTF-8"))

    def document_type(*_parts: object) -> None:
        raise part.refuse(Sentence("a document type declaration"))

    parser = expat.ParserCreate()
    parser.XmlDeclHandler = declaration
    parser.StartDoctypeDeclHandler = document_type
    parser.StartElementHandler = part.start
    parser.EndElementHandler = part.end
    return parser


def _look_at_merged_range(part: PartReading, attributes: dict[str, str]) -> None:
    reference = attributes.get("ref", "")
    if not _RANGE.fullmatch(reference) or len(part.merged) >= MAX_MERGED_RANGES:
        raise part.refuse(Sentence("merged cells beyond every sheet"))
    part.merged.append(reference)


def _look_at_dimension(part: PartReading, attributes: dict[str, str]) -> None:
    if not _RANGE.fullmatch(attributes.get("ref", "A1")):
        raise part.refuse(Sentence("a size beyond every sheet"))


def _look_at_content_type(part: PartReading, attributes: dict[str, str]) -> None:
    kind = attributes.get("ContentType", "").lower()
    if any(word in kind for word in _MACRO_TYPES):
        raise NotAWorkbook(_MACROS, file=part.file)


_LOOKS: Mapping[tuple[str, str], Callable[[PartReading, dict[str, str]], None]] = {
    ("worksheet", "mergeCell"): _look_at_merged_range,
    ("worksheet", "dimension"): _look_at_dimension,
    ("Types", "Default"): _look_at_content_type,
    ("Types", "Override"): _look_at_content_type,
}
