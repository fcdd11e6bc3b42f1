"""Two people changed one certificate: every field of its form as both have it."""

from ddtool.web.conflicts import Both
from ddtool.web.pages.certificates.forms import CertificateForm

_NOT_COMPARED = ("csrf_token", "version", "document")
_LONG = ("note", "other_sites")
_TICKED = "on"


def differing(
    theirs: CertificateForm, mine: CertificateForm
) -> tuple[tuple[Both, ...], dict[str, str]]:
    """The fields that differ, and the texts of those that do not, by their names."""
    both: list[Both] = []
    same: dict[str, str] = {}
    for field in mine:
        if field.name in _NOT_COMPARED or field.name not in theirs:
            continue
        their_text, my_text = _text(theirs[field.name]), _text(field)
        if their_text == my_text:
            same[field.name] = my_text
        else:
            both.append(_both(field, their_text, my_text))
    return tuple(both), same


def _both(field: object, theirs: str, mine: str) -> Both:
    label = getattr(getattr(field, "label", None), "text", "")
    name = str(getattr(field, "name", ""))
    several = isinstance(getattr(field, "data", None), list)
    choices = [] if several else list(getattr(field, "choices", None) or ())
    return Both(
        name,
        str(label),
        theirs,
        mine,
        choices=[(str(value), str(word)) for value, word in choices],
        long=name in _LONG,
        kind="date" if hasattr(field, "day") else "text",
    )


def _text(field: object) -> str:
    """What a browser would send for a field, as one text."""
    data = getattr(field, "data", None)
    if isinstance(data, bool):
        return _TICKED if data else ""
    if isinstance(data, list):
        return ",".join(map(str, data))
    return "" if data is None else str(data)
