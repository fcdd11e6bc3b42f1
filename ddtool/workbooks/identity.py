"""The hidden sheet: what a workbook was made for, and a hash that shows whether it was touched."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ddtool.domain.assessments import Site
from ddtool.wording import Translate, n_
from ddtool.workbooks import layout
from ddtool.workbooks import origin as origins
from ddtool.workbooks.applicability import Marks
from ddtool.workbooks.form import Form
from ddtool.workbooks.origin import Origin, parse_origin
from ddtool.workbooks.problems import WrongWorkbook

ENGLISH = "en"
TITLES, REASONS = "titles", "reasons"
"""Names for words of the workbook's language: titles of sheets, reasons that ddtool gave."""

MISSING = n_(
    "{file} is not a workbook of ddtool: the hidden sheet “{sheet}” is missing. Fill in the one "
    "that was downloaded from ddtool, and save it under any name."
)
_TOUCHED = n_(
    "{file} cannot be trusted: its hidden sheet “{sheet}” was changed; begin with a fresh workbook."
)
_OTHER_FORMAT = n_(
    "{file} was made by another version of ddtool (layout {found}, this one reads {known})."
)


@dataclass(frozen=True)
class Identity:
    """What the hidden sheet says. ``ids`` are the requirement ids by criterion number.

    ``words`` are the words of another language than English by list or table, each with its code.
    ``origin`` is the stored assessment it was made from, None where it was made from files.
    """

    criteria_set: str
    pack_sha256: str
    language: str = ENGLISH
    fictional: bool = False
    ids: Mapping[str, Sequence[str]] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    origin: Origin | None = None

    def rows(self) -> list[tuple[str, str, str, str]]:
        """The rows of the hidden sheet, the hash last."""
        rows = [("made by", "ddtool", "", ""), *self._content()]
        return [*rows, ("hash", self.sha256, "", "")]

    @property
    def sha256(self) -> str:
        """The hash of everything else."""
        content = json.dumps(list(self._content()), ensure_ascii=True)
        return hashlib.sha256(content.encode()).hexdigest()

    def _content(self) -> Iterator[tuple[str, str, str, str]]:
        yield ("format", str(layout.FORMAT), "", "")
        yield ("criteria set", self.criteria_set, "", "")
        yield ("pack sha256", self.pack_sha256, "", "")
        yield ("language", self.language, "", "")
        yield ("fictional", "yes" if self.fictional else "no", "", "")
        for number, parts in self.ids.items():
            yield ("ids", number, ";".join(parts), "")
        for name, words in self.words.items():
            for word, code in words.items():
                yield ("word", name, code, word)
        if self.origin is not None:
            yield from self.origin.rows()


def identity_of(form: Form, *, fictional: bool) -> Identity:
    """What the hidden sheet of a new workbook says."""
    chosen = form.criteria_set
    return Identity(
        criteria_set=chosen.name,
        pack_sha256=chosen.sha256,
        language=form.language,
        fictional=fictional,
        ids={one.number: [part.id for part in one.assessed] for one in chosen.criteria},
        words={} if form.language == ENGLISH else _foreign_words(form),
    )


def parse_identity(file: str, rows: Iterable[Sequence[str]], translate: Translate) -> Identity:
    """The identity from the rows of the hidden sheet.

    :raises WrongWorkbook: not ours, of another layout, or touched.
    """
    single: dict[str, str] = {}
    ids: dict[str, list[str]] = {}
    words: dict[str, dict[str, str]] = {}
    origin: list[Sequence[str]] = []
    for row in rows:
        key, value, more, word = row
        if key in origins.ROWS:
            origin.append(row)
        elif key == "ids":
            ids[value] = more.split(";")
        elif key == "word":
            words.setdefault(value, {})[word] = more
        else:
            single[key] = value
    fault = _fault(single)
    if fault:
        raise refusal(fault, file, translate, found=single.get("format", ""))
    identity = replace(_identity(single, ids=ids, words=words), origin=parse_origin(origin))
    if identity.sha256 != single.get("hash"):
        raise refusal(_TOUCHED, file, translate)
    return identity


def refusal(sentence: str, file: str, translate: Translate, **values: str) -> WrongWorkbook:
    """The fact that a file is not a workbook of ours, or not one to be trusted."""
    known = {"sheet": layout.HIDDEN_TITLE, "known": layout.FORMAT}
    return WrongWorkbook(translate(sentence).format(file=file, **known, **values))


def _fault(single: Mapping[str, str]) -> str:
    """Why the hidden sheet is none of ours, or an empty text."""
    if "made by" not in single:
        return MISSING
    return "" if single.get("format") == str(layout.FORMAT) else _OTHER_FORMAT


def _identity(
    single: Mapping[str, str],
    *,
    ids: Mapping[str, Sequence[str]],
    words: Mapping[str, Mapping[str, str]],
) -> Identity:
    return Identity(
        criteria_set=single.get("criteria set", ""),
        pack_sha256=single.get("pack sha256", ""),
        language=single.get("language", ENGLISH),
        fictional=single.get("fictional") == "yes",
        ids=ids,
        words=words,
    )


def _foreign_words(form: Form) -> Mapping[str, Mapping[str, str]]:
    words: dict[str, Mapping[str, str]] = {
        name: {word: code for code, word in choices.shown.items()}
        for name, choices in form.lists.items()
        if name != layout.STANDARDS
    }
    for name, columns in layout.TABLES.items():
        words[name] = {form.translate(column.head): column.code for column in columns}
    words[TITLES] = {form.translate(title): name for title, name in layout.OWN_SHEETS}
    words[REASONS] = dict.fromkeys(_reasons(form), "off")
    return words


def _reasons(form: Form) -> Iterator[str]:
    """Every reason that ddtool itself may have given for "not applicable"."""
    marks = Marks(Site("", ""), form.vocabulary, "", form.translate)
    for criterion in form.criteria_set.criteria:
        own = criterion.applies_when
        for conditions in (own, *(part.applies_when for part in criterion.requirements)):
            reason = marks.reason_against(conditions)
            if reason:
                yield reason
