"""Differences between a workbook and the store in the reader's words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ddtool.domain.merging import Change, Difference, Standing
from ddtool.domain.statements import HEAD, LISTED, RATING, SITE, WHOLE
from ddtool.sentences import n_
from ddtool.usecases.assessment_workbooks import Preview, Shown
from ddtool.web import language
from ddtool.web.conflicts import Piece, marked_pieces
from ddtool.web.said import field_name, value_words

_OF_NOTHING = n_("Not in the workbook")
_NEW, _REMOVED = n_("new row"), n_("row removed")
_HERE_ONLY, _GONE_HERE = n_("added here since"), n_("removed here since")
_SITE, _ASSESSMENT = n_("Site"), n_("Assessment")
_CRITERION = n_("Criterion {id}")
_FIRST = ("title", "standard", "criterion", "number", "owner", "requirements")


@dataclass(frozen=True, slots=True)
class Line:
    """One difference: where it stands, what it is about, what was and what will be.

    ``here`` and ``file`` are texts in pieces, those marked that stand on one side only.
    """

    token: str
    at: str
    where: str
    here: Sequence[Piece]
    file: Sequence[Piece]
    whole: str = ""
    changed_by: str = ""
    changed_at: datetime | None = None

    @property
    def here_text(self) -> str:
        """What stands here, without marks."""
        return "".join(text for text, _ in self.here)

    @property
    def file_text(self) -> str:
        """What stands in the workbook, without marks."""
        return "".join(text for text, _ in self.file)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The differences on one sheet."""

    title: str
    lines: Sequence[Line]


def by_sheet(shown: Iterable[Shown]) -> Sequence[Sheet]:
    """The differences sheet by sheet, in the order in which sheets were met."""
    sheets: dict[str, list[Line]] = {}
    for one in shown:
        title = one.sheet or language.translate(_OF_NOTHING)
        sheets.setdefault(title, []).append(line_of(one))
    return [Sheet(title, lines) for title, lines in sheets.items()]


def lines_of(preview: Preview, standing: Standing) -> Sequence[Line]:
    """The differences of one standing."""
    return [line_of(one) for one in preview.standing(standing)]


def line_of(shown: Shown) -> Line:
    """One difference in words."""
    difference = shown.difference
    noun, field = difference.key.thing.noun, difference.key.field
    here, file = _both_texts(difference)
    here_pieces, file_pieces = marked_pieces(here, file)
    return Line(
        token=shown.token,
        at=" ".join(part for part in (shown.sheet, shown.cell) if part),
        where=_where(shown, noun, field),
        here=here_pieces,
        file=file_pieces,
        whole=_whole(difference),
        changed_by=shown.changed_by,
        changed_at=shown.changed_at,
    )


def _both_texts(difference: Difference) -> tuple[str, str]:
    noun, field = difference.key.thing.noun, difference.key.field
    if field != WHOLE:
        return value_words(noun, field, difference.here), value_words(noun, field, difference.file)
    told = _fields_told(difference)
    return (told, "") if difference.here else ("", told)


def _fields_told(difference: Difference) -> str:
    """The fields of a whole row, the telling ones first."""
    noun, fields = difference.key.thing.noun, difference.fields
    names = dict.fromkeys((*(name for name in _FIRST if name in fields), *fields))
    told = ((name, value_words(noun, name, fields[name])) for name in names if name != WHOLE)
    return "; ".join(f"{field_name(name)}: {text}" for name, text in told if text)


def _where(shown: Shown, noun: str, field: str) -> str:
    """What a difference is about, such as "17.a, Note"."""
    id = shown.difference.key.thing.id
    if noun in (SITE, HEAD):
        name = language.translate(_SITE if noun == SITE else _ASSESSMENT)
    elif noun == RATING:
        name = language.translate(_CRITERION).format(id=id)
    else:
        name = shown.name if noun in LISTED else id
    return name if field == WHOLE else f"{name}, {field_name(field)}"


def _whole(difference: Difference) -> str:
    """A word for what happens to a whole row."""
    if difference.key.field != WHOLE:
        return ""
    if difference.standing is Standing.STALE:
        word = _HERE_ONLY if difference.here else _GONE_HERE
    else:
        word = _NEW if difference.change is Change.NEW else _REMOVED
    return language.translate(word)
