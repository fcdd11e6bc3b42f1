"""The hidden sheet: what a workbook was made for, and a hash that shows whether it was touched."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ddtool.wording import n_
from ddtool.workbooks import layout
from ddtool.workbooks.form import Form
from ddtool.workbooks.problems import WrongWorkbook

ENGLISH = "en"

_MISSING = n_("{file} is not a workbook of ddtool: the hidden sheet “{sheet}” is missing.")
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
    """

    criteria_set: str
    pack_sha256: str
    language: str = ENGLISH
    fictional: bool = False
    ids: Mapping[str, Sequence[str]] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

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


def parse_identity(file: str, rows: Iterable[Sequence[str]]) -> Identity:
    """The identity from the rows of the hidden sheet.

    :raises WrongWorkbook: not ours, of another layout, or touched.
    """
    single: dict[str, str] = {}
    ids: dict[str, list[str]] = {}
    words: dict[str, dict[str, str]] = {}
    for key, value, more, word in rows:
        if key == "ids":
            ids[value] = more.split(";")
        elif key == "word":
            words.setdefault(value, {})[word] = more
        else:
            single[key] = value
    return _checked(file, single, ids=ids, words=words)


def missing_identity(file: str) -> WrongWorkbook:
    """The fact that a file has no hidden sheet of ours."""
    return WrongWorkbook(_MISSING.format(file=file, sheet=layout.HIDDEN_TITLE))


def _checked(
    file: str,
    single: Mapping[str, str],
    *,
    ids: Mapping[str, Sequence[str]],
    words: Mapping[str, Mapping[str, str]],
) -> Identity:
    found = single.get("format", "")
    if found != str(layout.FORMAT):
        if "made by" not in single:
            raise missing_identity(file)
        raise WrongWorkbook(_OTHER_FORMAT.format(file=file, found=found, known=layout.FORMAT))
    identity = Identity(
        criteria_set=single.get("criteria set", ""),
        pack_sha256=single.get("pack sha256", ""),
        language=single.get("language", ENGLISH),
        fictional=single.get("fictional") == "yes",
        ids=ids,
        words=words,
    )
    if identity.sha256 != single.get("hash"):
        raise WrongWorkbook(_TOUCHED.format(file=file, sheet=layout.HIDDEN_TITLE))
    return identity


def _foreign_words(form: Form) -> Mapping[str, Mapping[str, str]]:
    words: dict[str, Mapping[str, str]] = {
        name: {word: code for code, word in choices.shown.items()}
        for name, choices in form.lists.items()
        if name != layout.STANDARDS
    }
    for name, columns in layout.TABLES.items():
        words[name] = {form.translate(column.head): column.code for column in columns}
    return words
