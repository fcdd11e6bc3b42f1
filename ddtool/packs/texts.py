"""What texts, ids and items of a pack may look like, so that every door carries them unharmed."""

import re

from ddtool.sentences import Sentence

TEXT_LIMIT = 20_000
ID_LIMIT = 120

# Control characters and two code points that no XML may hold: a workbook could not carry them.
_FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def fault_of_text(text: str) -> tuple[str, str] | None:
    """What is wrong with a text and how to mend it; None where nothing is."""
    if len(text) > TEXT_LIMIT:
        return Sentence("has {count} characters", count=len(text)), Sentence(
            "shorten it to {limit} or fewer", limit=TEXT_LIMIT
        )
    if _FORBIDDEN.search(text):
        return Sentence("holds a control character"), Sentence(
            "remove tabs and other invisible characters"
        )
    if "x005F_" in text:
        return Sentence('holds "x005F_", which workbooks read as something else'), Sentence(
            "write it differently"
        )
    if text != text.strip():
        return Sentence("begins or ends with a space or line break"), Sentence("remove it")
    return None


def fault_of_line(text: str) -> tuple[str, str] | None:
    """As for a text, for what has to stand on one line."""
    if "\n" in text:
        return Sentence("has more than one line"), Sentence("write it in one line")
    return fault_of_text(text)


def fault_of_item(text: str) -> tuple[str, str] | None:
    """As for a line, for one item of a list, which may not be empty."""
    return fault_of_line(text) if text else (Sentence("is empty"), Sentence("remove it"))


def fault_of_name(text: str) -> tuple[str, str] | None:
    """As for an item, for names of standards and editions, which stand in lists with semicolons."""
    if ";" in text or ">=" in text:
        return Sentence('holds ";" or ">="'), Sentence("leave these signs out of names")
    if len(text) > ID_LIMIT:
        return Sentence("has {count} characters", count=len(text)), Sentence(
            "shorten it to {limit} or fewer", limit=ID_LIMIT
        )
    return fault_of_item(text)


def fault_of_id(text: str) -> tuple[str, str] | None:
    """As for a name, for ids and numbers."""
    if text and not _ID.fullmatch(text):
        return Sentence('is "{text}"', text=text), Sentence(
            "use letters, digits, dot, hyphen and underscore only"
        )
    return fault_of_name(text)
