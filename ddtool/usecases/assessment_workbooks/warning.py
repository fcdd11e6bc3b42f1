"""Cells of a workbook that are taken in as they are, and what does not follow from them."""

from collections.abc import Iterator

from ddtool.domain.merging import Comparison, Standing
from ddtool.domain.statements import EVIDENCE, WHOLE, Key
from ddtool.evidence_files.links import LinkRefused, require_link
from ddtool.sentences import Problem, Sentence, n_
from ddtool.usecases.assessment_workbooks.looking import Looked

_CELL = n_("cell {address}")
_LOCATION = "location"


def warnings_of(compared: Comparison, looked: Looked) -> Iterator[Problem]:
    """New or changed documents whose "File or address" is a text that leads nowhere."""
    texts = {one.id: one.location for one in looked.assessment.evidence}
    for one in compared.standing(Standing.CHANGED, Standing.CONFLICT):
        thing = one.key.thing
        text = texts.get(thing.id, "")
        is_said = thing.noun == EVIDENCE and one.key.field in (WHOLE, _LOCATION)
        if is_said and text and not _is_link(text):
            yield _leads_nowhere(looked, Key(thing, _LOCATION), text)


def _leads_nowhere(looked: Looked, key: Key, text: str) -> Problem:
    places = looked.seen.places
    return Problem(
        places.sheet(key),
        Sentence(_CELL, address=places.cell(key)),
        Sentence(
            "“{text}” is no address that begins with https://, and a workbook brings no files",
            text=text,
        ),
        Sentence(
            "the text is kept, but the document has no file: upload it on its page afterwards, or "
            "write its address here"
        ),
    )


def _is_link(text: str) -> bool:
    try:
        require_link(text)
    except LinkRefused:
        return False
    return True
