"""Plain data as TOML text that people can review: wrapped texts, one list item a line.

Python reads TOML but does not write it. This writes what packs consist of: texts, days, yes and no,
whole numbers, lists of texts, lists of lists, tables and lists of tables.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

Plain = Mapping[str, object]
"""A TOML table as the standard library reads it."""

_WIDTH = 100
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {"\\": "\\\\", "\b": "\\b", "\t": "\\t", "\f": "\\f", "\r": "\\r"}


def write_toml(table: Plain) -> str:
    """The text of a TOML file that reads back as exactly this table."""
    return "\n".join(_lines(table, ())).strip("\n") + "\n"


def _lines(table: Plain, path: tuple[str, ...]) -> Iterator[str]:
    for key, value in table.items():
        if not _is_table(value) and not _is_tables(value):
            yield f"{_key(key)} = {_value(key, value)}"
    for key, value in table.items():
        if _is_table(value):
            yield from _section(f"[{_dotted((*path, key))}]", value, (*path, key))
        elif _is_tables(value):
            for item in _items(value):
                yield from _section(f"[[{_dotted((*path, key))}]]", item, (*path, key))


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _section(heading: str, table: object, path: tuple[str, ...]) -> Iterator[str]:
    yield ""
    yield heading
    if isinstance(table, Mapping):
        yield from _lines(table, path)


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping)


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_table, value))


def _dotted(path: Sequence[str]) -> str:
    return ".".join(map(_key, path))


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _one_line(key)


def _value(key: str, value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | date):
        return str(value)
    if isinstance(value, list | tuple):
        return _list(value)
    text = str(value)
    short = _one_line(text)
    if "\n" not in text and len(_key(key)) + 3 + len(short) <= _WIDTH:
        return short
    return _wrapped(text)


def _list(items: Sequence[object]) -> str:
    if not items:
        return "[]"
    return "[\n" + "".join(f"  {_item(item)},\n" for item in items) + "]"


def _item(item: object) -> str:
    if isinstance(item, list | tuple):
        return "[" + ", ".join(map(_item, item)) + "]"
    return _one_line(str(item))


def _one_line(text: str) -> str:
    return '"' + _escape(text).replace('"', '\\"').replace("\n", "\\n") + '"'


def _wrapped(text: str) -> str:
    """A multi-line string; a backslash at a line's end joins it to the next without a break."""
    if '""' in text or text.endswith('"'):
        return _one_line(text)
    paragraphs = (_fold(_escape(paragraph)) for paragraph in text.split("\n"))
    return '"""\n' + "\n".join(paragraphs) + '"""'


def _fold(paragraph: str) -> str:
    """Break before the words that would pass the width; a backslash may not swallow spaces."""
    lines, line = [], ""
    for word in re.findall(r"[^ ]+ ?| +", paragraph):
        if line and len(line) + len(word) > _WIDTH - 1 and line.endswith(" ") and word[0] != " ":
            lines.append(line + "\\")
            line = ""
        line += word
    return "\n".join((*lines, line))


def _escape(text: str) -> str:
    return "".join(_ESCAPES.get(one) or _visible(one) for one in text)


def _visible(character: str) -> str:
    code = ord(character)
    if character != "\n" and (code < 0x20 or code == 0x7F):
        return f"\\u{code:04x}"
    return character
