"""Cells of a workbook that are taken in as they are, and what does not follow from them."""

from collections.abc import Iterator, Sequence
from datetime import date

from ddtool.domain.applicability import Applies, Profile
from ddtool.domain.assessments import AnswerCode
from ddtool.domain.criteria import Rating
from ddtool.domain.lines import applies
from ddtool.domain.merging import Difference
from ddtool.domain.statements import ACTION, ANSWER, EVIDENCE, RATING, SITE, WHOLE, Key
from ddtool.evidence_files.links import LinkRefused, require_link
from ddtool.sentences import Problem, Sentence, n_
from ddtool.usecases.assessment_workbooks.looking import Looked
from ddtool.usecases.assessment_workbooks.things import Kept

_CELL = n_("cell {address}")
_LOCATION, _DUE = "location", "due"
_SAYS_NOTHING = (AnswerCode.UNANSWERED, AnswerCode.NOT_APPLICABLE)


def warnings_of(
    taken: Sequence[Difference], looked: Looked, kept: Kept, *, on: date
) -> Iterator[Problem]:
    """What is worth a look in the cells that would be ``taken`` in on that day."""
    yield from _documents_without_file(taken, looked)
    yield from _switched_off(taken, looked, kept)
    yield from _days_over(taken, looked, on)


def _documents_without_file(taken: Sequence[Difference], looked: Looked) -> Iterator[Problem]:
    """New or changed documents whose "File or address" is a text that leads nowhere."""
    texts = {one.id: one.location for one in looked.assessment.evidence}
    for key in _cells(taken, EVIDENCE, _LOCATION):
        text = texts.get(key.thing.id, "")
        if text and not _is_link(text):
            yield _problem(
                looked,
                key,
                Sentence(
                    "“{text}” is no address that begins with https://, and a workbook brings no "
                    "files",
                    text=text,
                ),
                Sentence(
                    "the text is kept, but the document has no file: upload it on its page "
                    "afterwards, or write its address here"
                ),
            )


def _switched_off(taken: Sequence[Difference], looked: Looked, kept: Kept) -> Iterator[Problem]:
    """Ratings and answers of what does not apply by the facts about the site."""
    changes_facts = any(one.key.thing.noun == SITE for one in taken)
    profile = (looked if changes_facts else kept).assessment.site.profile
    said, chosen = looked.assessment, looked.criteria_set
    for key in _cells(taken, RATING, "rating"):
        rating = said.rating_of.get(key.thing.id)
        criterion = chosen.by_number.get(key.thing.id)
        is_said = rating is not None and rating.rating not in (None, Rating.NOT_APPLICABLE)
        if is_said and criterion and applies(criterion, profile) is Applies.NO:
            yield _does_not_apply(looked, key)
    for key in _cells(taken, ANSWER, "answer"):
        answer = said.answer_to.get(key.thing.id)
        is_said = answer is not None and answer.answer not in _SAYS_NOTHING
        if is_said and not _is_asked(looked, key.thing.id, profile):
            yield _does_not_apply(looked, key)


def _is_asked(looked: Looked, requirement: str, profile: Profile) -> bool:
    criterion = looked.criteria_set.criterion_of[requirement]
    part = next(one for one in criterion.assessed if one.id == requirement)
    whole = applies(criterion, profile)
    return Applies.NO not in (whole, part.applies_when.decide(profile))


def _does_not_apply(looked: Looked, key: Key) -> Problem:
    return _problem(
        looked,
        key,
        Sentence("{id} does not apply by the facts about the site", id=key.thing.id),
        Sentence(
            "what is said is kept and counts for nothing while the facts stand: correct the facts, "
            "or choose “Not applicable”"
        ),
    )


def _days_over(taken: Sequence[Difference], looked: Looked, on: date) -> Iterator[Problem]:
    """Open actions that would be overdue at once."""
    actions = {one.id: one for one in looked.assessment.actions}
    for key in _cells(taken, ACTION, _DUE):
        action = actions.get(key.thing.id)
        if action and action.due and action.due < on and action.state.is_open:
            yield _problem(
                looked,
                key,
                Sentence("the due day {day} is over already", day=action.due.isoformat()),
                Sentence("the action would be overdue at once: correct the day if it is a slip"),
            )


def _cells(taken: Sequence[Difference], noun: str, field: str) -> Iterator[Key]:
    """The cells of one column in which something would be taken in, also with a whole row."""
    for one in taken:
        if one.key.thing.noun == noun and one.key.field in (WHOLE, field):
            yield Key(one.key.thing, field)


def _problem(looked: Looked, key: Key, found: Sentence, remedy: Sentence) -> Problem:
    places = looked.seen.places
    place = Sentence(_CELL, address=places.cell(key))
    return Problem(places.sheet(key), place, found, remedy)


def _is_link(text: str) -> bool:
    try:
        require_link(text)
    except LinkRefused:
        return False
    return True
